import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.disclosure.figures import outward, rounded


@given(st.floats(min_value=1e-90, max_value=1e90))
def test_three_digits_are_at_most_half_a_unit_of_the_third_away(value: float) -> None:
    found = rounded(value)
    assert found is not None
    assert math.isclose(found, float(f"{value:.3g}"), rel_tol=6e-3)
    assert len(f"{found:.10e}".rstrip("e0123456789+-").replace(".", "").rstrip("0")) <= 3


@given(st.floats(min_value=1e-9, max_value=1e9))
def test_a_negative_number_is_rounded_as_its_opposite(value: float) -> None:
    assert rounded(-value) == -(rounded(value) or 0.0)


@pytest.mark.parametrize(
    ("value", "spread", "expected"),
    [
        (2019.37, 3.1, 2019.4),
        (2019.37, 39.9, 2019.0),  # ten years would be more than a quarter of the spread
        (2019.37, 40.0, 2020.0),
        (52345.0, 100.0, 52340.0),
        (0.0, 1.0, 0.0),
        (123.456, 0.0, 123.0),
    ],
)
def test_digits_that_tell_customers_apart_are_kept(value: float, spread: float, expected: float) -> None:
    assert rounded(value, spread=spread) == expected


@pytest.mark.parametrize("value", [None, math.inf, -math.inf])
def test_what_has_no_digits_stays(value: float | None) -> None:
    assert rounded(value) == value


@pytest.mark.parametrize("spread", [None, 3.1, 21_000.0])
@pytest.mark.parametrize("value", [3210.98, 98765.43, -4321.9, 2019.37, 999.9, 0.0123456, 0.0, 7.0])
def test_ends_are_rounded_outward_by_less_than_a_step(value, spread):
    low, high = outward(value, up=False, spread=spread), outward(value, up=True, spread=spread)
    assert low <= value <= high
    assert rounded(value, spread=spread) in {low, high}
    assert high - low <= max(0.011 * abs(value), 1e-12)
