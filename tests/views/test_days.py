from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

import coterie
from coterie.views import summary_of
from coterie.views.cards import cards
from coterie.views.profile_table import profile_table
from coterie.views.segment_table import segment_table


@pytest.fixture(scope="module")
def summary():
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=i % 2 * 1000 + i) for i in range(90)]
    frame = pl.DataFrame(
        {"client": [f"c{i}" for i in range(90)], "joined": days, "spent": [i * 7 % 50 for i in range(90)]}
    )
    return summary_of(coterie.segment(frame, features=["joined", "spent"], k=2, evidence="none").segmentation)


def test_the_day_is_beside_every_number_that_counts_back_from_it(summary):
    (day,) = [column.days_before for column in summary.columns if column.days_before]
    assert [title for title in segment_table(summary, None).titles if day in title]
    assert [row.column for group in profile_table(summary) for row in group.rows if day in row.column]
    assert all(day in " ".join(line.label for line in card.lines) for card in cards(summary, None))
    assert [column.name for column in summary.columns if day in column.reason] == ["joined"]


@pytest.mark.words
def test_names_speak_of_days(summary):
    assert any("days since joined" in segment.name for segment in summary.segments)
