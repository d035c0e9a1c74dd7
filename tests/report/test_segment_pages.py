from __future__ import annotations

import pytest

import coterie
from coterie.report.segment_pages import file_of, segment_files
from coterie.views import summary_of
from coterie.views.front.value import value_of
from coterie.views.segment_page import segment_pages


@pytest.fixture(scope="module")
def found():
    return coterie.segment(coterie.datasets.bank_customers(n=900), k=4, evidence="none", value="income").segmentation


@pytest.fixture(scope="module")
def files(found):
    summary = summary_of(found)
    return segment_files(segment_pages(found), summary, value_of(summary), back="../page.html")


def test_each_leads_back_and_to_its_neighbours_in_order(found, files):
    order = [page.row.id for page in segment_pages(found)]
    for at, place in enumerate(order):
        page = files[file_of(place)]
        assert 'href="../page.html"' in page
        assert (f'href="{file_of(order[at - 1])}" rel="prev"' in page) is (at > 0)
        assert (at + 1 < len(order)) is ('rel="next"' in page)


def test_they_hold_no_script_and_their_policy_is_that_of_the_page(files):
    for page in files.values():
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
        assert "<script" not in page
        assert "http://" not in page.replace("http://www.w3.org", "")


def test_they_are_small(files):
    assert max(len(page.encode()) for page in files.values()) < 100_000


def test_what_is_worth_stands_in_the_first_line_with_its_interval(found, files):
    for page in segment_pages(found):
        assert page.row.between in files[file_of(page.row.id)]
