from __future__ import annotations

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.clustering.logarithms import arcsinh, expm1, log, log1p

r = np.random.default_rng(4)
ABOVE_MINUS_ONE = np.concatenate(
    [
        np.exp(r.uniform(-40, 300, 700)),
        r.uniform(-0.3, 0.5, 700),
        r.uniform(-0.999, 1.0, 300),
        np.exp(r.uniform(-36, 0, 300)) - 1,
        np.nextafter([0.5**0.5 - 1, 2**0.5 - 1], 2),
    ]
)
EXPONENTS = np.concatenate(
    [
        r.uniform(-45, 45, 700),
        r.uniform(-0.6, 2.0, 700),
        r.uniform(-745, 709, 300),
        np.exp(r.uniform(-50, 0, 300)) * r.choice([-1, 1], 300),
        math.log(2) * np.arange(-60, 1023) + r.uniform(-0.35, 0.35, 1083),
    ]
)


def off(found: np.ndarray, x: np.ndarray, oracle) -> float:
    """How many units in the last place an answer is off, at most; by decimals of 60 digits."""
    with localcontext() as context:
        context.prec = 60
        apart = []
        for one, value in zip(found.tolist(), x.tolist(), strict=True):
            right = oracle(Decimal(value))
            apart.append(abs(Decimal(one) - right) / Decimal(math.ulp(float(right))))
        return float(max(apart))


def test_log1p_is_right_to_one_unit_in_the_last_place():
    assert 0.5 < off(log1p(ABOVE_MINUS_ONE), ABOVE_MINUS_ONE, lambda x: (1 + x).ln()) < 0.9


def test_expm1_is_right_to_one_unit_in_the_last_place():
    assert 0.5 < off(expm1(EXPONENTS), EXPONENTS, lambda x: x.exp() - 1) < 0.9


def test_log_is_right_to_two_units_in_the_last_place():
    x = np.concatenate([np.exp(r.uniform(-700, 700, 700)), r.uniform(0.4, 1.6, 700)])
    assert off(log(x), x, lambda value: value.ln()) < 2


def test_arcsinh_is_pythons():
    x = np.concatenate([r.normal(size=300), r.normal(size=300) * 1e6, [0.0, -1e-200]])
    assert arcsinh(x) == pytest.approx([math.asinh(value) for value in x], rel=1e-15)


def test_ends():
    x = np.array([-1.0, -0.0, 0.0, 5e-324, -5e-324, np.inf, -1.5, np.nan, -np.inf])
    expected = [-np.inf, -0.0, 0.0, 5e-324, -5e-324, np.inf, np.nan, np.nan, np.nan]
    assert repr(log1p(x).tolist()) == repr(expected)
    x = np.array([-0.0, 0.0, 5e-324, 709.782712893384, 709.7827128933841, np.inf, -np.inf, -38.0, -1e300, np.nan])
    expected = [-0.0, 0.0, 5e-324, 1.7976931348622732e308, np.inf, np.inf, -1.0, -1.0, -1.0, np.nan]
    assert repr(expm1(x).tolist()) == repr(expected)
    assert log(np.array([0.0, 1.0, np.inf, 5e-324])).tolist() == [-np.inf, 0.0, np.inf, math.log(5e-324)]


@given(st.lists(st.floats(allow_nan=False), min_size=2, max_size=30))
def test_an_answer_hangs_on_its_number_alone(values):
    x = np.array(values)
    for of in (log1p, expm1):
        beside = of(x)
        assert beside.tobytes() == np.concatenate([of(x[at : at + 1]) for at in range(len(x))]).tobytes()


def test_numbers_are_left_as_they_are_unless_their_room_is_given_away():
    x = np.array([1.0, 2.0])
    assert log1p(x).tolist() != [1.0, 2.0] == x.tolist()
    found = log1p(x, within=True)
    assert found is x
    table = np.arange(6.0).reshape(2, 3)
    assert np.array_equal(log1p(table.T, within=True), log1p(table).T)
    assert np.array_equal(expm1(np.arange(5.0)[::2]), expm1(np.array([0.0, 2.0, 4.0])))
