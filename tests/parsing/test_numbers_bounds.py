"""The bounds of `parsing.numbers`, `parsing.bands` and `parsing.units`: each is held from both sides."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.bands import are_bands
from coterie.parsing.numbers import CURRENCY_CODES, decimal_mark, in_range, is_ordinary
from coterie.parsing.units import units_of


@pytest.mark.parametrize(
    ("values", "ordinary"),
    [
        ([0.5, 7.0], True),
        ([1e-100, 7.0], True),
        ([9e-101, 7.0], False),
        ([1e100], True),
        ([1.1e100], False),
        ([0.0, -5.0], True),
        ([-0.0, 5.0], False),
        ([1.0, None], False),
        ([1, 2], False),
    ],
)
def test_numbers_are_ordinary_where_nothing_would_change(values, ordinary):
    numbers = pl.Series(values)
    assert is_ordinary(numbers) is ordinary
    if numbers.dtype == pl.Float64:
        changed = in_range(numbers).to_list() != values or str(in_range(numbers).to_list()) != str(values)
        assert ordinary is not (changed or numbers.has_nulls())


def test_codes_of_currencies_have_three_letters():
    assert {"eur", "usd", "zwl"} <= CURRENCY_CODES
    assert {len(code) for code in CURRENCY_CODES} == {3}


def test_cells_without_cents_count_with_the_others_that_prove_a_mark():
    assert decimal_mark(pl.Series(["1.50", "3,285.-", "1,25"])).mark == "."
    assert decimal_mark(pl.Series(["1,50", "3.285,-", "1.25"])).mark == ","
    assert decimal_mark(pl.Series(["1.50", "3,285.-", "1,25", "1,75"])).ambiguous


@pytest.mark.parametrize(
    ("cells", "bands"),
    [
        ([], False),
        (["(15,25)"], False),
        (["(15,25)", "(25,35)"], True),
        (["(15,25]"] * 8 + ["x"] * 2, False),
        (["(15,25]"] * 9 + ["x"], True),
        (["(25,15]"], False),
        ([f"({at},{at + 1})" for at in range(60)], True),
        ([f"({at},{at + 1})" for at in range(61)], False),
        ([f"({at},{at + 1})" for at in (1, 2, 5)], True),
        ([f"({at},{at + 1})" for at in (1, 2, 5, 8)], False),
    ],
)
def test_what_bands_are(cells, bands):
    assert are_bands(pl.Series(cells, dtype=pl.String)) is bands


def test_at_most_five_units():
    units = ["month", "year", "week", "day", "hour", "minute"]
    assert len(units_of(pl.Series([f"{at} {unit}" for at, unit in enumerate(units[:5])]))) == 5
    assert units_of(pl.Series([f"{at} {unit}" for at, unit in enumerate(units)])) == ()
