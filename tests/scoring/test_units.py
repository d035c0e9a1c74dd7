from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.profiling import NumericProfile
from coterie.scoring.units import other_unit


def seen(values: pl.Series) -> NumericProfile:
    return NumericProfile(values.mean(), values.median(), values.std(), values.min(), values.max())


OLD = pl.Series([15_000.0, 30_000.0, 42_000.0, 61_000.0, 88_000.0, 140_000.0])


@pytest.mark.parametrize("factor", [100.0, 1000.0, 1e6, 0.01, 0.001, 1e-6])
def test_each_factor_is_found(factor):
    assert other_unit(OLD[1:5] / factor, seen(OLD)) == pytest.approx(factor)


@given(st.lists(st.floats(0.4, 2.5), min_size=2, max_size=20))
def test_customers_of_the_same_kind_are_in_the_same_unit(factors):
    assert other_unit(pl.Series([42_000.0 * factor for factor in factors]), seen(OLD)) is None


def test_a_column_of_zeros_says_nothing():
    assert other_unit(pl.Series([0.0, 0.0]), seen(OLD)) is None
    assert other_unit(OLD, seen(pl.Series([0.0, 0.0]))) is None
    assert other_unit(OLD, NumericProfile(None, None, None, None, None)) is None


FEW = NumericProfile(50.0, 50.0, 10.0, None, None)
"""Of a table with a small segment, whose least and greatest value are not kept."""


@pytest.mark.parametrize(("farthest", "factor"), [(89.9, 100.0), (90.1, None)])
def test_without_a_range_nine_in_ten_lie_within_four_deviations_of_the_mean(farthest, factor):
    values = pl.Series([*[48.0, 52.0] * 4, farthest, farthest]) / 100
    assert other_unit(values, FEW) == factor
    assert other_unit(pl.Series([*[48.0, 52.0] * 4, 50.0, farthest]) / 100, FEW) == 100.0
