from __future__ import annotations

import json

import pytest

import coterie
from coterie.report.files import Beside, around, folders, page_as
from coterie.report.page import render
from coterie.views import view


@pytest.fixture(scope="module")
def found():
    return coterie.segment(coterie.datasets.bank_customers(n=600), k=3, evidence="none").segmentation


def test_the_page_without_pages_of_segments_is_the_plain_one(found):
    assert page_as(found, "html", stem="report").decode() == render(view(found))


def test_with_them_every_segment_leads_to_its_own(found):
    page = page_as(found, "html", stem="bank", pages=True).decode()
    assert [f'href="bank-pages/segment-{place}.html"' in page for place in range(3)] == [True] * 3


def test_json_is_segments_json(found):
    assert json.loads(page_as(found, "json", stem="report")) == json.loads(json.dumps(coterie.summarise(found)))


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_a_saved_segmentation_gives_the_same_bytes(found, kind, tmp_path):
    coterie.save(found, tmp_path / "bank.coterie")
    again = coterie.load(tmp_path / "bank.coterie")
    assert page_as(again, kind, stem="report", pages=True) == page_as(found, kind, stem="report", pages=True)
    wanted = Beside("svg", pages=True)
    assert around(again, wanted, name="report.html") == around(found, wanted, name="report.html")


def test_what_stands_beside_is_what_was_asked_for(found):
    assert around(found, Beside(), name="report.html") == {}
    made = around(found, Beside("png", pages=True), name="report.html")
    assert list(made) == list(folders("report").values())
    assert all(content.startswith(b"\x89PNG") for content in made["report-charts"].values())
    assert len(made["report-pages"]) == 3


def test_one_segment_has_no_pages():
    one = coterie.segment(coterie.datasets.bank_customers(n=300), k=1, evidence="none").segmentation
    assert around(one, Beside(pages=True), name="report.html") == {"report-pages": {}}
    assert "report-pages" not in page_as(one, "html", stem="report", pages=True).decode()
