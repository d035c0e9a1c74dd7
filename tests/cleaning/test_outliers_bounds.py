"""The bounds of `cleaning.outliers.edges`."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.cleaning.outliers import _ranked, edges

QUARTILES = (30.0, 40.0, 50.0)
HIGH = np.array([60.0, 61.0])


@pytest.mark.parametrize(
    ("least", "below"),
    [
        ([1.0, 2.0, 3.0], False),  # numbers that are not below 0
        ([0.0, 2.0, 3.0], False),
        ([-1.0, 2.0, 3.0], True),
        ([-3.0, -2.0, -1.0], True),  # as many as may stand alone
        ([-4.0, -3.0, -2.0, -1.0], False),  # one more
    ],
)
def test_a_few_numbers_below_0_stand_alone_by_their_sign(least, below):
    found = edges(np.array(least), QUARTILES, HIGH, most=3, zero=False)
    assert found.negative is below


@pytest.mark.parametrize("zero", [True, False])
def test_whether_zeros_do_is_said_elsewhere(zero):
    assert edges(np.array([0.0]), QUARTILES, HIGH, most=3, zero=zero).zero is zero


@pytest.mark.parametrize("ends", [1, 2, 4, 7])
@pytest.mark.parametrize("known", [20, 21, 22, 23, 24, 100, 1_001])
def test_ends_and_quartiles_are_those_of_the_sorted_column(known, ends):
    numbers = np.random.default_rng([known, ends]).permutation(known).astype(float)
    least, low, middle, high, greatest = _ranked(pl.Series(numbers), ends)
    assert least.tolist() == list(range(ends))
    assert greatest.tolist() == list(range(known - ends, known))
    assert (low, middle, high) == tuple(int((known - 1) * share + 0.5) for share in (0.25, 0.5, 0.75))


@pytest.mark.parametrize(
    ("near", "farthest", "edge"),
    [
        (60.0, 110.0, None),  # three widths of the middle half above it, and no more
        (60.0, 110.5, 110.5),
        (76.0, 112.0, 112.0),  # twice as far from the median as the next
        (76.5, 112.0, None),
    ],
)
def test_who_is_far_and_behind_a_gap_stands_alone_on_either_side(near, farthest, edge):
    above = edges(np.array([20.0, 21.0]), QUARTILES, np.array([near, farthest]), most=3, zero=False)
    below = edges(np.array([80 - farthest, 80 - near]), QUARTILES, np.array([59.0, 60.0]), most=3, zero=False)
    assert above.upper == (np.inf if edge is None else edge)
    assert below.lower == (-np.inf if edge is None else 80 - edge)
    assert (above.lower, below.upper) == (-np.inf, np.inf)
