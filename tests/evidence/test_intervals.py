from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from coterie.evidence.intervals import wilson


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_scipy_s_interval(pair):
    low, high = binomtest(*pair).proportion_ci(method="wilson")
    assert wilson(*pair) == pytest.approx((low, high), abs=1e-12)
