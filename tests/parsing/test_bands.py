"""Bands of numbers, and numbers that look like them."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.bands import are_bands, are_plain_bands, spoilt_bands


@pytest.mark.parametrize(
    "values",
    [
        ["(15,25]", "(25,35]", "(35,45]"],
        ["[15, 25)", "[25, 35)"],
        ["(15.0, 25.0]", "(25.0, inf]"],
        ["(-inf, 5]", "(5, 10]"],
        ["]0;5]", "]5;10]"],
        ["(15,25)", "(25,35)", "(35,45)"],
    ],
)
def test_pairs_in_brackets_are_bands(values):
    assert are_bands(pl.Series(values))


@pytest.mark.parametrize(
    "values",
    [
        ["(1,200)", "(2,350)", "(1,975)"],  # losses of thousands
        ["(15,25)", "(8,50)", "120,00"],  # losses with decimal commas
        ["(65,55]", "(25,15]"],
        ["(5)", "(7)"],
        ["12", "15"],
    ],
)
def test_other_brackets_are_none(values):
    assert not are_bands(pl.Series(values))


def test_one_band_more_or_less():
    assert are_bands(pl.Series(["(1,3)", "(3,5)", "(6,8)"]))  # every second lower edge is known
    assert not are_bands(pl.Series(["(1,3)", "(4,6)", "(7,8)"]))


def test_plain_bands():
    found = are_plain_bands(pl.Series(["25-34", "25–34 years", "25 to 34", "18 bis 25", "2024", "a-b"]))
    assert found.to_list() == [True, True, True, True, False, False]


@pytest.mark.parametrize("spoilt", ["Oct-14", "09-Jun", "14. Okt", "5-Mai", "окт.14", "Haz-12"])
def test_bands_that_became_dates_are_seen(spoilt):
    assert spoilt_bands(pl.Series([spoilt, "15-19", "20-24"])).to_list() == [spoilt]


@pytest.mark.parametrize("values", [["Web-20", "15-19"], ["Oct-14", "gold"], ["15-19", "20-24"], ["A-1", "1-2"]])
def test_other_words_are_none(values):
    assert spoilt_bands(pl.Series(values)).is_empty()
