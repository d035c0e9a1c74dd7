from __future__ import annotations

from coterie.charts.pictures import CHARTS, figures, pictures

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


def test_only_a_title_makes_a_figure():
    assert figures({chart.name: "<svg/>" for chart in CHARTS}) == []
