from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import chdtrc

from coterie.evidence.chi_squared import chi_squared_tail


@given(st.integers(1, 3000), st.floats(0, 6000))
@example(1, 1e-300)
@example(2, 1400.0)  # the last that is not 0
@example(20_000, 20_100.0)  # e to the power of -10,050 is nothing, and the tail is not
def test_it_is_scipys(freedom, statistic):
    assert chi_squared_tail(statistic, freedom) == pytest.approx(chdtrc(freedom, statistic), rel=1e-10, abs=1e-280)


@pytest.mark.parametrize("freedom", [1, 2, 7])
def test_what_is_not_above_nothing_is_always_reached(freedom):
    assert chi_squared_tail(0.0, freedom) == chi_squared_tail(-1e-12, freedom) == 1.0  # rounding may end below 0
