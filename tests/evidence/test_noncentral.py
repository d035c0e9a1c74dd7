from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import chi2, ncx2

from coterie.evidence.noncentral import chi_squared_critical, noncentral_tail

FREEDOM = st.integers(1, 40)
TAIL = st.floats(1e-5, 0.9)


@given(FREEDOM, st.floats(0.01, 9_000), st.floats(0.2, 2.0))
@example(9, 250.0, 1.3)
def test_the_tail_is_scipys(freedom, noncentrality, times):
    statistic = (freedom + noncentrality) * times
    expected = ncx2.sf(statistic, freedom, noncentrality)
    assert noncentral_tail(statistic, freedom, noncentrality) == pytest.approx(expected, rel=1e-7, abs=1e-11)


@given(FREEDOM, st.floats(0.01, 9_000), TAIL)
def test_the_critical_number_is_scipys(freedom, noncentrality, tail):
    expected = ncx2.isf(tail, freedom, noncentrality)
    assert chi_squared_critical(tail, freedom, noncentrality) == pytest.approx(expected, rel=1e-8)


@given(FREEDOM, TAIL)
def test_without_noncentrality_it_is_the_central_one(freedom, tail):
    assert chi_squared_critical(tail, freedom) == pytest.approx(chi2.isf(tail, freedom), rel=1e-9)


@pytest.mark.parametrize("noncentrality", [9_999.0, 10_001.0, 1e6])
@pytest.mark.parametrize("freedom", [1, 9, 30])
@pytest.mark.parametrize("tail", [0.05, 0.05 / 3, 0.05 / 17])
def test_large_ones_are_approximated_closely(freedom, noncentrality, tail):
    expected = ncx2.isf(tail, freedom, noncentrality)
    assert chi_squared_critical(tail, freedom, noncentrality) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("statistic", [0.0, -1.0])
def test_what_is_not_above_nothing_is_always_reached(statistic):
    assert noncentral_tail(statistic, 3, 5.0) == 1.0
