from __future__ import annotations

import pytest

from coterie.charts.by_k import Point, by_k
from coterie.charts.svg import to_svg


def curve(ks, chosen):
    rows = [Point(k, 100 / k) for k in ks]
    return by_k(rows, chosen=chosen, title="Inertia", description="Inertia by K")


@pytest.mark.parametrize("chosen", [1, 6, 12])
def test_only_the_chosen_k_is_named(chosen):
    picture = to_svg(curve(range(1, 13), chosen), name="elbow")
    assert picture.count(">K = ") == 1
    assert f">K = {chosen}<" in picture


def test_every_k_tried_stands_under_the_axis():
    picture = to_svg(curve(range(1, 13), 6), name="elbow")
    assert all(f">{k}</text>" in picture for k in range(1, 13))


@pytest.mark.parametrize("most", [30, 100, 255])
def test_of_very_many_some_do(most):
    labels = curve(range(1, most + 1), 4).to_dict()["layer"][1]["encoding"]["x"]["axis"]["values"]
    assert 3 <= len(labels) <= 15
    assert set(labels) <= set(range(1, most + 1))


def test_one_k_alone_is_drawn():
    assert ">K = 3<" in to_svg(curve([3], 3), name="elbow")


def test_the_chosen_k_lies_on_the_curve():
    spec = curve([2, 3, 4], 3).to_dict()
    marked = [layer for layer in spec["layer"] if "transform" in layer]
    assert {layer["transform"][0]["filter"] for layer in marked} == {"datum.k === 3"}
