from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.charts.profile_grid import profile_grid
from coterie.views import summary_of


def test_a_cell_is_a_mean_and_its_distance_from_the_average_customer(result):
    summary = summary_of(result.segmentation)
    rows = profile_grid(summary).data.values
    everyone = summary.overall.profile["income"]
    for segment in summary.segments:
        [cell] = [row for row in rows if row["column"] == "income" and row["segment"].startswith(f"{segment.id} ")]
        assert cell["z"] == pytest.approx((segment.profile["income"].mean - everyone.mean) / everyone.std)


def test_without_numbers_there_is_no_grid():
    shop = pl.DataFrame({"card": ["a", "b", "c"] * 20, "size": ["x", "y"] * 30})
    found = coterie.segment(shop, features=["card", "size"], k=2, evidence="none").segmentation
    assert profile_grid(summary_of(found)) is None
