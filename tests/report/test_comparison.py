"""The page of a comparison."""

from __future__ import annotations

import re

import polars as pl
import pytest

import coterie
from coterie.report.comparison import render_comparison
from coterie.report.page import hashed
from coterie.views.compared import speaking_of
from coterie.views.comparison_page import comparison_page


@pytest.fixture(scope="module")
def found(result, bank):
    other = bank.with_columns(income=pl.col("income") * 2)
    return coterie.compare(result, other, old_assignments=result.assignments)


@pytest.fixture(scope="module")
def page(found):
    with speaking_of(found):
        return render_comparison(comparison_page(found))


def test_it_stands_alone(page):
    assert "default-src 'none'" in page
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert hashed(style) in page
    assert "<script" not in page
    assert not re.search(r"https?://", page.replace("http://www.w3.org/2000/svg", ""))
    assert len(page.encode()) < 300_000


def test_it_says_what_was_found(found, page):
    told = comparison_page(found)
    assert f"<h1>{told.finding}</h1>" in page
    assert all(each.name in page for each in told.shares)
    assert page.count('class="stays"') == len(found.migration.ids)
    assert "C0000" not in page  # no id


def test_names_from_the_data_do_no_harm(found):
    from dataclasses import replace  # noqa: PLC0415 - for this test alone

    evil = tuple(replace(each, name="<script>\u202e") for each in found.shares)
    page = render_comparison(comparison_page(replace(found, shares=evil, migration=None)))
    assert "<script" not in page
    assert "\u202e" not in page


def test_twenty_segments_stay_small(bank):
    many = coterie.segment(bank, k=20, evidence="none")
    found = coterie.compare(many, bank, old_assignments=many.assignments)
    page = render_comparison(comparison_page(found))
    assert len(page.encode()) < 300_000
    assert page.count('class="stays"') == 20
