from __future__ import annotations

import re

import numpy as np
import pytest

from coterie.charts.customer_map import customer_map
from coterie.charts.svg import to_svg
from coterie.charts.theme import colour
from coterie.projection import CustomerMap

POINT = re.compile(r"M-?[\d.]+,-?[\d.]+h0")


def drawn(n, k, seed=0):
    rng = np.random.default_rng(seed)
    labels = (np.arange(n) % k).astype(np.int32)
    points = rng.normal(size=(n, 2)) + 6 * rng.normal(size=(k, 2))[labels]
    return CustomerMap(points, labels, (0.6, 0.2), ("income, −age", "spending"), 10 * n)


def test_a_dot_a_customer_and_a_number_a_segment():
    picture = to_svg(customer_map(drawn(600, 4)), name="map")
    assert len(POINT.findall(picture)) == 600
    assert [f">{i}</text>" in picture for i in range(5)] == [True] * 4 + [False]


def test_dots_have_their_segments_colour():
    picture = to_svg(customer_map(drawn(600, 4)), name="map")
    for i in range(4):
        paths = re.findall(rf'<path d="([^"]+)" stroke="{colour(i)}"', picture)
        assert sum(len(POINT.findall(path)) for path in paths) == 150


def test_ninth_segment_is_square():
    picture = to_svg(customer_map(drawn(900, 9)), name="map")
    assert len(POINT.findall(picture)) == 800  # round ones; segment 8 shares the colour of segment 0
    squares = re.findall(rf'<path d="([^"]+)" fill="{colour(8)}"', picture)
    assert sum(path.count("M") for path in squares) >= 100


def test_no_segment_lies_on_top_because_it_comes_last():
    picture = to_svg(customer_map(drawn(3000, 3)), name="map")
    order = re.findall(r'h0" stroke="(#\w+)"', picture)
    assert order.count(colour(0)) > 5
    assert order.index(colour(2)) < len(order) - 1 - order[::-1].index(colour(0))


@pytest.mark.words
def test_it_says_how_many_of_how_many():
    description = customer_map(drawn(7000, 3), most=5000).description
    assert description.startswith("Map of 5,000 of 70,000 customers in 3 segments.")
    assert description.endswith("To the right: income, −age. Upwards: spending.")


@pytest.mark.parametrize(("n", "k"), [(5000, 6), (5000, 30)])
def test_five_thousand_customers_stay_small(n, k):
    assert len(to_svg(customer_map(drawn(n, k)), name="map")) < 400_000


def test_nothing_but_small_segments_is_an_empty_map():
    picture = to_svg(customer_map(drawn(6, 3)), name="map")
    assert not POINT.findall(picture)
