from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.views.comparison import STEPS, common, deviation, share_of_mode, step
from coterie.views.summary import Category, Date, Number


def number(mean, std=1.0):
    return Number(mean, mean, std, 0.0, 99.0)


DAY = Date("2024-01-02", "2024-01-02", 12.0, "2023-01-01", "2024-05-01")
GOLD = Category("a", tie=False, shares={"a": 1.0})


def test_deviation_is_in_standard_deviations_of_all_customers():
    assert deviation(number(25.0, 3.0), number(40.0, 10.0)) == -1.5


@pytest.mark.parametrize(
    ("profile", "overall"),
    [
        (number(None), number(1.0)),
        (number(1.0), number(1.0, None)),
        (number(1.0), number(1.0, 0.0)),
        (number(1.0), number(None)),
        (number(math.nan), number(1.0)),
        (DAY, DAY),
        (GOLD, GOLD),
        (number(1.0), GOLD),
    ],
)
def test_what_cannot_be_compared_is_not(profile, overall):
    assert deviation(profile, overall) is None


@given(st.floats(-5, 5))
def test_steps_are_symmetric_and_grow(z):
    assert step(-z) == -step(z)
    assert abs(step(z)) == sum(abs(z) >= start for start in STEPS)


def test_the_most_common_value_is_told_with_its_share():
    nobody = Category(None, tie=False, shares={})
    assert (common(GOLD), share_of_mode(GOLD)) == ("a", "100%")
    assert (common(nobody), share_of_mode(nobody)) == ("–", "")
