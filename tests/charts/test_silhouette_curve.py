from __future__ import annotations

import math

import pytest

from coterie.charts.silhouette_curve import silhouette_curve
from coterie.charts.svg import to_svg
from coterie.views.summary import Tried

SWEEP = [Tried(k, 1.0, known, None, 1, 1) for k, known in ((1, None), (2, 0.41), (3, 0.55))]


@pytest.mark.words
def test_the_axis_says_which_distance():
    assert "Mean silhouette" in to_svg(silhouette_curve(SWEEP, chosen=3), name="silhouettes")


def test_one_segment_has_no_silhouette():
    assert silhouette_curve(SWEEP[:1], chosen=1) is None
    assert silhouette_curve([Tried(1, 1.0, math.nan, None, 1, 1)], chosen=1) is None
    spec = silhouette_curve(SWEEP, chosen=3).to_dict()
    assert [row["k"] for row in next(iter(spec["datasets"].values()))] == [2, 3]


@pytest.mark.words
def test_it_names_the_highest_even_when_another_was_chosen():
    assert silhouette_curve(SWEEP, chosen=2).description.endswith("the highest, 0.55, is at 3. Chosen: 2.")


@pytest.mark.words
def test_a_chosen_k_without_a_silhouette_is_not_marked():
    chart = silhouette_curve(SWEEP, chosen=1)
    assert chart.description.endswith("Chosen: 1.")
    assert "K = " not in to_svg(chart, name="silhouettes")
