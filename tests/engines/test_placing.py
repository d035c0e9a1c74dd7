"""Customers placed in batches are placed as all at once."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.assignments import assigned, nearest
from coterie.engines.placing import Placing, written
from coterie.profiling import profile
from coterie.schema import Column, Schema

SCHEMA = Schema((Column("id", "text", "id", 0, ""), Column("x", "numeric", "feature", 0, "")))


@pytest.fixture
def placed():
    """Place 1,000 customers, some of whom have no feature, in three batches of which one has nobody to place."""
    x = np.random.default_rng(0).normal(size=1000)
    usable = np.ones(1000, dtype=bool)
    usable[200:500] = False
    frame = pl.DataFrame(
        {"id": [f"c{i}" for i in range(1000)], "x": pl.Series(np.where(usable, x, np.nan)).fill_nan(None)}
    )
    centers = np.array([[-1.0], [0.2], [1.0]])
    placing, parts = Placing(SCHEMA, centers, None), (slice(0, 200), slice(200, 500), slice(500, 1000))
    kept = [placing.add(frame[part], usable[part], x[part][usable[part], None]) for part in parts]
    return (placing, kept), frame, usable, nearest(x[usable, None], centers)


def test_assignments_are_those_of_all_at_once(placed):
    (_, kept), frame, usable, found = placed
    names = ["a", "b", "c"]
    for schema in (SCHEMA, Schema(SCHEMA.columns[1:])):
        parts, first = [], 0
        for arrays in kept:
            rows = len(arrays[0])
            key = frame[first : first + rows]
            parts.append(written(key, arrays, schema, names=names, first_row=first + 1, stable=False))
            first += rows
        assert pl.concat(parts).equals(assigned(frame, schema, usable, nearest=found, names=names))


def test_profiles_are_those_of_all_at_once(placed):
    (placing, _), frame, usable, found = placed
    labels = np.full(1000, -1, np.int32)
    labels[usable] = found.labels
    counted, stability = placing.finish()
    one, other = counted.profiles(frame, labels), profile(frame, SCHEMA, labels)
    assert [each.size for each in one.segments] == [each.size for each in other.segments]
    for mine, theirs in zip(one.segments, other.segments, strict=True):
        assert mine.columns["x"].mean == pytest.approx(theirs.columns["x"].mean)
        assert mine.columns["x"].median == theirs.columns["x"].median
    assert stability is None
