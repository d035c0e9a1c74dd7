from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.monitoring.sizes import sizes_of

NUMBERS = st.lists(st.floats(-1e6, 1e6), max_size=60)


@given(NUMBERS, st.integers(0, 60), st.randoms(use_true_random=False))
def test_parts_in_any_order_merge_to_the_whole(values, cut, chance):
    whole = sizes_of(np.array(values))
    chance.shuffle(values)
    parts = sizes_of(np.array(values[:cut])).merged(sizes_of(np.array(values[cut:])))
    assert all(np.array_equal(one, other) for one, other in zip(parts._parts, whole._parts, strict=True))


@given(NUMBERS.filter(bool), st.sampled_from([0.1, 0.25, 0.5, 0.9, 1.0]))
def test_a_quantile_is_right_to_the_width_of_a_step(values, share):
    exact = float(np.quantile(values, share, method="inverted_cdf"))
    found = sizes_of(np.array(values)).quantile(share)
    assert abs(found - exact) <= abs(exact) / 64 + 1e-300
    assert found in values


@given(st.lists(st.integers(-50, 50).map(float), max_size=60), st.sampled_from([1.0, 2.0, 100.0, 0.5]))
def test_whole_numbers_are_counted_as_they_are_under_any_factor(values, factor):
    edges = (-20.0, 0.0, 3.0, 17.0)
    found = sizes_of(np.array(values) * factor).counted(edges, factor)
    assert found == tuple(np.bincount(np.searchsorted(edges, values), minlength=5).tolist())


def test_steps_are_a_sixty_fourth_of_the_way_to_the_double():
    found = sizes_of(np.array([1.0, 1 + 1 / 64 - 1e-12, 1 + 1 / 64, 1 + 2 / 64]))
    assert found.counts.tolist() == [2, 1, 1]


def test_nothing_has_no_quantile_and_counts_as_nothing():
    none = sizes_of(np.empty(0))
    assert none.quantile(0.5) is None
    assert none.counted((1.0,)) == (0, 0)


@pytest.mark.parametrize("extreme", [5e-324, 1e300, -1e300, 1e-310])
def test_extremes_have_a_step(extreme):
    assert sizes_of(np.array([extreme])).quantile(0.5) == extreme
