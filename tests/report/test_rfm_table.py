from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.report.page import render
from coterie.report.rfm_table import rfm_table
from coterie.summary import summarise
from coterie.transactions.rfm import SEGMENTS


@pytest.fixture(scope="module")
def summary():
    n = 2400
    who = [f"c{i * i % 211 % 120}" for i in range(n)]
    days = [f"{2023 + i % 2}-{i * 7 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(n)]
    frame = pl.DataFrame({"who": who, "day": days, "paid": [i % 37 + 0.5 for i in range(n)]})
    done = coterie.summarise_transactions(frame, customer="who", date="day", amount="paid")
    return summarise(coterie.segment(done.customers, k=3, evidence="none").segmentation)


def test_each_column_adds_up_to_all_of_its_customers(summary):
    shares = [group["profile"]["rfm_segment"]["shares"] for group in (summary["overall"], *summary["segments"])]
    assert [sum(own.values()) for own in shares] == pytest.approx([1.0] * 4)
    table = rfm_table(summary)
    assert [row["name"] for row in table] == [name for name in SEGMENTS if name in shares[0]]
    assert all(len(row["cells"]) == 4 for row in table)


def test_the_page_shows_it_and_the_cards_show_what_is_spent(summary):
    page = render(summary, None)
    assert 'id="rfm"' in page
    assert summary["catalogue"]["name"] == "retail"
    assert "average basket" in page.split('id="map"')[0]


def test_other_tables_have_none(result):
    bank = summarise(result.segmentation)
    assert rfm_table(bank) == []
    assert 'id="rfm"' not in render(bank, None)


def test_other_names_are_no_rfm_segments(summary):
    renamed = {"rfm_segment": {"shares": {"Tigers": 1.0}}}
    assert rfm_table(summary | {"overall": {"profile": renamed}}) == []
