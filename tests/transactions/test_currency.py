from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.transactions import summarise_transactions

DAYS = [f"2024-{i % 12 + 1:02}-05" for i in range(40)]


def bought(amounts, **more):
    return pl.DataFrame({"who": [f"c{i % 8}" for i in range(40)], "on": DAYS, "paid": amounts, **more})


def spent(frame, **options):
    done = summarise_transactions(frame, customer="who", date="on", amount="paid", **options)
    return round(done.customers["monetary"].sum(), 2), {each.code: each.rows for each in done.report.left_out}


MIXED = {
    "a column of codes": bought([10.0] * 40, Currency=["EUR", "USD"] * 20),
    "a column in another language": bought([10.0] * 40, Währung=["eur", "USD "] * 20),
    "signs in the cells": bought(["10 €", "$10"] * 20),
    "codes in the cells": bought(["EUR 10", "10 USD"] * 20),
}


@pytest.mark.parametrize("how", MIXED)
def test_several_currencies_never_add_up(how):
    with pytest.raises(NeedsAnswer) as asked:
        spent(MIXED[how])
    assert asked.value.parameter == "currency"
    assert set(asked.value.choices) == {"EUR", "USD"}
    for choice in asked.value.choices:
        assert spent(MIXED[how], currency=choice) == (200.0, {"purchase_other_currency": 20})


@pytest.mark.parametrize(
    "frame",
    [
        bought([10.0] * 40, Currency=["EUR"] * 40),
        bought(["10 €", "EUR 10"] * 20),
        bought(["10 €", "10"] * 20),
        bought([10.0] * 40, country=["USA", "DEU"] * 20),
    ],
    ids=["one", "spelled in two ways", "left away in some cells", "no currencies"],
)
def test_one_currency_is_no_question(frame):
    assert spent(frame) == (400.0, {})


def test_rows_that_do_not_count_ask_nothing():
    frame = bought([10.0] * 40, Currency=["EUR", "USD"] * 20, Status=["paid", "cancelled"] * 20)
    assert spent(frame) == (200.0, {"purchase_not_counted": 20})
