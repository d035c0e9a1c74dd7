from __future__ import annotations

from coterie.charts.pictures import CHARTS, figures, pictures
from coterie.views.contract import summary_from


def drawn(summary):
    return pictures(summary_from(summary))


def test_every_chart_is_drawn_by_its_name(case):
    found = drawn(case("bank")[0])
    assert list(found) == [chart.name for chart in CHARTS]
    assert all(svg.startswith("<svg") for svg in found.values())


def test_what_there_is_none_of_is_not_drawn(case):
    assert {name for name, svg in drawn(case("unasked")[0]).items() if svg is None} == {"placebos"}


def test_one_k_has_no_curve(case):
    summary, _ = case("single")
    assert {name for name, svg in drawn(summary | {"structure": None}).items() if svg is not None} == set()


def test_only_a_title_makes_a_figure():
    assert figures({chart.name: "<svg/>" for chart in CHARTS}) == []
