from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kneed import KneeLocator

from coterie.evidence import kneedle


@given(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=15))
def test_falling_convex_curves_have_the_elbow_kneed_finds(ratios):
    steps = np.cumprod(ratios)
    inertia = 1.0 + steps.sum() - np.concatenate([[0.0], np.cumsum(steps)])
    ks = list(range(1, len(inertia) + 1))
    theirs = KneeLocator(ks, inertia, curve="convex", direction="decreasing").knee
    assert kneedle(ks, inertia) == theirs


@given(st.floats(1e-3, 1e3), st.floats(0, 1e3))
def test_units_do_not_matter(factor, shift):
    inertia = np.array([100.0, 60, 20, 16, 13, 10, 8])
    assert kneedle(range(1, 8), inertia * factor + shift) == 3


@pytest.mark.parametrize("inertia", [[5, 4, 3, 2, 1], [1, 1, 1, 1], [9, 1]])
def test_a_line_a_constant_and_two_points_have_no_elbow(inertia):
    assert kneedle(range(1, len(inertia) + 1), inertia) is None
