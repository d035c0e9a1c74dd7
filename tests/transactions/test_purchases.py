from __future__ import annotations

import polars as pl
import pytest

from coterie.remarks import say
from coterie.sources import read
from coterie.transactions import make_customers

COLUMNS = {"customer": "who", "date": "day", "quantity": "qty", "price": "unit price"}


def purchases_of(rows, columns=COLUMNS):
    table = read(pl.DataFrame(rows, schema=["who", "day", "qty", "unit price"], orient="row"))
    return make_customers(table, columns, table=table).purchases


def used():
    return [
        say("purchases.customer", column="who"),
        say("purchases.date", column="day"),
        say("purchases.pieces", quantity="qty", price="unit price"),
    ]


def test_pieces_and_price_are_the_amount_together():
    found = purchases_of([("a", "2024-05-31", 2, 3.5)])
    counts = {"rows": 1, "gone": 0, "purchases": 1, "customers": 1}
    assert found.says == say("purchases.made", **counts, day="2024-05-31", columns=used())
    assert found.doubts == ()


@pytest.mark.words
def test_one_is_singular():
    found = purchases_of([("a", "2024-05-31", 2, 3.5)])
    assert found.says.startswith("1 row of purchases became one row per customer: 1 purchase of 1 customer, ")


def test_what_is_left_out_is_said():
    found = purchases_of([("a", "2024-05-31", 2, 3.5), (None, "2024-05-31", 2, 3.5), ("b", "2024-04-30", 0, 1.0)])
    counts = {"rows": 3, "gone": 2, "purchases": 1, "customers": 1}
    assert found.says.startswith(say("purchases.made_but_some", **counts, day="2024-05-31", columns=used()))


def test_what_can_make_every_customer_wrong_is_a_doubt():
    rows = [(f"c{n % 40}", f"{n % 12 + 1:02}/{n % 11 + 1:02}/2024", 1, "5" if n % 2 else "€5") for n in range(120)]
    found = purchases_of([*rows, ("c1", "01/01/2099", 1, "€5")])
    assert [(doubt.column, doubt.code) for doubt in found.doubts] == [
        ("day", "day_and_month"),
        ("day", "dates_far_ahead"),
    ]
    assert found.doubts[1].facts == {"last": "2099-01-01", "before": "2024-11-11"}
    assert found.says.startswith(
        say("purchases.made_but_far", rows=121, gone=1, purchases=120, customers=40, day="2024-11-11", columns=used())
    )
