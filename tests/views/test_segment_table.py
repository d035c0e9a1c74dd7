from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.naming.card import Card, CardColumn
from coterie.naming.catalogue import load_catalogue
from coterie.views import summary_of
from coterie.views.contract import summary_from
from coterie.views.segment_table import segment_table

BANK = load_catalogue("bank").card


@pytest.mark.words
def test_a_bank_shows_its_card_with_headings(case):
    table = segment_table(summary_from(case("bank")[0]), BANK)
    assert table.titles == (
        *("Segment", "Customers", "Share", "Average age", "Average income", "Average spending score"),
        *("Average credit score", "Common card type", "Common gender"),
    )
    assert [row[0] for row in table.rows][:2] == ["Prudent Elite", "Established Earners"]


@pytest.mark.words
def test_a_table_without_one_of_the_cards_columns_shows_all_its_own(case):
    summary, _ = case("bank")
    for group in (summary["overall"], *summary["segments"]):
        del group["profile"]["gender"]
    titles = segment_table(summary_from(summary), BANK).titles
    assert titles[3:] == (
        "Average age", "Average income", "Average spending_score", "Average credit_score", "Common card_type",
    )  # fmt: skip


@pytest.mark.words
def test_a_card_that_is_not_for_the_terminal_is_not_used_there(case):
    titles = segment_table(summary_from(case("bank")[0]), replace(BANK, terminal=False)).titles
    assert "Average spending_score" in titles


@pytest.mark.words
def test_a_card_of_your_own_may_be_for_the_terminal(case):
    layout = Card((CardColumn(column="age", heading="Mean age"), CardColumn(category=("card",))), terminal=True)
    assert segment_table(summary_from(case("bank")[0]), layout).titles[3:] == ("Mean age", "Common card type")


def test_a_segment_too_small_to_describe_has_dashes(case):
    assert set(segment_table(summary_from(case("tiny")[0]), BANK).rows[-1][3:]) == {"–"}


def test_of_very_many_columns_some_are_left_out(case):
    table = segment_table(summary_from(case("wide")[0]), None)
    assert (len(table.titles), table.more) == (3 + 31, 0)
    columns = {f"m{i}": [float((j * (i % 9 + 3) + i) % 13) for j in range(60)] for i in range(45)}
    found = coterie.segment(pl.DataFrame({"client_id": range(60), **columns}), k=2, evidence="none").segmentation
    table = segment_table(summary_of(found), None)
    assert (len(table.titles), table.more) == (3 + 40, 5)


def test_means_have_the_decimals_of_the_mean_of_all(case):
    summary, _ = case("bank")
    for segment in summary["segments"]:
        segment["profile"]["age"]["mean"] = 3.14159
    summary["overall"]["profile"]["age"]["mean"] = 44.7
    assert {row[3] for row in segment_table(summary_from(summary), BANK).rows} == {"3.1"}
    summary["overall"]["profile"]["age"]["mean"] = 4470.0
    assert {row[3] for row in segment_table(summary_from(summary), BANK).rows} == {"3"}
