from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kneed import KneeLocator

from coterie.evidence import kneedle
from coterie.evidence.elbow import Elbow, elbow_places, elbows_by_range, ranges_tried


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


@given(st.lists(st.floats(0.05, 1.0), min_size=2, max_size=15))
def test_every_range_has_the_elbow_kneed_finds_in_it(ratios):
    steps = np.cumprod(ratios)
    inertia = list(1.0 + steps.sum() - np.concatenate([[0.0], np.cumsum(steps)]))
    ks = range(1, len(inertia) + 1)
    found = dict(elbows_by_range(ks, inertia))
    assert list(found) == list(range(min(8, len(ks)), len(ks) + 1))
    for most, elbow in found.items():
        theirs = KneeLocator(ks[:most], inertia[:most], curve="convex", direction="decreasing").knee
        assert elbow == theirs


@pytest.mark.parametrize(("tried", "ranges"), [(3, [3]), (7, [7]), (8, [8]), (9, [8, 9]), (12, [8, 9, 10, 11, 12])])
def test_ranges_begin_with_eight_ks_where_there_are_as_many(tried, ranges):
    inertia = [100.0 / k for k in range(1, tried + 1)]
    assert [most for most, _ in elbows_by_range(range(1, tried + 1), inertia)] == ranges


def test_an_elbow_is_steady_only_where_every_range_has_it():
    assert Elbow(((8, 5), (9, 5), (10, 5))).steady == 5
    assert Elbow(((8, 5), (9, 5), (10, 4))).steady is None
    assert Elbow(((8, 5), (9, None))).steady is None
    assert Elbow(((8, None), (9, None))).steady is None


@pytest.mark.words
def test_places_are_counted_by_rising_k():
    assert elbow_places(((8, None), (9, 5), (10, 4))) == (
        "at K = 4 in 1 of 3 ranges of K (1–8 to 1–10), at K = 5 in 1, nowhere in 1"
    )
    assert ranges_tried(((12, 5),)) == "1–12"
