"""The bounds of `cleaning.outliers.edges`."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.cleaning.outliers import Edges, _ranked, alone, edges, most_alone

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


@pytest.mark.parametrize(("known", "found"), [(19, []), (20, [0])])
def test_twenty_numbers_are_needed(known, found):
    column = pl.Series([900.0, *map(float, range(31, 30 + known))])
    assert alone(column).arg_true().to_list() == found


@pytest.mark.parametrize(("different", "found"), [(9, []), (10, [0])])
def test_ten_different_numbers_are_needed(different, found):
    column = [900.0] + [31.0 + number % (different - 1) for number in range(99)]
    assert alone(pl.Series(column)).arg_true().to_list() == found


def test_different_numbers_are_counted_in_the_whole_column():
    column = [900.0] + [31.0 + number % 3 for number in range(1_500)] + [40.0 + number % 9 for number in range(1_500)]
    assert alone(pl.Series(column)).arg_true().to_list() == [0]


@pytest.mark.parametrize(("strays", "found"), [(3, 3), (4, 0)])
def test_three_of_a_hundred_stand_alone_at_most(strays, found):
    column = [900.0] * strays + [31.0 + number % 40 for number in range(100)]
    assert int(alone(pl.Series(column)).sum()) == found


@pytest.mark.parametrize(("known", "most"), [(799, 3), (800, 4), (1_000, 5)])
def test_one_in_two_hundred_stands_alone_at_most(known, most):
    assert most_alone(known) == most


@pytest.mark.parametrize(
    ("zeros", "least", "found"),
    [(0, 31.0, 0), (1, 31.0, 1), (3, 31.0, 3), (4, 31.0, 0), (1, 4.9, 0), (1, 5.0, 1)],
)
def test_a_few_zeros_below_positive_numbers_stand_alone(zeros, least, found):
    column = [0.0] * zeros + [least] + [10.0 + number % 29 + number / 1_000 for number in range(99)]
    assert int((alone(pl.Series(column)) & (pl.Series(column) == 0)).sum()) == found


def test_the_middle_of_the_positive_numbers_decides_on_zeros():
    column = [0.0] * 3 + [20.0 + number for number in range(97)]  # a fifth of their median, 68, is below 20
    assert int(alone(pl.Series(column)).sum()) == 3
    assert int(alone(pl.Series([0.0] * 3 + [10.0 + number for number in range(97)])).sum()) == 0
    assert int(alone(pl.Series([-0.0, *[-float(number) for number in range(1, 60)]])).sum()) == 0


def test_whatever_lies_beyond_an_edge_stands_alone():
    found = Edges(10.0, 20.0, negative=False, zero=False).beyond(pl.Series([9.0, 10.0, 11.0, 19.0, 20.0, 21.0, None]))
    assert found.to_list() == [True, True, False, False, True, True, False]
