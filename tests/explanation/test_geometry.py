from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coterie.explanation.geometry import crossing, split, squared_distances

number = st.floats(-50, 50, allow_nan=False).map(lambda each: round(each, 3))


def points(rows: int, columns: int = 3):
    return st.lists(st.lists(number, min_size=columns, max_size=columns), min_size=rows, max_size=rows).map(np.array)


@given(points(3))
def test_the_parts_add_up_to_the_difference_of_squared_distances(three):
    x, own, other = three
    parts = split(x, own, other, blocks=[slice(0, 1), slice(1, 3)])
    to_own, to_other = (math.fsum(row) for row in squared_distances(x, np.array([own, other])))
    assert math.fsum(parts) == pytest.approx(to_other - to_own, abs=1e-9)
    assert parts[0] == pytest.approx((x[0] - other[0]) ** 2 - (x[0] - own[0]) ** 2, abs=1e-9)


@given(points(6), st.integers(0, 2))
def test_a_crossing_is_where_the_segment_is_first_the_nearest(six, to):
    """The same is looked for by walking."""
    x, direction, *centers = six
    centers = np.array(centers)
    assume(np.abs(direction).max() > 0.5)
    assume(len(np.unique(centers, axis=0)) == len(centers))

    def nearest(t: float) -> np.ndarray:
        return ((x + t * direction - centers) ** 2).sum(axis=1)

    far = crossing(x, centers, direction, to=to)
    walked = [t for t in np.linspace(0.01, 40, 4000) if nearest(t)[to] < nearest(t).min() + 1e-12]
    inside = nearest(0.0)[to] <= np.delete(nearest(0.0), to).min()
    if inside:
        assert far is None
    elif walked:
        assert far is not None
        assert far <= walked[0] + 1e-9
        assert nearest(far)[to] <= nearest(far).min() + 1e-6
        assert nearest(far * 0.999)[to] > nearest(far * 0.999).min() - 1e-6
    elif far is not None:
        assert far > 40 or nearest(far)[to] <= nearest(far).min() + 1e-6


def test_a_segment_behind_another_is_entered_where_that_one_ends():
    centers = np.array([[0.0], [4.0], [10.0]])
    x, right = np.array([0.0]), np.array([1.0])
    assert [crossing(x, centers, right, to=to) for to in (1, 2)] == [2.0, 7.0]
    assert crossing(x, centers, -right, to=1) is None


def test_a_segment_that_is_never_the_nearest_on_the_way_is_not_reached():
    centers = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 9.0]])
    assert crossing(np.array([0.0, 0.0]), centers, np.array([1.0, 0.0]), to=2) is None
