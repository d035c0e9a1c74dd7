from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from coterie.monitoring.binomial import binomial_tail


@given(st.integers(0, 4_000), st.integers(0, 4_000), st.floats(0.001, 0.999))
def test_it_is_scipys(successes, trials, chance):
    expected = binom.sf(successes - 1, trials, chance)
    assert binomial_tail(successes, trials, chance) == pytest.approx(expected, rel=1e-8, abs=1e-290)


def test_as_many_as_none_is_certain_and_more_than_all_impossible():
    assert (binomial_tail(0, 0, 0.5), binomial_tail(3, 2, 0.5)) == (1.0, 0.0)
