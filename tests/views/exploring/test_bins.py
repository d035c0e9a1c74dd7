from __future__ import annotations

import datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.remarks import say
from coterie.views.exploring.bins import CATEGORIES, MISSING, MOST, bins_of

NUMBERS = st.lists(st.floats(-1e9, 1e9) | st.integers(-1000, 1000).map(float), min_size=1, max_size=60)


@given(NUMBERS)
def test_v8_every_number_is_in_the_bin_between_whose_edges_it_lies_and_shares_add_up(numbers):
    values = pl.Series("a", numbers)
    bins = bins_of(values)
    places, edges = bins.places(values), np.array(bins.edges)
    assert 1 <= bins.number <= MOST
    assert (np.diff(edges) > 0).all()
    inside = (edges[places] <= values.to_numpy()) & (values.to_numpy() <= edges[places + 1])
    assert inside.all()
    assert sum(bins.shares(values)) == pytest.approx(1)
    assert len(bins.said) == len(bins.edges)


def test_whole_numbers_have_bins_of_equally_many():
    bins = bins_of(pl.Series("score", list(range(1, 101))))
    assert set(np.diff(bins.edges)) == {3.0}
    assert bins.edges[0] == 1.0


def test_what_is_missing_is_in_no_bin():
    bins = bins_of(pl.Series("a", [1.0, 2.0, None, float("nan")]))
    assert bins.places(pl.Series([None, 1.0, float("nan")])).tolist() == [MISSING, 0, MISSING]
    assert sum(bins.shares(pl.Series([None, 1.0]))) == 1
    assert sum(bins.shares(pl.Series([None], dtype=pl.Float64))) == 0


@pytest.mark.parametrize("extra", [0, 1, 2, 5])
def test_rare_categories_are_put_together_where_there_are_more_than_one_too_many(extra):
    words = [word for i in range(CATEGORIES + extra) for word in [f"w{i:02}"] * (50 - i)]
    bins = bins_of(pl.Series("c", words))
    assert len(bins.values) == min(CATEGORIES + extra, CATEGORIES + 1)
    assert bins.values[0] == "w00"
    assert sum(bins.shares(pl.Series(words))) == pytest.approx(1)
    assert bins.places(pl.Series(["w00", None])).tolist() == [0, MISSING]


def test_columns_of_nothing_and_of_days_have_none():
    assert bins_of(pl.Series("a", [None, None], dtype=pl.Float64)) is None
    assert bins_of(pl.Series("d", [datetime.date(2024, 1, 1)])) is None


def test_a_straightened_feature_has_bins_of_equal_width_where_it_was_straightened():
    bank = coterie.datasets.bank_customers(n=800)
    found = coterie.inspect(bank).readiness
    income = next(each for each in found.preparation if each.feature == "income")
    bins = bins_of(found.cleaned["income"], income)
    widths = np.diff(bins.edges)
    assert widths[-1] > 5 * widths[0]
    assert bins.edges[0] == found.cleaned["income"].min()
    assert bins.edges[-1] == found.cleaned["income"].max()


def test_yes_and_no_are_categories():
    assert bins_of(pl.Series("b", [True, False, True])).number == 2


def test_a_category_that_is_called_like_all_others_is_not_all_others():
    values = pl.Series("card", ["gold", say("studio.others"), "gold"])
    found = bins_of(values)
    assert (found.values, found.rest) == (("gold", say("studio.others")), False)
    assert found.places(values).tolist() == [0, 1, 0]


@pytest.mark.parametrize(("kinds", "named"), [(8, 8), (9, 9), (10, 8)])
def test_all_others_are_two_categories_or_more(kinds, named):
    found = bins_of(pl.Series("card", [f"c{number}" for number in range(kinds)]))
    assert (len(found.values), found.rest) == (named + (kinds > named), kinds > named)


def test_there_are_36_bins_of_numbers_that_are_not_whole():
    assert bins_of(pl.Series("a", np.linspace(0.0, 1.0, 500))).number == 36
