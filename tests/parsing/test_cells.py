from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest

from coterie.parsing.cells import as_boolean, as_date, as_number, as_text, is_nested, is_texty, nested_cells


def test_categories_are_text_like_strings() -> None:
    column = pl.Series(["a", "n/a", "a"], dtype=pl.Categorical)
    assert is_texty(column.dtype)
    assert as_text(column).to_list() == ["a", None, "a"]


def test_whole_floats_are_written_without_a_point() -> None:
    assert as_text(pl.Series([1.0, float("nan"), 2.0])).to_list() == ["1", None, "2"]
    assert as_text(pl.Series([1.5, 2.0])).to_list() == ["1.5", "2"]  # whatever stands beside it


def test_numbers_of_any_type_become_floats() -> None:
    assert as_number(pl.Series([1, 2], dtype=pl.Int8)).to_list() == [1.0, 2.0]
    assert as_number(pl.Series([Decimal("1.5")])).to_list() == [1.5]
    assert as_number(pl.Series([True, False])).to_list() == [1.0, 0.0]
    assert as_number(pl.Series([float("inf"), float("nan"), 3.0])).to_list() == [None, None, 3.0]
    assert as_number(pl.Series([date(2024, 1, 1)])).to_list() == [None]
    assert as_number(pl.Series(["1.234,5"]), ",").to_list() == [1234.5]


def test_booleans_of_any_type() -> None:
    assert as_boolean(pl.Series([True, None])).to_list() == [True, None]
    assert as_boolean(pl.Series([1, 0])).to_list() == [True, False]


def test_dates_of_any_type() -> None:
    moment = datetime(2024, 1, 2, 23, 59)
    assert as_date(pl.Series([moment])).to_list() == [date(2024, 1, 2)]
    assert as_date(pl.Series([date(2024, 1, 2)])).to_list() == [date(2024, 1, 2)]
    assert as_date(pl.Series([45292]), "excel").to_list() == [date(2024, 1, 1)]
    assert as_date(pl.Series([20240102]), "%Y%m%d").to_list() == [date(2024, 1, 2)]


def test_lists_and_records_are_nested() -> None:
    assert is_nested(pl.Series([[1]]).dtype)
    assert is_nested(pl.Series([{"a": 1}]).dtype)
    assert not is_nested(pl.Series(["a"]).dtype)


NESTED = {
    "lists": pl.Series([[1], None]),
    "records": pl.Series([{"a": 1}, None]),
    "Python objects": pl.Series([object(), None], dtype=pl.Object),
    "spans of time": pl.Series([1, None]).cast(pl.Duration),
    "times of day": pl.Series([1, None]).cast(pl.Time),
    "bytes": pl.Series([b"1", None]),
}


@pytest.mark.parametrize("said", NESTED)
def test_cells_of_no_single_value_are_missing_under_every_type(said: str) -> None:
    column = NESTED[said].alias("x")
    assert nested_cells(column.dtype) == said
    for read in (as_text, as_number, as_boolean, as_date):
        assert (read(column).to_list(), read(column).name) == ([None, None], "x")


def test_numbers_too_large_or_too_small_are_brought_into_range() -> None:
    column = pl.Series([1e300, -1e101, 1e100, 1e-101, -1e-300, 1e-100, float("inf"), None])
    assert as_number(column).to_list() == [None, None, 1e100, 0.0, 0.0, 1e-100, None, None]
    assert as_number(column.cast(pl.String)).to_list() == as_number(column).to_list()
    assert as_text(pl.Series([1e300, 2.0, 1e-200])).to_list() == [None, "2", "0"]
