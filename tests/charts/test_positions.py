from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from coterie.charts.positions import FEWEST, HEIGHT, WIDTH, middles, pixels, shown
from coterie.projection import CustomerMap


def cloud(n, seed=0):
    return np.random.default_rng(seed).normal(size=(n, 2)) * [3.0, 1.0]


def test_distances_keep_their_proportions():
    points = cloud(60)
    placed, beyond = pixels(points)
    ratio = pdist(placed) / pdist(points)
    assert beyond == 0
    assert ratio.max() / ratio.min() < 1.05  # rounding to a tenth of a pixel


def test_upwards_is_up():
    placed, _ = pixels(np.array([[0.0, 0.0], [1.0, 1.0]]))
    assert placed[1, 0] > placed[0, 0]
    assert placed[1, 1] < placed[0, 1]


@given(st.integers(1, 400), st.integers(0, 1000), st.floats(1e-6, 1e6))
def test_everything_lies_in_the_picture(n, seed, unit):
    placed, _ = pixels(cloud(n, seed) ** 3 * unit)
    assert ((placed >= 0) & (placed <= [WIDTH, HEIGHT])).all()


def test_a_far_customer_neither_presses_the_others_together_nor_goes_uncounted():
    points = np.vstack([cloud(999), [[1000.0, 0.0]]])
    placed, beyond = pixels(points)
    assert beyond >= 1
    assert placed[:-1, 0].std() > 50


@pytest.mark.parametrize("points", [np.zeros((5, 2)), np.ones((1, 2)), np.empty((0, 2))])
def test_points_without_extent(points):
    placed, beyond = pixels(points)
    assert np.isfinite(placed).all()
    assert beyond == 0


def test_few_customers_are_not_shown():
    labels = np.repeat([0, 1, 2], [10, FEWEST, FEWEST - 1]).astype(np.int32)
    _, kept = shown(CustomerMap(cloud(19), labels, (0.7, 0.3), ("a", "b"), 19))
    assert np.bincount(kept).tolist() == [10, FEWEST]


def test_no_more_than_asked_for_are_shown():
    labels = np.arange(500, dtype=np.int32) % 2
    points, kept = shown(CustomerMap(cloud(500), labels, (0.7, 0.3), ("a", "b"), 500), most=120)
    assert len(points) == len(kept) == 120


@given(st.integers(1, 20), st.integers(0, 200))
def test_numbers_never_cover_each_other(k, seed):
    rng = np.random.default_rng(seed)
    placed = np.clip(rng.normal(size=(k * 8, 2)) * 40 + [260, 195], 0, [WIDTH, HEIGHT])
    places = np.array(list(middles(placed, np.repeat(np.arange(k), 8).astype(np.int32)).values()))
    assert ((places >= 0) & (places <= [WIDTH, HEIGHT])).all()
    if k > 1:
        assert pdist(places).min() > 20


def test_a_number_with_room_stands_at_the_median():
    placed = np.array([[100.0, 100.0]] * 5 + [[400.0, 300.0]] * 5)
    places = middles(placed, np.repeat([0, 1], 5).astype(np.int32))
    assert places[0].tolist() == [100.0, 100.0]
    assert places[1].tolist() == [400.0, 300.0]
