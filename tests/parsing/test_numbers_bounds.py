"""The bounds of `parsing.numbers`, `parsing.bands` and `parsing.units`: each is held from both sides."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.bands import are_bands
from coterie.parsing.numbers import CURRENCY_CODES, decimal_mark, in_range, is_ordinary, to_number
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


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2k", 2_000.0),
        ("2 tsd.", 2_000.0),
        ("2 lakh", 200_000.0),
        ("2M", 2_000_000.0),
        ("2 mio", 2_000_000.0),
        ("2 crore", 20_000_000.0),
        ("2bn", 2_000_000_000.0),
        ("2 mrd", 2_000_000_000.0),
    ],
)
def test_words_for_large_numbers_are_worth_what_they_say(cell, number):
    assert to_number(pl.Series([cell])).to_list() == [number]


@pytest.mark.parametrize("prior", [".", ","])
def test_as_many_points_as_commas_prove_nothing(prior):
    assert decimal_mark(pl.Series(["1,25", "1.25"]), prior) == (prior, False, True)
    assert decimal_mark(pl.Series(["1,25", "1.25", "2.25"]), prior) == (".", True, False)
    assert decimal_mark(pl.Series(["1,25", "1.25", "2,25"]), prior) == (",", True, False)
