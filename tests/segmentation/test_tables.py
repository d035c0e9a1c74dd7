from __future__ import annotations

import datetime

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.segmentation.tables import centers_table, criteria_table, profiles_table, sweep_table


@pytest.fixture(scope="module")
def found():
    random = np.random.default_rng(0)
    groups = np.arange(300) % 3
    frame = pl.DataFrame(
        {
            "paid": np.round(random.normal([10, 50, 90], 3, (100, 3)).reshape(-1), 2),
            "card": np.array(["gold", "silver", "tin"])[groups],
            "since": [datetime.date(2020 + int(group), 1, 1) for group in groups],
            "share": random.random(300).round(3),
        }
    )
    result = coterie.segment(
        frame, features=["paid", "card"], describe=["since", "share"], k=3, k_max=4, evidence="none", transform="none"
    )
    return frame, result


def test_centers_are_the_means_of_numbers_and_the_shares_of_categories(found):
    frame, result = found
    centers = centers_table(result.segmentation)
    by_hand = (
        frame.with_columns(result.labels)
        .group_by("segment_id")
        .agg(pl.col("paid").mean(), (pl.col("card") == "gold").mean().alias("card=gold"))
    )
    both = centers.join(by_hand, on="segment_id", suffix="_by_hand")
    assert both["paid"].to_list() == pytest.approx(both["paid_by_hand"].to_list())
    assert both["card=gold"].to_list() == pytest.approx(both["card=gold_by_hand"].to_list(), abs=1e-12)


def test_profiles_have_a_column_for_each_and_keep_their_kinds(found):
    frame, result = found
    profiles = profiles_table(result.segmentation)
    assert profiles.schema["since"] == pl.Date
    assert profiles.schema["card"] == pl.String
    assert profiles.columns[-1] == "share (column)", "a column of the table called as one of ours"
    assert profiles["share"].sum() == pytest.approx(1)
    sizes = frame.with_columns(result.labels)["segment_id"].value_counts().sort("segment_id")["count"].to_list()
    assert profiles["customers"].to_list() == sizes


def test_every_k_has_a_row(found):
    _, result = found
    assert sweep_table(result.segmentation)["k"].to_list() == [1, 2, 3, 4]
    criteria = criteria_table(result.judgement.card)
    assert criteria["inertia"].to_list() == sweep_table(result.segmentation)["inertia"].to_list()
    assert criteria["silhouette"].null_count() == 1
    assert criteria["kind"].null_count() == 4  # no evidence was gathered
