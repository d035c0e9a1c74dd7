"""Each bound of what decides on a column: one row across it, and something else is said."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.transactions.counting import Words
from coterie.transactions.judging import judged, listed
from coterie.transactions.wanted import Wanted


def words(column, **rows):
    table = pl.DataFrame(
        {"word": list(rows), "rows": list(rows.values()), "money": [1.0] * len(rows), "less": [0] * len(rows)}
    )
    return Words(column, table)


def test_a_column_without_a_name_that_says_so_needs_four_of_five_rows_known():
    with pytest.raises(NeedsAnswer):
        judged([words("x", paid=7, cancelled=1, gold=2)], Wanted())
    assert judged([words("x", paid=6, cancelled=1, gold=3)], Wanted()) == {}


def test_a_status_needs_half_of_its_rows_known():
    with pytest.raises(NeedsAnswer):
        judged([words("state", paid=4, cancelled=1, gold=5)], Wanted())
    assert judged([words("state", paid=3, draught=1, gold=5)], Wanted()) == {}


@pytest.mark.parametrize("unknown", [1, 65, 10_000])
@pytest.mark.parametrize("known", [{"Sale": 18, "Refund": 1}, {"Refund": 1}, {"Sale": 1, "cancelled": 1}], ids="-".join)
@pytest.mark.parametrize("column", ["type", "Status"])
def test_unknown_words_beside_plain_ones_are_asked_about_however_many_they_are(column, known, unknown):
    with pytest.raises(NeedsAnswer) as asked:
        judged([words(column, **known, Teilzahlung=unknown)], Wanted())
    assert {value.rpartition("=")[0] for _, value, _ in asked.value.answers} == {column}


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        ("category", {"Lager": 50, "Draft": 4, "Cider": 30}),
        ("type", {"Meters": 50, "Test strips": 4}),
        ("customer status", {"gold": 50, "silver": 40, "cancelled": 4}),
    ],
)
def test_kinds_of_goods_and_of_people_are_not_asked_about(column, rows):
    assert judged([words(column, **rows)], Wanted()) == {}


def test_three_open_words_are_offered_one_by_one_and_four_are_not():
    def choices(**rows):
        with pytest.raises(NeedsAnswer) as asked:
            judged([words("status", paid=9, **rows)], Wanted())
        return asked.value.choices

    three = choices(pending=1, processing=1, unpaid=1)
    assert three == ("status=paid", "status=paid,pending", "status=paid,processing", "status=paid,unpaid", "status=*")
    assert choices(pending=1, processing=1, unpaid=1, new=1) == ("status=paid", "status=*")


def test_a_column_of_payments_is_asked_before_one_of_goods():
    goods, money = words("Delivery status", returned=1, delivered=9), words("Payment status", pending=1, paid=9)
    with pytest.raises(NeedsAnswer, match="^'Payment status'"):
        judged([goods, money], Wanted())


def test_words_with_commas_stand_in_quotes():
    assert listed(["paid", "paid, sent"]) == 'paid,"paid, sent"'


@pytest.mark.parametrize("named", [(), ("refunded",)])
def test_naming_returns_changes_no_other_word(named):
    status = words("status", completed=6, cancelled=1, failed=1, refunded=2)
    [said] = judged([status], Wanted(returns={"status": named} if named else {})).values()
    assert said.pop("refunded") == ("returned" if named else "skipped")
    assert said == {"completed": "counted", "cancelled": "skipped", "failed": "skipped"}


def test_naming_returns_leaves_open_words_a_question():
    status = words("status", completed=6, pending=1, cancelled=1, sent_back=2)
    with pytest.raises(NeedsAnswer) as asked:
        judged([status], Wanted(returns={"status": ("sent_back",)}))
    assert asked.value.choices == ("status=completed", "status=completed,pending", "status=*")
    [said] = judged([status], Wanted({"status": ("completed",)}, {"status": ("sent_back",)})).values()
    assert said == {"completed": "counted", "pending": "skipped", "cancelled": "skipped", "sent_back": "returned"}


def with_less(column, **rows):
    """Return words of a column, each with its rows and how many of them are below zero."""
    table = pl.DataFrame(
        [(word, every, 1.0, less) for word, (every, less) in rows.items()],
        schema=["word", "rows", "money", "less"], orient="row",
    )  # fmt: skip
    return Words(column, table)


@pytest.mark.parametrize(
    ("filled", "empty", "said"),
    [
        (1, 9, {"filled": "skipped", "empty": "counted"}),
        (5, 5, {"filled": "skipped", "empty": "counted"}),
        (6, 5, None),
        (0, 9, None),
    ],
)
def test_a_day_of_cancelling_is_a_sign_where_at_most_half_of_the_rows_have_one(filled, empty, said):
    assert judged([words("cancelled_at", filled=filled, empty=empty)], Wanted()) == (
        {"cancelled_at": said} if said else {}
    )


@pytest.mark.parametrize(("filled", "empty", "asked"), [(9, 1, True), (1, 9, True), (0, 9, False), (9, 0, False)])
def test_a_day_of_payment_decides_where_some_rows_have_one_and_some_none(filled, empty, asked):
    found = [words("paid_at", filled=filled, empty=empty)]
    if asked:
        with pytest.raises(NeedsAnswer) as needed:
            judged(found, Wanted())
        assert {value.partition("=")[0] for _, value, _ in needed.value.answers} == {"paid_at"}
    else:
        assert judged(found, Wanted()) == {}


@pytest.mark.parametrize(
    ("debit", "credit", "asked"),
    [((10, 0), (10, 6), False), ((10, 0), (10, 5), True), ((10, 6), (10, 6), True), ((10, 6), (10, 0), False)],
)
def test_of_two_sides_the_one_mostly_below_zero_needs_no_question(debit, credit, asked):
    found = [with_less("side", debit=debit, credit=credit)]
    if asked:
        with pytest.raises(NeedsAnswer) as needed:
            judged(found, Wanted())
        assert [flag for flag, _, _ in needed.value.answers] == [
            "--count",
            "--count",
            "--returns",
            "--returns",
            "--count",
        ]
    else:
        assert judged(found, Wanted()) == {"side": {"debit": "counted", "credit": "counted"}}


@pytest.mark.parametrize(("less", "said"), [(5, "counted"), (4, "skipped")])
def test_refunds_of_a_status_count_where_half_as_many_rows_are_below_zero(less, said):
    found = [with_less("status", paid=(90, less), refunded=(10, 0))]
    assert judged(found, Wanted()) == {"status": {"paid": "counted", "refunded": said}}
