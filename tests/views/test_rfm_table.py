from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.report.page import render
from coterie.transactions.rfm import SEGMENTS
from coterie.views import summary_of, view
from coterie.views.rfm_table import rfm_table
from coterie.views.summary import Category, Everyone


@pytest.fixture(scope="module")
def found():
    n = 2400
    who = [f"c{i * i % 211 % 120}" for i in range(n)]
    days = [f"{2023 + i % 2}-{i * 7 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(n)]
    frame = pl.DataFrame({"who": who, "day": days, "paid": [i % 37 + 0.5 for i in range(n)]})
    done = coterie.summarise_transactions(frame, customer="who", date="day", amount="paid")
    return coterie.segment(done.customers, k=3, evidence="none").segmentation


@pytest.fixture(scope="module")
def summary(found):
    return summary_of(found)


def test_each_column_adds_up_to_all_of_its_customers(summary):
    overall = summary.overall.profile["rfm_segment"].shares
    table = rfm_table(summary)
    profiles = [summary.overall.profile, *(segment.profile for segment in summary.segments)]
    few = [each["rfm_segment"].shares.get("(other)", 0.0) for each in profiles]  # fewer than five customers of a name
    shown = [sum(row.cells[at].share or 0.0 for row in table) for at in range(4)]
    assert [one + other for one, other in zip(shown, few, strict=True)] == pytest.approx([1.0] * 4)
    assert all((row.cells[at].share is None) <= (few[at] > 0) for row in table for at in range(4))
    assert [row.name for row in table] == [name for name in SEGMENTS if name in overall]
    assert all(len(row.cells) == 4 for row in table)


def test_the_page_shows_it_and_the_cards_show_what_is_spent(found):
    page = render(view(found))
    assert 'id="rfm"' in page
    assert found.names.catalogue == "retail"
    assert "average basket" in page.split('id="map"')[0]


def test_other_tables_have_none(result):
    assert rfm_table(summary_of(result.segmentation)) == ()
    assert 'id="rfm"' not in render(view(result.segmentation))


def test_other_names_are_no_rfm_segments(summary):
    tigers = Everyone(9, {"rfm_segment": Category("Tigers", tie=False, shares={"Tigers": 1.0})})
    assert rfm_table(replace(summary, overall=tigers)) == ()


def test_a_segment_too_small_to_describe_has_a_dash(summary):
    first, *others = summary.segments
    table = rfm_table(replace(summary, segments=(replace(first, profile={}), *others)))
    assert {(row.cells[1].share, row.cells[1].value) for row in table} == {(None, "–")}
