"""Marks of debit and credit beside the amounts of purchases."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.transactions import summarise_transactions

N = 90


def marked(debit, credit, *, comma=False):
    """Return purchases, every third of which bears the mark of credit."""
    sums = [f"{10 + i}.50" for i in range(N)]
    cells = [(credit if i % 3 == 2 else debit).format(cell) for i, cell in enumerate(sums)]
    days = [f"2024-{i % 12 + 1:02}-15" for i in range(N)]
    cells = [cell.replace(".50", ",50") for cell in cells] if comma else cells
    return pl.DataFrame({"who": [f"c{i % 7}" for i in range(N)], "on": days, "sum": cells})


def made(frame, **options):
    return summarise_transactions(frame, customer="who", date="on", amount="sum", **options).customers["monetary"].sum()


WRITTEN = [("{}Dr", "{}Cr"), ("{} DR", "{} CR"), ("Dr{}", "Cr{}"), ("{} S", "{} H"), ("{}D", "{}A"), ("{} D", "{}C")]
OWN = sum(10.5 + i for i in range(N) if i % 3 < 2)
BACK = sum(10.5 + i for i in range(N) if i % 3 == 2)


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize(("debit", "credit"), WRITTEN)
def test_where_both_sides_are_marked_which_one_is_bought_is_asked(debit, credit, comma):
    frame = marked(debit, credit, comma=comma)
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    found = {(flag, value) for flag, value, _ in asked.value.answers}
    assert found == {(flag, f"sum={side}") for flag in ("--count", "--returns") for side in ("debit", "credit")}
    assert made(frame, count={"sum": "debit"}) == OWN
    assert made(frame, count={"sum": "credit"}) == BACK
    assert made(frame, returns={"sum": "credit"}) == OWN - BACK
    assert made(frame, returns={"sum": "debit"}) == BACK - OWN


@pytest.mark.parametrize("credit", ["{}CR", "{} Cr.", "CR {}"])
def test_credits_beside_plain_amounts_are_given_back_and_said(credit):
    frame = marked("{}", credit)
    done = summarise_transactions(frame, customer="who", date="on", amount="sum")
    assert done.customers["monetary"].sum() == OWN - BACK
    assert {each.code for each in done.report.remarks if each.column == "sum"} == {"rows_counted", "rows_returned"}


def test_debits_beside_plain_amounts_are_below_zero_as_elsewhere():
    assert made(marked("{}", "{} DR")) == OWN - BACK


@pytest.mark.parametrize(("one", "other"), [("{} s", "{} h"), ("{}A", "{}B")])
def test_letters_that_are_no_sides_or_numbers_without_cents_stay_what_they_are(one, other):
    frame = marked(one, other).with_columns(pl.col("sum").str.replace(".50", "", literal=True))
    with pytest.raises(Exception, match="sum"):
        made(frame)


def test_what_was_given_back_of_an_amount_is_taken_off():
    frame = marked("{}", "{}").with_columns(refund=pl.when(pl.int_range(pl.len()) % 3 == 2).then("sum"))
    done = summarise_transactions(frame, customer="who", date="on", amount="sum", refunded="refund")
    assert done.customers["monetary"].sum() == OWN
    assert {each.code: each.rows for each in done.report.left_out} == {"purchase_of_nothing": N // 3}
