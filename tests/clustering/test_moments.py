"""Moments are exact: those of fractions, rounded once, in any order and any parts."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import reduce

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.clustering import Moments, lay_out, moments_by, moments_of
from coterie.clustering.moments import _root
from coterie.errors import InputError

finite = st.floats(allow_nan=False, allow_infinity=False)
numbers = st.lists(finite, min_size=1, max_size=40)
HARD = [1e300, 5e-324, -1e300, 1.7976931348623157e308, -1.7976931348623157e308, 0.1, -0.0, 2.2250738585072014e-308]


def root(value: Fraction) -> float:
    """Return the float64 nearest to a root, found by comparing with the points half way."""
    if value == 0:
        return 0.0
    digits = 2**1200
    exact = Fraction(math.isqrt(value.numerator * digits**2 // value.denominator), digits)
    return float(exact)


@given(numbers)
def test_sums_mean_and_deviation_are_those_of_fractions(values: list[float]) -> None:
    found, exact = moments_of(np.array(values)), [Fraction(value) for value in values]
    assert Fraction(found.total, 2**1074) == sum(exact)
    assert Fraction(found.squares, 2**2148) == sum(value * value for value in exact)
    mean = sum(exact) / len(exact)
    assert found.mean == float(mean)
    assert (found.known, found.least, found.greatest) == (len(values), min(values), max(values))
    variance = sum((value - mean) ** 2 for value in exact) / len(exact)
    if variance < Fraction(2) ** 2040:
        assert found.deviation() == root(variance)


def test_the_largest_and_the_smallest_numbers_add_up() -> None:
    found = moments_of(np.array(HARD))
    assert Fraction(found.total, 2**1074) == sum(map(Fraction, HARD))
    assert moments_of(np.full(5000, HARD[3])).mean == HARD[3]
    assert moments_of(np.full(5000, 5e-324)).mean == 5e-324
    assert moments_of(np.full(5000, 0.1)).deviation() == 0.0
    assert moments_of(np.array([HARD[3], HARD[4]])).deviation(ddof=1) == math.inf
    assert moments_of(np.array([HARD[3], HARD[4]])).sum_of_squares == math.inf


@given(st.lists(numbers, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_parts_in_any_order_give_the_whole(parts: list[list[float]], random) -> None:
    whole = moments_of(np.array([value for part in parts for value in part]))
    shuffled = [moments_of(np.array(part)) for part in random.sample(parts, len(parts))]
    assert repr(reduce(Moments.merged, shuffled, Moments())) == repr(whole)


@given(numbers, st.randoms(use_true_random=False))
def test_zeros_below_and_above_are_one(values: list[float], random) -> None:
    values += [0.0, -0.0]
    assert repr(moments_of(np.array(random.sample(values, len(values))))) == repr(moments_of(np.array(values)))


def test_many_numbers_are_carried() -> None:
    values = np.random.default_rng(0).choice(HARD, 20_000)
    counts = {value: int((values == value).sum()) for value in set(HARD)}
    total = sum(Fraction(value) * count for value, count in counts.items())
    squares = sum(Fraction(value) ** 2 * count for value, count in counts.items())
    assert Fraction(moments_of(values).total, 2**1074) == total
    assert Fraction(moments_of(values).squares, 2**2148) == squares


def test_by_label_is_of_each_label() -> None:
    random = np.random.default_rng(0)
    values, labels = random.lognormal(9.0, 2.0, 50_000), random.integers(-1, 4, 50_000).astype(np.int32)
    values[random.random(50_000) < 0.1] = np.nan
    found = moments_by(values[::2], labels[::2], 6)
    for label, own in enumerate(found):
        assert own == moments_of(values[::2][labels[::2] == label])
    assert found[5] == Moments()
    np.testing.assert_allclose(found[0].mean, np.nanmean(values[::2][labels[::2] == 0]))


def test_columns_are_measured_whatever_the_threads() -> None:
    X = np.random.default_rng(0).normal(1e6, 2.0, (70_001, 3))
    assert lay_out(X, n_threads=1)[1] == lay_out(X, n_threads=5)[1] == [moments_of(values) for values in X.T]


def test_infinite_numbers_are_refused() -> None:
    for value in (np.inf, -np.inf):
        with pytest.raises(InputError, match="must be finite"):
            moments_of(np.array([1.0, value]))


@given(st.integers(0, 2**300), st.integers(1, 2**300))
def test_roots_are_rounded_once(above: int, below: int) -> None:
    assert _root(above, below) == root(Fraction(above, below))
