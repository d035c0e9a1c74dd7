from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shifting import FOUR, customers

import coterie
from coterie.errors import DataRefused
from coterie.monitoring.tallying import Tallying


@pytest.fixture(scope="module")
def table():
    return customers(400, seed=0).with_columns(plan=pl.Series(["a", "b", "c", None] * 100))


@pytest.fixture(scope="module")
def found(table):
    return coterie.segment(table, features=[*FOUR, "plan"], k=4, evidence="none").segmentation


def tallied(found, *frames):
    tallying = Tallying(found)
    list(coterie.Scorer(found).batches(frames, counting=tallying))
    return tallying


def test_the_customers_of_before_are_counted_as_they_were(table, found):
    tally, reference = tallied(found, table).finish(), found.reference
    assert tally.customers == reference.customers == 400
    assert tally.segments == reference.segments
    assert tally.mean_square == pytest.approx(reference.distances.mean_square, rel=1e-12)
    assert tally.deviation_square == pytest.approx(reference.distances.deviation_square, rel=1e-9)
    assert tally.by_feature == pytest.approx(reference.distances.by_feature, rel=1e-12)
    assert sum(tally.by_feature) == pytest.approx(tally.mean_square)
    assert tally.unlike <= 4  # as strangers they would be further away
    for name, bins in reference.columns.items():
        others = () if hasattr(bins, "edges") else (bins.others,)
        assert tally.columns[name].counts == (*bins.counts, *others)
        assert tally.columns[name].missing == bins.missing


@given(st.lists(st.integers(0, 400), max_size=4), st.randoms(use_true_random=False))
def test_parts_in_any_order_merge_to_the_whole(table, found, cuts, chance):
    ends = [0, *sorted(cuts), 400]
    parts = [tallied(found, table[a:b]) for a, b in pairwise(ends)]
    chance.shuffle(parts)
    merged = parts[0]
    for part in parts[1:]:
        merged.merge(part)
    one, other = merged.finish(), tallied(found, table).finish()
    assert replace(one, columns={}) == pytest.approx(replace(other, columns={})) or vars(one) | {"columns": 0} == (
        vars(other) | {"columns": 0}
    )
    for name in other.columns:
        assert one.columns[name].counts == other.columns[name].counts


def test_who_has_no_segment_is_counted_apart(table, found):
    empty = table.clear(3)
    tally = tallied(found, pl.concat([table.head(50), empty])).finish()
    assert (tally.customers, tally.unplaced, sum(tally.segments)) == (50, 3, 50)
    assert all(column.missing + sum(column.counts) == 50 for column in tally.columns.values())
    nobody = tallied(found, empty).finish()
    assert (nobody.customers, nobody.unplaced, nobody.by_feature) == (0, 3, ())
    assert nobody.mean_square == nobody.deviation_square == nobody.capped_square == 0.0


def test_places_are_those_of_centroids_whatever_the_ids(table, found):
    identities = found.identities
    others = tuple(replace(each, id=9 - each.id) for each in identities.segments)
    renumbered = replace(found, identities=replace(identities, segments=others, next_id=10))
    assert tallied(renumbered, table).finish().segments == found.reference.segments


def test_distances_are_those_of_scores(table, found):
    scores = coterie.Scorer(found).many(table).frame
    tally = tallied(found, table.with_columns(pl.col("visits") + 9)).finish()
    moved = coterie.Scorer(found).many(table.with_columns(pl.col("visits") + 9)).frame
    assert tally.mean_square == pytest.approx(np.mean(moved["distance"].to_numpy() ** 2))
    far = found.reference.distances.quantiles[-1] * np.sqrt(412 / 388)
    assert tally.capped_square == pytest.approx(np.mean(np.minimum(moved["distance"].to_numpy(), far) ** 2))
    assert tally.unlike == (moved["distance"] > far).sum() > scores["unlike_anyone"].sum()


def test_a_segmentation_without_a_reference_is_refused(found):
    with pytest.raises(DataRefused, match="kept nothing to compare"):
        Tallying(replace(found, reference=None))
