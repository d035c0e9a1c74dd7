from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, ncx2

from coterie.monitoring.drift_columns import _cause, aligned, column_drift
from coterie.monitoring.psi import index_of
from coterie.monitoring.tally_columns import ColumnTally, tallying_of
from coterie.reference import CategoryBins, NumericBins, bins_of
from coterie.schema import Column, Schema

TENTHS = NumericBins(tuple(float(i) for i in range(1, 10)), (100,) * 10, missing=0)
WORDS = CategoryBins(("a", "b"), (500, 300), others=200, missing=0)


def compared(old, new, *, customers=1000, columns=4):
    return column_drift("x", old, new, customers=customers, columns=columns)


def of(values, old_values, *, columns=1, further=1.0):
    """Compare numbers through bins that are made of those of before."""
    schema = Schema((Column("x", "numeric", "feature", 0, ""),))
    bins = bins_of(pl.DataFrame({"x": old_values}), schema)["x"]
    tallying = tallying_of(bins, ())
    tallying.add(pl.Series(values))
    return column_drift("x", bins, tallying.finish(), customers=len(old_values), columns=columns, further=further)


def test_what_is_critical_is_the_chi_squared_of_the_bins_over_the_columns():
    found = compared(TENTHS, ColumnTally((50,) * 10, 0), columns=7)
    scale = 1 / 1000 + 1 / 500
    assert found.critical == pytest.approx(scale * chi2.isf(0.05 / 7, 9))
    assert found.large_above == pytest.approx(scale * ncx2.isf(0.05 / 7, 9, 0.1 / scale))
    with_missing = compared(TENTHS, ColumnTally((50,) * 10, 1), columns=7)
    assert with_missing.critical > found.critical  # one bin more


def moved(by):
    """Return counts with customers moved from the first bin to the last."""
    return ColumnTally((100 - by, *(100,) * 8, 100 + by), 0)


def first(says):
    return next(by for by in range(100) if says(compared(TENTHS, moved(by))))


def test_a_column_has_changed_and_is_large_from_the_customer_on_that_crosses_the_limit():
    changed, large = first(lambda found: found.changed), first(lambda found: found.large)
    assert 0 < changed < large < 100
    for by, limit in ((changed, "critical"), (large, "large_above")):
        below, above = compared(TENTHS, moved(by - 1)), compared(TENTHS, moved(by))
        assert below.psi <= getattr(below, limit)
        assert above.psi > getattr(above, limit)


@given(st.lists(st.integers(5, 300), min_size=1, max_size=10), st.integers(0, 30))
def test_the_same_counts_are_steady(counts, missing):
    old = NumericBins(tuple(map(float, range(len(counts) - 1))), tuple(counts), missing)
    found = compared(old, ColumnTally(old.counts, missing), customers=sum(counts) + missing)
    assert (found.psi, found.changed, found.large, found.cause) == (0.0, False, False, None)


def test_missing_values_that_appear_are_the_cause():
    found = compared(TENTHS, ColumnTally((60,) * 10, 400))
    assert (found.large, found.cause, found.missing_before, found.missing_after) == (True, "missing", 0.0, 0.4)


def apart(before, tally, place):
    """Return the index of one bin and the others."""
    after = (*tally.counts, tally.missing)
    return index_of(*((each[place], sum(each) - each[place]) for each in (before, after))).psi


def test_values_that_can_not_be_are_missing_ones_also_where_some_were_missing_before():
    some = replace(TENTHS, counts=(97,) * 10, missing=30)
    assert compared(some, ColumnTally((0,) * 10, 1000)).cause == "missing"
    assert compared(some, ColumnTally((0,) * 9 + (20,), 980)).cause == "missing"
    half = replace(TENTHS, counts=(50,) * 10, missing=500)
    assert compared(half, ColumnTally((20,) * 10, 800)).cause == "missing"


def test_missing_values_are_the_cause_from_more_than_half_of_the_index_on():
    tallies = [ColumnTally((20, *(100,) * 8, 180), missing) for missing in range(300)]
    parts = [(each, index_of(aligned(TENTHS, 1000), (*each.counts, each.missing))) for each in tallies]
    causes = [compared(TENTHS, each).cause for each in tallies]
    assert causes == [
        "missing" if apart(aligned(TENTHS, 1000), each, -1) > whole.psi / 2 else "shift" for each, whole in parts
    ]
    assert {*causes} == {"missing", "shift"}


def test_new_categories_are_the_cause_from_more_than_half_of_the_index_on():
    tallies = [ColumnTally((400, 400, 200 + new), 0, unseen=new) for new in range(1, 500)]
    parts = [(each, index_of(aligned(WORDS, 1000), (*each.counts, 0))) for each in tallies]
    causes = [compared(WORDS, each).cause for each in tallies]
    assert causes == [
        "categories" if apart(aligned(WORDS, 1000), each, -2) > whole.psi / 2 else "shift" for each, whole in parts
    ]
    assert {*causes} == {"categories", "shift"}


def test_a_factor_is_looked_for_only_where_the_index_is_above_a_tenth():
    old = NumericBins((0.0, 1.0, 2.0, 3.0), (9000, 250, 250, 250, 250), missing=0)
    tallying = tallying_of(old, ())
    tallying.add(pl.Series([0.0] * 9000 + np.linspace(0.001, 8, 1000).tolist()))
    found = compared(old, tallying.finish(), customers=10_000)
    assert (found.changed, found.psi < 0.1, found.cause, found.factor) == (True, True, "shift", None)


def test_categories_that_are_new_are_the_cause_and_told():
    found = compared(WORDS, ColumnTally((400, 200, 400), 0, unseen=300, examples=("red",)))
    assert (found.cause, found.unseen, found.examples) == ("categories", 300, ("red",))


def test_rare_categories_that_grow_are_a_shift_where_none_is_new():
    assert compared(WORDS, ColumnTally((400, 200, 400), 0)).cause == "shift"


@pytest.mark.parametrize("factor", [2.0, 100.0, 1000.0, 1 / 2, 1 / 1000, 12.0, 7.46])
def test_all_numbers_times_a_factor_are_another_unit(factor):
    rng = np.random.default_rng(0)
    before, after = rng.lognormal(4, 1, 2000), rng.lognormal(4, 1, 2000)
    found = of(after * factor, before)
    assert found.large
    assert found.cause == "unit"
    assert found.factor == pytest.approx(factor, rel=0.04)
    assert found.median == pytest.approx(np.median(after) * factor, rel=0.03)


def test_whole_numbers_twice_as_large_are_another_unit():
    rng = np.random.default_rng(0)
    found = of(rng.poisson(4, 3000) * 2.0, rng.poisson(4, 3000).astype(float))
    assert (found.cause, found.factor) == ("unit", 2.0)


def test_numbers_that_are_moved_and_not_multiplied_are_a_shift():
    rng = np.random.default_rng(0)
    found = of(rng.normal(14, 1, 2000), rng.normal(10, 1, 2000))
    assert (found.large, found.cause, found.factor) == (True, "shift", None)
    wider = of(rng.normal(30, 1, 2000), rng.normal(10, 1, 2000))  # three times as large, and not as wide
    assert (wider.large, wider.cause, wider.factor) == (True, "shift", None)


@pytest.mark.parametrize(("factor", "cause"), [(1.75, "shift"), (1.85, "unit")])
def test_a_small_factor_is_a_shift(factor, cause):
    values = np.random.default_rng(0).lognormal(4, 0.5, 4000)
    assert of(values * factor, values).cause == cause
    assert of(values / factor, values).cause == cause


def test_a_reference_of_fewer_than_five_values_has_one_bin():
    few = NumericBins((), (), missing=997)
    assert aligned(few, 1000) == (3, 997)
    assert aligned(CategoryBins((), (), 0, missing=997), 1000) == (3, 997)
    assert compared(few, ColumnTally((3,), 997)).psi == 0.0
    assert compared(few, ColumnTally((900,), 100)).large


def test_other_categories_are_those_that_are_left():
    assert aligned(WORDS, 1000) == (500, 300, 200, 0)
    assert aligned(replace(WORDS, missing=50), 1050) == (500, 300, 200, 50)


@pytest.mark.parametrize(
    ("further", "cause"),
    [(1.0, "unit"), (1.05, "unit"), (1.12, "span"), (2.0, "span"), (3.5, "span"), (3.7, "unit"), (0.5, "unit")],
)
def test_what_as_many_more_days_of_purchases_explain_is_no_other_unit(further, cause):
    values = np.random.default_rng(1).lognormal(3, 0.5, 4000)
    found = of(values * 2, values, further=further)
    assert found.cause == cause
    assert found.factor == (2.0 if cause == "unit" else None)


@pytest.mark.parametrize(
    ("factor", "further", "cause"),
    [(3.59, 2.0, "span"), (3.6, 2.0, "unit"), (1.8, 1.0, "unit"), (1 / 1.8, 1.0, "unit"), (1.81, 1.8, "span")],
)
def test_what_is_left_of_a_factor_without_the_longer_time_decides(factor, further, cause):
    assert _cause(None, (), None, factor, further) == cause
