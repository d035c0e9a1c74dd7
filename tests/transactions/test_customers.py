from __future__ import annotations

from datetime import date

import polars as pl

from coterie.schema.purchases import MADE
from coterie.transactions.customers import Span, aggregate, describe
from coterie.transactions.lines import USED

JANUARY, MARCH, NEXT = date(2024, 1, 6), date(2024, 3, 4), date(2025, 1, 31)
LINES = pl.DataFrame({
    "customer": ["a", "a", "a", "a", "b", "b"],
    "state": pl.Series([USED, USED, USED, 3, USED, USED], dtype=pl.UInt8),
    "day": [JANUARY, JANUARY, MARCH, MARCH, MARCH, MARCH],
    "units": [9_000_000_000_000_000_000, 1, 5, 7, 4, 1],
    "returned": [False, False, False, False, True, True],
    "purchase": [1, 1, 2, 3, 4, 4],
    "product": [1, 2, 1, 3, 1, 1],
})  # fmt: skip


def test_lines_add_up_exactly_also_beyond_64_bits():
    lines = pl.concat([LINES, LINES.filter(pl.col("units") > 1000)])
    found = aggregate(lines).sort("customer").row(0, named=True)
    assert found["bought"] == 18_000_000_000_000_000_006
    assert (found["lines"], found["frequency"], found["products"], found["weekend"]) == (4, 2, 2, 1)
    assert (found["first"], found["last"], found["q1"]) == (JANUARY, MARCH, 2)


def test_a_customer_with_returns_only_has_no_frequency_and_is_not_described():
    counted = aggregate(LINES)
    assert counted.filter(pl.col("customer") == "b")["frequency"].to_list() == [None]
    described = describe(counted, NEXT, span=Span(JANUARY, NEXT, monthly=False), decimals=0)
    assert described["customer"].to_list() == ["a"]
    assert set(described.columns) - {"customer"} <= MADE


def test_what_the_dates_allow():
    assert not Span(JANUARY, date(2024, 2, 2), monthly=False).weekends
    assert Span(JANUARY, MARCH, monthly=False).weekends
    assert not Span(JANUARY, NEXT, monthly=True).weekends
    assert Span(JANUARY, NEXT, monthly=True).quarters
    assert not Span(JANUARY, MARCH, monthly=False).quarters
