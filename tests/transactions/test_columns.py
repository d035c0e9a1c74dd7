from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.transactions import columns as module
from coterie.transactions.columns import Columns, examples, reading_of

DAY = date(2024, 3, 4)


def days(cells, **options):
    frame = pl.DataFrame({"who": ["a"] * len(cells), "day": pl.Series(cells, **options), "paid": [1.0] * len(cells)})
    reading = reading_of(frame.lazy(), Columns("who", "day", "paid"), frame.height)
    return frame.select(reading.day).to_series().to_list()


@pytest.mark.parametrize(
    "cells",
    [
        [DAY],
        [datetime(2024, 3, 4, 23, 59)],
        ["2024-03-04 10:15"],
        ["4.3.2024"],
        ["Mar 4, 2024"],
        [20240304],
        [45355],
        [45355.75],
        [1709553600],
        pl.Series(["2024-03-04"], dtype=pl.Categorical),
    ],
    ids=str,
)
def test_days_are_read_from_whatever_holds_them(cells):
    assert days(cells) == [DAY]


def test_the_day_of_a_time_zone_is_its_own():
    cells = pl.Series([datetime(2024, 3, 4, 23, 30)]).dt.replace_time_zone("America/New_York")
    assert days(cells) == [DAY]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([17850.0, None, float("nan")], [17850, None, None]),
        ([1.5, 2.0], ["1.5", "2.0"]),
        ([" x", "N/A", ""], ["x", None, None]),
        ([3, None], [3, None]),
        (pl.Series(["x"], dtype=pl.Categorical), ["x"]),
    ],
    ids=str,
)
def test_ids_are_whole_numbers_or_text(cells, expected):
    frame = pl.DataFrame({"who": cells, "day": [DAY] * len(cells), "paid": [1.0] * len(cells)})
    reading = reading_of(frame.lazy(), Columns("who", "day", "paid"), frame.height)
    assert frame.select(reading.customer.alias("c")).to_series().to_list() == expected


def amounts(cells, **more):
    frame = pl.DataFrame({"who": ["a"] * len(cells), "day": [DAY] * len(cells), "paid": cells, **more})
    names = Columns("who", "day", quantity="n", price="paid") if more else Columns("who", "day", "paid")
    reading = reading_of(frame.lazy(), names, frame.height)
    return frame.select(reading.amount.alias("a")).to_series().to_list(), reading.remarks


def test_amounts_beyond_what_cents_can_be_added_to_cannot_be_read():
    assert amounts([1e15, 2e15, float("inf"), float("nan")])[0] == [1e15, None, None, None]


def test_a_decimal_comma_proven_by_one_column_holds_for_the_other():
    assert amounts(["1,250", "2,5"], n=["1,000", "2"])[0] == [1.25, 5.0]


def test_thousands_or_decimals_that_nothing_proves_are_remarked():
    [remark] = amounts(["1,250", "2"])[1]
    assert (remark.code, remark.facts) == ("thousands_or_decimals", {"text": "1,250", "number": 1250.0})


def test_decimals_of_a_typed_column_are_numbers():
    assert amounts(pl.Series(["1.10"]).cast(pl.Decimal(10, 2)))[0] == [1.1]


def test_very_many_values_are_looked_at_in_a_sample_that_misses_no_few(monkeypatch):
    monkeypatch.setattr(module, "_SAMPLED", 10)
    assert days(["04/03/2024"] * 400 + ["31/12/2024"] * 400)[0] == DAY


def test_examples_are_the_first_rows():
    frame = pl.LazyFrame({"x": ["a", "b"] * 5})
    assert examples(frame, pl.col("x") == "b", ["x"]) == ((2, "b"), (4, "b"), (6, "b"))


def test_columns_without_a_value_are_an_error():
    with pytest.raises(InputError, match="`date` names 'day', which has no values"):
        days([None, None], dtype=pl.String)
