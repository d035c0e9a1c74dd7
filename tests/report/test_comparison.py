from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.report.comparison import STEPS, deviation, is_numeric, step


def test_deviation_is_in_standard_deviations_of_all_customers():
    assert deviation({"mean": 25.0, "std": 3.0}, {"mean": 40.0, "std": 10.0}) == -1.5


@pytest.mark.parametrize(
    ("profile", "overall"),
    [
        ({"mean": None}, {"mean": 1.0, "std": 1.0}),
        ({"mean": 1.0}, {"mean": 1.0, "std": None}),
        ({"mean": 1.0}, {"mean": 1.0, "std": 0.0}),
        ({"mean": math.nan}, {"mean": 1.0, "std": 1.0}),
        ({"mean": "2024-01-02"}, {"mean": "2024-01-01", "std": 12.0}),
        ({"mode": "a"}, {"mode": "b"}),
    ],
)
def test_what_cannot_be_compared_is_not(profile, overall):
    assert deviation(profile, overall) is None


@given(st.floats(-5, 5))
def test_steps_are_symmetric_and_grow(z):
    assert step(-z) == -step(z)
    assert abs(step(z)) == sum(abs(z) >= start for start in STEPS)


def test_a_date_counts_as_numeric_and_a_category_does_not():
    assert is_numeric({"mean": "2024-01-01", "std": 3.0})
    assert not is_numeric({"mode": None, "tie": False, "shares": {}})
