import numpy as np
import polars as pl
import pytest
from sklearn.metrics import adjusted_rand_score

import coterie
from coterie.datasets import bank_customers, bank_customers_batches
from coterie.datasets.personas import PERSONAS
from coterie.errors import InputError

FEATURES = ["age", "income", "spending_score", "credit_score"]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others():
    assert bank_customers(500, 3).equals(bank_customers(500, 3))
    assert not bank_customers(500, 3).equals(bank_customers(500, 4))


def test_the_table_looks_like_an_export():
    frame = bank_customers()
    assert frame.shape == (5000, 7)
    assert frame.schema == {
        "customer_id": pl.String,
        "age": pl.Int64,
        "gender": pl.String,
        "income": pl.Int64,
        "spending_score": pl.Int64,
        "credit_score": pl.Int64,
        "card_type": pl.String,
    }
    bounds = {"age": (18, 95), "income": (5_000, 2_000_000), "spending_score": (1, 100), "credit_score": (300, 850)}
    for column, (low, high) in bounds.items():
        assert frame[column].is_between(low, high).drop_nulls().all(), column


@pytest.mark.parametrize("n", [400, 5000, 20_000])
def test_two_to_three_percent_of_each_feature_is_missing(n):
    missing = bank_customers(n).select(FEATURES).null_count().row(0)
    assert all(0.018 * n <= count <= 0.032 * n for count in missing)


def test_one_row_in_five_hundred_is_an_exact_copy_and_ids_repeat_nowhere_else():
    frame = bank_customers(5000)
    assert frame.height - frame.unique().height == 10
    assert frame["customer_id"].n_unique() == 4990


def test_few_categories_are_spelt_otherwise_and_only_in_case_and_blanks():
    frame = bank_customers(20_000)
    for column, words in {"gender": {"Female", "Male"}, "card_type": {"Classic", "Silver", "Gold", "Platinum"}}.items():
        known = frame[column].drop_nulls()
        assert set(known.str.strip_chars().str.to_titlecase().unique()) == words
        assert 0.02 < 1 - known.is_in(list(words)).mean() < 0.04


def test_nothing_in_a_row_but_its_values_tells_the_persona():
    frame, persona = bank_customers(6000, return_persona=True)
    assert len(persona) == 6000
    shares = {p.name: p.share for p in PERSONAS}
    for part in np.array_split(persona.to_numpy(), 4):
        names, counts = np.unique(part, return_counts=True)
        for name, count in zip(names, counts, strict=True):
            assert abs(count / len(part) - shares[name]) < 0.05
    number = frame["customer_id"].str.slice(1).cast(pl.Int64).to_numpy()
    middles = [number[(persona == name).to_numpy()].mean() for name in shares]
    assert max(middles) - min(middles) < 6000 / 8


def test_each_persona_is_drawn_as_it_is_described():
    frame, persona = bank_customers(60_000, return_persona=True)
    for p in PERSONAS:
        own = frame.filter(persona == p.name)
        assert own.height / frame.height == pytest.approx(p.share, abs=0.01)
        assert own["age"].median() == pytest.approx(p.age.mean, abs=1)
        assert own["income"].median() == pytest.approx(p.income.median, rel=0.02)
        assert own["spending_score"].median() == pytest.approx(p.spending.mean, abs=1)
        assert own["credit_score"].median() == pytest.approx(p.credit.mean, abs=3)
        women = own["gender"].str.strip_chars().str.to_lowercase() == "female"
        assert women.mean() == pytest.approx(p.female, abs=0.02)


def test_incomes_are_skewed_and_features_move_together_within_a_persona():
    frame, persona = bank_customers(40_000, return_persona=True)
    assert frame["income"].skew() > 1
    earners = frame.filter(persona == "Established Earners").drop_nulls()
    measured = np.corrcoef(earners["age"], np.log(earners["income"]))[0, 1]
    expected = next(p for p in PERSONAS if p.name == "Established Earners").correlations.age_income
    assert measured == pytest.approx(expected, abs=0.04)


def test_the_shares_sum_to_one():
    assert sum(p.share for p in PERSONAS) == pytest.approx(1)
    assert all(sum(p.cards) == pytest.approx(1) for p in PERSONAS)


def test_a_batch_can_be_made_again_alone_and_ids_go_on():
    batches = list(bank_customers_batches(2500, 7, batch_size=1000))
    assert [batch.height for batch in batches] == [1000, 1000, 500]
    assert batches[0].equals(bank_customers(1000, 7))
    assert batches[1].equals(list(bank_customers_batches(2000, 7, batch_size=1000))[1])
    ids = pl.concat(batches)["customer_id"]
    assert ids.n_unique() == 2500 - 2 - 2 - 1
    assert batches[1]["customer_id"].min() == "C00001001"


def test_one_customer_can_be_asked_for():
    assert bank_customers(1).height == 1


@pytest.mark.parametrize(("n", "seed"), [(1000, 1), (5000, 0), (5000, 2)])
def test_the_main_job_comes_to_the_six_personas_by_its_own_choice_and_names_them(n, seed):
    customers, persona = bank_customers(n, seed, return_persona=True)
    result = coterie.segment(customers)
    assert result.segmentation.choice.k == 6
    truth = customers.select("customer_id").with_columns(persona).unique("customer_id")
    found = result.assignments.join(truth, on="customer_id").drop_nulls("segment")
    assert found.height == truth.height
    assert 0.80 < adjusted_rand_score(found["persona"].to_list(), found["segment"].to_list()) < 0.90
    for segment, group in found.group_by("segment"):
        assert group["persona"].mode()[0] == segment[0]
    assert found["segment"].n_unique() == 6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bank_customers(0), "`n` is 0, but must be at least 1."),
        (lambda: bank_customers(10, -1), "`random_state` is -1, but must be 0 or more."),
        (lambda: bank_customers_batches(10, batch_size=0), "`batch_size` is 0, but must be at least 1."),
    ],
)
def test_numbers_out_of_range_are_refused_at_once(call, message):
    with pytest.raises(InputError, match=message):
        call()
