from __future__ import annotations

import random
import warnings
from datetime import date, timedelta

import polars as pl
import pytest

import coterie
from coterie import InputError, ScoringWarning
from coterie.outputs import write_assignments
from coterie.remarks import Remark, capital, words
from coterie.scoring import customers_of
from coterie.sources import Table, scan
from coterie.sources.text import large
from coterie.transactions import summarise_transactions

COLUMNS = {"customer": "customer_id", "date": "order_date", "amount": "amount", "invoice": "order_no"}


def bought(seed, first):
    chance = random.Random(seed)  # noqa: S311 - invented purchases
    rows = [
        (f"K{number % 50 if number < 100 else number % 11}", first + timedelta(days=chance.randint(0, 400)),
         round(chance.lognormvariate(3, 1), 2), number // 2)
        for number in range(300)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=["customer_id", "order_date", "amount", "order_no"], orient="row")


@pytest.fixture(scope="module")
def before():
    return bought(1, date(2023, 1, 1))


@pytest.fixture(scope="module")
def segmentation(before):
    return coterie.segment(before, k=3, evidence="none").segmentation


@pytest.fixture
def after():
    return bought(2, date(2024, 1, 1))


def test_new_purchases_become_customers_in_the_same_way(segmentation, after, tmp_path):
    write_assignments(summarise_transactions(after, **COLUMNS).customers, tmp_path / "customers.csv")
    customers = pl.read_csv(tmp_path / "customers.csv")
    scored = coterie.score(segmentation, after)
    assert scored.equals(coterie.score(segmentation, customers))
    assert scored["customer_id"].to_list() == customers["customer_id"].to_list()
    made, purchases = customers_of(segmentation, after)
    assert isinstance(made, Table)
    assert (purchases.as_of, purchases.customers) == (str(after["order_date"].max()), 50)


def test_a_saved_segmentation_remembers_the_columns(segmentation, after, tmp_path):
    coterie.save(segmentation, tmp_path / "a.coterie")
    loaded = coterie.load(tmp_path / "a.coterie")
    assert loaded.purchases == segmentation.purchases
    assert coterie.score(loaded, after).equals(coterie.score(segmentation, after))


def test_a_saved_segmentation_of_customers_asks_for_customers(before, after, tmp_path):
    customers = summarise_transactions(before, **COLUMNS).customers
    found = coterie.segment(customers, k=3, evidence="none").segmentation
    assert customers_of(found, after) == (after, None)
    with pytest.raises(InputError, match="recency_days, frequency, monetary. These are made of purchases"):
        coterie.score(found, after)


def test_files_that_are_not_held_are_looked_at_lazily(segmentation, after, tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "LARGE", 100)
    monkeypatch.setattr(large, "LARGE", 100)
    after.write_csv(tmp_path / "after.csv")
    after.write_parquet(tmp_path / "after.parquet")
    expected = coterie.score(segmentation, after)
    for path in (tmp_path / "after.csv", tmp_path / "after.parquet"):
        assert coterie.score(segmentation, path).equals(expected)
    assert coterie.score(segmentation, after.lazy()).collect().equals(expected)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (lambda frame: frame.drop("order_no"), "lacks columns of them: 'order_no' \\(invoice\\). Did you mean"),
        (
            lambda frame: frame.drop("amount", "order_date"),
            "'order_date' \\(date\\), 'amount' \\(amount\\). The columns",
        ),
        (lambda frame: frame.with_columns(amount=pl.lit("free")), "'free', no numbers.* The segments were made from"),
        (lambda frame: frame.clear(), "no rows"),
    ],
)
def test_other_purchases_are_told(segmentation, after, changed, message):
    with pytest.raises(InputError, match=message):
        coterie.score(segmentation, changed(after))


@pytest.mark.words
def test_what_can_make_every_customer_wrong_is_a_warning(segmentation, after):
    till = after.with_columns(
        customer_id=pl.when(pl.int_range(300) % 3 > 0).then(pl.lit("K0")).otherwise("customer_id")
    )
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        coterie.score(segmentation, till, checks="lenient")
    said = [str(each.message) for each in found if each.category is ScoringWarning]
    assert said[0].startswith("customer_id: one customer has very many rows")


def known(frame, **columns):
    ids = sorted(frame["customer_id"].unique())
    return pl.DataFrame({"Kunde": ids, "age": [20 + i * 7 % 50 for i in range(len(ids))]} | columns)


@pytest.fixture(scope="module")
def joined(before):
    return coterie.segment(before, customers=known(before), k=3, evidence="none")


def test_customers_are_joined_to_new_purchases_as_they_were(joined, before, tmp_path):
    coterie.save(joined, tmp_path / "a.coterie")
    loaded = coterie.load(tmp_path / "a.coterie")
    assert loaded.purchases.joined == joined.segmentation.purchases.joined
    again = coterie.score(loaded, before, customers=known(before))
    assert again.equals(joined.assignments.select(again.columns))


def test_purchases_alone_do_where_what_was_joined_only_describes(joined, before, after):
    with pytest.raises(InputError, match=r"'age'.*`customers`"):
        coterie.score(joined, before)
    plain = coterie.segment(before, customers=known(before), describe=["age"], k=3, evidence="none")
    alone = coterie.score(plain, after)
    assert alone.equals(coterie.score(plain, after, customers=known(before)))


def test_who_was_left_out_is_left_out_again(before, after):
    some = known(before).tail(30)
    dropped = coterie.segment(before, customers=some, unmatched="drop", k=3, evidence="none")
    scored = coterie.score(dropped, after, customers=some)
    assert set(scored["customer_id"]) == set(some["Kunde"]) & set(after["customer_id"])


def test_zeros_before_ids_are_what_they_were(before, after):
    def bare(frame):
        return frame.with_columns(pl.col("customer_id").str.slice(1).cast(pl.Int64))

    crm = known(before).with_columns(pl.col("Kunde").str.slice(1).str.zfill(6))
    found = coterie.segment(bare(before), customers=crm, k=3, evidence="none")
    assert found.segmentation.purchases.joined.zeros
    made, purchases = customers_of(found.segmentation, bare(after), joining={"customers": crm})
    assert purchases.joined.matched == made.frame["age"].len() - made.frame["age"].null_count() == 50


def test_a_column_that_got_another_name_gets_it_again(before):
    crm = known(before, frequency=list(range(50)))
    found = coterie.segment(before, customers=crm, k=3, evidence="none")
    assert "frequency (frame)" in found.segmentation.schema.columns[-1].name
    renamed = crm.rename({"age": "age"})
    assert coterie.score(found, before, customers=renamed)["segment_id"].equals(found.assignments["segment_id"])


def test_few_who_are_known_are_warned_of(joined, before, after):
    with pytest.warns(ScoringWarning) as warned:
        coterie.score(joined, after, customers=known(before).tail(5), checks="lenient")
    said = capital(words().says(Remark("few_joined")))
    assert any(str(each.message).startswith(said) for each in warned)


def test_customers_beside_customers_are_refused(before):
    bank = coterie.datasets.bank_customers(n=300)
    found = coterie.segment(bank, k=2, evidence="none")
    with pytest.raises(InputError, match="made from a table of customers"):
        coterie.score(found, bank, customers=known(before))
    assert coterie.score(found, customers=bank).equals(coterie.score(found, bank))
