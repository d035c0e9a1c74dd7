"""A column that said which rows count says so again, or scoring stops or warns: its words are never passed over."""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from types import SimpleNamespace

import polars as pl
import pytest

import coterie
from coterie import ScoringWarning
from coterie.errors import Drifted, MissingColumns
from coterie.scoring import customers_of
from coterie.scoring.row_words import Again, _keep_held
from coterie.transactions.wanted import EVERY

N = 360


def bought(column, *cycle):
    """Return purchases with words that come round."""
    return pl.DataFrame(
        {
            "customer_id": [f"K{i * i % 61}" for i in range(N)],
            "order_date": [date(2024, 1, 1) + timedelta(days=i * 7 % 300) for i in range(N)],
            "amount": [float(i * 13 % 97 + 1) for i in range(N)],
            "order_no": [i // 2 for i in range(N)],
            column: [cycle[i % len(cycle)] for i in range(N)],
        }
    )


def segmented(frame, **options):
    return coterie.segment(frame, k=2, evidence="none", **options).segmentation


SALES = ("type", "Sale", "Sale", "Sale", "Refund")
PAID = ("Status", "Bezahlt", "Versendet", "Storniert", "Bezahlt")


@pytest.fixture(scope="module")
def by_type():
    return segmented(bought(*SALES))


@pytest.fixture(scope="module")
def by_answer():
    return segmented(bought(*PAID), count={"Status": ["Bezahlt", "Versendet"]})


@pytest.mark.parametrize(
    "cycle",
    [
        ("Sale", "Teilzahlung", "Refund", "Teilzahlung"),
        ("Sale", "Teilzahlung"),
        ("Teilzahlung",),
        ("Sale",) * 50 + ("Teilzahlung",),
    ],
    ids=["most", "without refunds", "alone", "few"],
)
@pytest.mark.parametrize("checks", ["usual", "lenient"])
def test_an_unknown_word_of_a_column_that_decided_stops(by_type, cycle, checks):
    after = bought("type", *cycle)
    with pytest.raises(Drifted, match="'type' says which rows are purchases.*Teilzahlung") as stopped:
        coterie.score(by_type, after, checks=checks)
    rows = after.filter(pl.col("type") == "Teilzahlung").height
    assert f"Teilzahlung ({rows} row" in str(stopped.value)
    assert stopped.value.exit_code == 3


@pytest.mark.parametrize(
    "cycle", [SALES[1:], ("Sale", "sale", "REFUND"), ("Sale",), ("Sale", "purchase", "Gutschrift")]
)
def test_known_words_mean_what_they_did(by_type, cycle):
    after = bought("type", *cycle)
    back = after.filter(pl.col("type").str.to_lowercase().is_in(["refund", "gutschrift"]))
    made, _ = customers_of(by_type, after)
    straight, _ = customers_of(segmented(bought(*SALES).drop("type")), after.drop("type"))
    assert made.frame["frequency"].sum() < straight.frame["frequency"].sum() or back.is_empty()
    returned = {remark.code: remark.rows for remark in made.remarks}.get("rows_returned", 0)
    assert returned == back.height


def test_a_flag_means_what_it_did_also_where_a_batch_has_it_alone():
    found = segmented(bought("is_refund", True, False, False))
    made, _ = customers_of(found, bought("is_refund", False, False, True))
    assert {each.code: each.rows for each in made.remarks}["rows_returned"] == N // 3
    with pytest.raises(Drifted, match="'is_refund' says which rows are purchases.*yes"):
        customers_of(found, bought("is_refund", "yes", "false"))


def test_a_column_that_decided_has_to_be_there(by_type, by_answer):
    with pytest.raises(MissingColumns, match="'type' said which rows of purchases count"):
        coterie.score(by_type, bought(*SALES).drop("type"))
    with pytest.raises(MissingColumns, match="'Status' said which rows"):
        coterie.score(by_answer, bought(*PAID).drop("Status"))


def doubts_of(found, after, **options):
    return [doubt for doubt in customers_of(found, after, **options)[1].doubts if doubt.code.startswith("new_words")]


def test_new_words_beside_those_that_a_person_named_are_told_with_rows_and_money(by_answer):
    after = bought("Status", "Bezahlt", "Versendet", "Abgeholt", "Bezahlt")
    money = after.filter(pl.col("Status") == "Abgeholt")["amount"].sum()
    [doubt] = doubts_of(by_answer, after)
    assert (doubt.code, doubt.column, doubt.rows) == ("new_words_left_out", "Status", N // 4)
    assert doubt.facts == {"words": (("Abgeholt", N // 4, money),)}
    assert doubts_of(by_answer, bought(*PAID)) == []
    assert doubts_of(by_answer, bought("Status", "bezahlt", "Annulliert")) == []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        coterie.score(by_answer, after, checks="lenient")
    assert any("Abgeholt (90 rows" in str(each.message) for each in caught if each.category is ScoringWarning)


def test_new_words_of_most_rows_stop_unless_told_otherwise(by_answer):
    half, more = bought("Status", "Bezahlt", "Abgeholt"), bought("Status", "Bezahlt", "Abgeholt", "Abgeholt")
    assert len(doubts_of(by_answer, half)) == 1
    with pytest.raises(Drifted, match="Abgeholt"):
        customers_of(by_answer, more)
    with pytest.raises(Drifted, match="Abgeholt"):
        customers_of(by_answer, half, checks="strict")
    assert len(doubts_of(by_answer, more, checks="lenient")) == 1


def test_new_words_beside_named_returns_count_and_are_told():
    found = segmented(bought("type", "Sale", "Sale", "Minus"), returns={"type": ["Minus"]})
    [doubt] = doubts_of(found, bought("type", "Sale", "Sale", "Minus", "Teilzahlung"))
    assert (doubt.code, doubt.rows) == ("new_words_counted", N // 4)
    every = segmented(bought(*PAID), count={"Status": "*"})
    assert doubts_of(every, bought("Status", "Bezahlt", "Abgeholt")) == []


def test_what_scoring_cannot_be_told_names_two_steps_that_work(by_type, tmp_path):
    after = bought(*SALES).with_columns(Status=pl.Series(["paid", "pending", "cancelled"] * (N // 3)))
    after.write_csv(tmp_path / "after.csv")
    with pytest.raises(Drifted, match="'Status' says what became of each row") as stopped:
        coterie.score(by_type, tmp_path / "after.csv")
    said = stopped.value.in_command
    assert f"`coterie transactions {tmp_path / 'after.csv'} --customer customer_id" in said
    assert "--returns type=Refund --out customers.csv`, then `coterie score SEGMENTATION customers.csv" in said
    assert "also give --count 'Status=paid' or --count 'Status=paid,pending' or --count 'Status=*'." in said
    assert "also give count={'Status': 'paid'} or count=" in str(stopped.value)


def test_the_two_steps_name_only_words_that_the_new_purchases_hold(by_answer):
    after = bought("Status", "Bezahlt").with_columns(Payment_Status=pl.Series(["paid", "pending"] * (N // 2)))
    with pytest.raises(Drifted, match="'Payment_Status' says what became") as stopped:
        customers_of(by_answer, after)
    assert "count={'Status': ('Bezahlt',)}" in str(stopped.value)


def test_a_persons_words_are_kept_as_far_as_new_rows_hold_them():
    words = SimpleNamespace(column="type", table=pl.DataFrame({"word": ["Paid", "Void"]}))
    found = Again({"count": {"type": ("paid", "sent")}, "returns": {"type": (EVERY,), "other": ("x",)}})
    _keep_held(words, found)
    assert found.rows == {"count": {"type": ("paid",)}, "returns": {"type": (EVERY,), "other": ("x",)}}
