from __future__ import annotations

import altair as alt
import pytest

import coterie
from coterie.charts import asked
from coterie.charts.svg import to_svg


@pytest.fixture(scope="module")
def found():
    return coterie.segment(coterie.datasets.bank_customers(n=600), k=3)


@pytest.mark.parametrize("name", coterie.charts.__all__)
def test_each_draws_what_it_says(found, name):
    chart = getattr(coterie.charts, name)(found)
    assert isinstance(chart, alt.LayerChart)
    assert chart.background == "white"
    assert to_svg(chart, name=name).startswith("<svg")
    assert getattr(asked, name) is getattr(coterie.charts, name)
    assert name in dir(coterie.charts)


@pytest.mark.parametrize("name", ["elbow", "silhouette_by_k", "sizes", "profiles"])
def test_some_need_no_customers(found, name):
    draw = getattr(coterie.charts, name)
    assert draw(found.segmentation).to_dict() == draw(found).to_dict()


@pytest.mark.parametrize("name", coterie.charts.__all__)
@pytest.mark.parametrize("wrong", [None, 3, "result", [1], object()])
def test_anything_else_is_refused_by_name(name, wrong):
    with pytest.raises(coterie.errors.OptionError, match=r"^`result` is a \w+, but must be what coterie.segment"):
        getattr(coterie.charts, name)(wrong)


def test_where_there_is_nothing_to_draw_it_says_why():
    bank = coterie.datasets.bank_customers(n=300)
    one = coterie.segment(bank, k=1, k_max=1, evidence="none")
    for draw in (coterie.charts.silhouettes, coterie.charts.silhouette_by_k):
        with pytest.raises(coterie.errors.OptionError, match="nothing to draw: one segment has no silhouette"):
            draw(one)
    with pytest.raises(coterie.errors.OptionError, match="one feature makes no map"):
        coterie.charts.map(coterie.segment(bank, features=["age"], k=2, evidence="none"))


def test_a_name_that_is_no_chart_is_none():
    with pytest.raises(AttributeError, match="elbows"):
        coterie.charts.elbows  # noqa: B018 - looking it up is the point
