from __future__ import annotations

import math

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.plane import as_prepared, original, outline_of, plane_view
from coterie.views.summary import Ellipse, Prepared


def test_every_segment_has_its_outline_within_the_frame(case):
    view = plane_view(summary_from(case("bank")[0]), "features")
    assert [each.id for each in view.outlines] == list(range(6))
    assert all(0 <= place <= 1 for each in view.outlines for point in (*each.points, each.centre) for place in point)


def test_points_lie_on_the_ellipse():
    ellipse = Ellipse(1.0, -2.0, 2.0, 0.6, 0.5, 1.2)
    det = ellipse.xx * ellipse.yy - ellipse.xy**2
    for x, y in outline_of(ellipse):
        dx, dy = x - ellipse.x, y - ellipse.y
        away = (ellipse.yy * dx * dx - 2 * ellipse.xy * dx * dy + ellipse.xx * dy * dy) / det
        assert math.sqrt(away) == pytest.approx(1.2)


@pytest.mark.parametrize("power", [None, -0.2, 0.0, 0.7, 2.0])
def test_preparing_and_back_is_nothing(power):
    unit = None if power is None else 50_000.0
    prepared = Prepared("income", "median", 1.0, "none", 0.3, 1.7, power, unit, ())
    assert original(prepared, as_prepared(prepared, 81_000.0)) == pytest.approx(81_000.0)


def test_small_segments_are_named_without_an_outline(case):
    summary, _ = case("bank")
    summary["planes"][0]["ellipses"] = [*summary["planes"][0]["ellipses"][:5], None]
    view = plane_view(summary_from(summary), "features")
    assert view.left_out == ("Millennial Moguls",)
    assert len(view.outlines) == 5


def overlapping(summary, *ellipses):
    summary["planes"][0]["ellipses"] = [
        {"x": x, "y": 0.0, "xx": wide, "xy": 0.0, "yy": 1.0, "radius": 1.0} for x, wide in ellipses
    ]
    return plane_view(summary_from(summary), "features").overlap


@pytest.mark.parametrize(
    ("ellipses", "overlap"),
    [
        ([(3.0 * i, 1.0) for i in range(6)], False),
        ([(2.0 * i, 1.0) for i in range(6)], False),  # they touch
        ([(1.99 * i, 1.0) for i in range(6)], True),
        ([(0.0, 0.04), (0.0, 4.0), *((9.0 * i, 1.0) for i in range(1, 5))], True),  # one within another
    ],
)
def test_outlines_overlap_where_a_point_of_one_lies_within_another(case, ellipses, overlap):
    assert overlapping(case("bank")[0], *ellipses) is overlap


@pytest.mark.parametrize(("away", "overlap"), [(3.99, True), (4.01, False)])
def test_how_far_an_outline_reaches_is_its_radius(case, away, overlap):
    summary, _ = case("bank")
    summary["planes"][0]["ellipses"] = [
        {"x": away * i, "y": 0.0, "xx": 1.0, "xy": 0.0, "yy": 1.0, "radius": 2.0} for i in range(6)
    ]
    assert plane_view(summary_from(summary), "features").overlap is overlap


def test_an_outline_that_is_only_a_line_holds_nothing(case):
    summary, _ = case("bank")
    flat = {"x": 0.0, "y": 0.0, "xx": 1.0, "xy": 0.0, "yy": 0.0, "radius": 1.0}
    summary["planes"][0]["ellipses"] = [flat, *({**flat, "x": 0.1, "xx": 0.01} for _ in range(5))]
    assert not plane_view(summary_from(summary), "features").overlap


def test_principal_components_leave_no_other_feature(case):
    summary, _ = case("bank")
    for plane in summary["planes"]:
        plane["ellipses"] = [{"x": 1.0 * i, "y": 0.0, "xx": 1.0, "xy": 0.0, "yy": 1.0, "radius": 1.0} for i in range(6)]
    found = summary_from(summary)
    assert [plane_view(found, kind).overlap for kind in ("features", "components")] == [True, False]


def test_overlap_is_told_of_natural_segments_alone(case):
    summary, _ = case("bank")
    summary["verdict"]["kind"] = "partly natural"
    assert not overlapping(summary, *((1.0 * i, 1.0) for i in range(6)))


def test_without_a_plane_there_is_none(case):
    assert plane_view(summary_from(case("bank")[0] | {"planes": []}), "features") is None
    assert plane_view(summary_from(case("single")[0]), "components") is None


def test_components_have_no_round_values(case):
    assert [axis.ticks for axis in plane_view(summary_from(case("bank")[0]), "components").axes] == [(), ()]
