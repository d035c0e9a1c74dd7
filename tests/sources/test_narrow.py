"""Nothing is lost by narrowing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.narrow import narrowed, widened

LARGE = 2**31 - 1


def same(one, other):
    return one.dtype == other.dtype and one.tobytes() == other.tobytes()


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3)))
def test_whole_numbers_come_back(values):
    numbers = np.array(values, np.int64)
    assert same(widened(narrowed(numbers)), numbers)


@given(st.lists(st.floats()) | st.lists(st.integers(-(10**10), 10**10).map(lambda n: n / 10**4)))
def test_other_numbers_come_back_to_the_last_bit_but_for_the_sign_of_zero(values):
    numbers = np.array(values, np.float64)
    assert same(widened(narrowed(numbers)) + 0.0, numbers + 0.0)


@pytest.mark.parametrize("decimals", range(7))
def test_numbers_with_few_decimals_take_four_bytes(decimals):
    numbers = np.random.default_rng(decimals).integers(-LARGE, LARGE, 50_000) / 10.0**decimals
    assert narrowed(numbers).nbytes == 4 * len(numbers)
    assert same(widened(narrowed(numbers)), numbers)


@pytest.mark.parametrize("odd", [1 / 3, np.nan, np.inf, 1e10])
def test_one_odd_number_far_down_keeps_all_as_they_are(odd):
    numbers = np.full(50_000, 2.5)
    numbers[-1] = odd
    assert same(narrowed(numbers), numbers)


def test_a_zero_below_zero_is_zero():
    numbers = narrowed(np.array([2.5, -0.0]))
    assert numbers.nbytes == 8
    assert widened(numbers).tobytes() == np.array([2.5, 0.0]).tobytes()
