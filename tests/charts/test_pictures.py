from __future__ import annotations

import pytest

from coterie.charts import pictures as module
from coterie.charts.chart import Chart
from coterie.charts.pictures import CHARTS, figures, pictures
from coterie.report.page import render

SUMMARY = {
    "sweep": [{"k": 1, "inertia": 9.0, "silhouette": None}, {"k": 2, "inertia": 4.0, "silhouette": 0.5}],
    "choice": {"k": 2},
    "segments": [{"id": 0, "name": "a", "size": 6, "share": 0.6}, {"id": 1, "name": "b", "size": 4, "share": 0.4}],
    "structure": None,
    "across": [{"n_clusters": [1, 2], "shared": [[6, 4]], "order": [0, 1]}],
}


def test_every_chart_is_drawn_by_its_name():
    drawn = pictures(SUMMARY, None)
    assert list(drawn) == [chart.name for chart in CHARTS]
    assert {name for name, svg in drawn.items() if svg is None} == {"map", "placebos"}
    assert all(svg.startswith("<svg") for svg in drawn.values() if svg is not None)


def test_one_k_has_no_curve():
    one = SUMMARY | {"sweep": SUMMARY["sweep"][:1], "choice": {"k": 1}}
    assert {name for name, svg in pictures(one, None).items() if svg is not None} == {"sizes"}


@pytest.mark.parametrize("shown", [True, False])
def test_a_chart_with_a_title_is_on_the_page_without_a_place_of_its_own(shown, monkeypatch, case):
    extra = Chart("extra", lambda summary, _: "<svg>extra</svg>" if shown else None, "More", "What it shows.")
    monkeypatch.setattr(module, "CHARTS", (*CHARTS, extra))
    page = render(*case("bank"))
    assert ("<h3>More</h3>" in page) is ("<svg>extra</svg>" in page) is ("What it shows." in page) is shown


def test_only_a_title_makes_a_figure():
    assert figures({chart.name: "<svg/>" for chart in CHARTS}) == []
