from __future__ import annotations

import math

from coterie.charts.silhouettes import silhouettes
from coterie.charts.svg import to_svg

SWEEP = [{"k": 1, "silhouette": None}, {"k": 2, "silhouette": 0.41}, {"k": 3, "silhouette": 0.55}]


def test_the_axis_says_which_distance():
    assert "Mean silhouette" in to_svg(silhouettes(SWEEP, chosen=3), name="silhouettes")


def test_one_segment_has_no_silhouette():
    assert silhouettes(SWEEP[:1], chosen=1) is None
    assert silhouettes([{"k": 1, "silhouette": math.nan}], chosen=1) is None
    spec = silhouettes(SWEEP, chosen=3).to_dict()
    assert [row["k"] for row in next(iter(spec["datasets"].values()))] == [2, 3]


def test_it_names_the_highest_even_when_another_was_chosen():
    assert silhouettes(SWEEP, chosen=2).description.endswith("the highest, 0.55, is at 3. Chosen: 2.")


def test_a_chosen_k_without_a_silhouette_is_not_marked():
    chart = silhouettes(SWEEP, chosen=1)
    assert chart.description.endswith("Chosen: 1.")
    assert "K = " not in to_svg(chart, name="silhouettes")
