from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pytest

from coterie.profiling import Counting, profile
from coterie.schema import Column, Schema

SCHEMA = Schema(
    (
        Column("id", "text", "id", 0, "key"),
        Column("income", "numeric", "feature", 0, "number"),
        Column("card", "categorical", "descriptor", 0, "category"),
        Column("active", "boolean", "descriptor", 0, "flag"),
        Column("joined", "date", "descriptor", 0, "date"),
        Column("note", "text", "ignored", 0, "free text"),
    )
)


@pytest.fixture
def customers():
    rng = np.random.default_rng(0)
    n = 200
    income = rng.normal(100, 20, n)
    income[::13] = np.nan
    card = rng.choice(["gold", "silver", "basic"], n).astype(object)
    card[::11] = None
    days = rng.integers(0, 900, n)
    return pl.DataFrame(
        {
            "id": [str(i) for i in range(n)],
            "income": pl.Series(income).fill_nan(None),
            "card": card.tolist(),
            "active": rng.random(n) < 0.3,
            "joined": [dt.date(2020, 1, 1) + dt.timedelta(days=int(d)) for d in days],
        }
    )


@pytest.fixture
def labels():
    labels = np.random.default_rng(1).integers(0, 3, 200).astype(np.int32)
    labels[:4] = -1
    return labels


def test_numbers_are_what_pandas_gives(customers, labels):
    profiles = profile(customers, SCHEMA, labels)
    expected = customers.to_pandas().assign(segment=labels).query("segment >= 0").groupby("segment")["income"]
    for k, segment in enumerate(profiles.segments):
        ours = segment.columns["income"]
        assert ours.mean == pytest.approx(expected.mean()[k])
        assert ours.median == pytest.approx(expected.median()[k])
        assert ours.std == pytest.approx(expected.std()[k])
        assert (ours.min, ours.max) == pytest.approx((expected.min()[k], expected.max()[k]))


def test_categories_are_what_pandas_gives(customers, labels):
    profiles = profile(customers, SCHEMA, labels)
    frame = customers.to_pandas().assign(segment=labels)
    for k, segment in enumerate(profiles.segments):
        expected = frame[frame.segment == k]["card"].value_counts(normalize=True)
        assert dict(segment.columns["card"].shares) == pytest.approx(expected.to_dict())
        assert expected[segment.columns["card"].mode] == expected.max()


def test_sizes_and_shares_leave_out_customers_without_a_segment(customers, labels):
    profiles = profile(customers, SCHEMA, labels)
    assert [segment.size for segment in profiles.segments] == np.bincount(labels[labels >= 0]).tolist()
    assert profiles.overall.size == 196
    assert sum(segment.share for segment in profiles.segments) == pytest.approx(1)


def test_features_and_descriptors_are_described_and_nothing_else(customers, labels):
    assert list(profile(customers, SCHEMA, labels).overall.columns) == ["income", "card", "active", "joined"]


def test_dates_are_described_as_dates(customers, labels):
    joined = profile(customers, SCHEMA, labels).segments[0].columns["joined"]
    days = pd.to_datetime(customers["joined"].filter(pl.Series(labels == 0)).to_pandas())
    assert (joined.min, joined.max) == (days.min().date().isoformat(), days.max().date().isoformat())
    assert joined.std == pytest.approx(days.std() / pd.Timedelta(days=1))


def test_flags_are_described_as_categories(customers, labels):
    assert set(profile(customers, SCHEMA, labels).overall.columns["active"].shares) == {"true", "false"}


def test_a_tie_is_told_and_broken_by_the_alphabet():
    frame = pl.DataFrame({"card": ["b", "a", "b", "a", "c", None]})
    schema = Schema((Column("card", "categorical", "descriptor", 1, ""),))
    card = profile(frame, schema, np.zeros(6, dtype=np.int32)).overall.columns["card"]
    assert (card.mode, card.tie, list(card.shares)) == ("a", True, ["a", "b", "c"])


def test_fewer_than_five_customers_are_not_described():
    frame = pl.DataFrame({"income": [1.0, 2, 3, 4, 5, 6, 7, 8, 9]})
    schema = Schema((Column("income", "numeric", "feature", 0, ""),))
    profiles = profile(frame, schema, np.array([0] * 5 + [1] * 4, dtype=np.int32))
    assert profiles.segments[0].columns
    assert profiles.segments[1].size == 4
    assert not profiles.segments[1].columns


def test_a_column_without_values_in_a_segment_has_no_numbers():
    frame = pl.DataFrame({"x": pl.Series([None] * 5 + [1.0] * 5, dtype=pl.Float64), "c": [None] * 5 + ["a"] * 5})
    schema = Schema((Column("x", "numeric", "feature", 5, ""), Column("c", "categorical", "descriptor", 5, "")))
    empty = profile(frame, schema, np.array([0] * 5 + [1] * 5, dtype=np.int32)).segments[0].columns
    assert empty["x"].mean is None
    assert empty["c"].mode is None


def test_many_categories_end_in_one_for_the_rest():
    frame = pl.DataFrame({"city": [f"city {i:03}" for i in range(100)] + ["city 000"] * 5})
    schema = Schema((Column("city", "categorical", "descriptor", 0, ""),))
    shares = profile(frame, schema, np.zeros(105, dtype=np.int32)).overall.columns["city"].shares
    assert len(shares) == 31
    assert shares["(other)"] == pytest.approx(70 / 105)
    assert sum(shares.values()) == pytest.approx(1)


def test_customers_in_batches_are_described_as_all_at_once():
    random = np.random.default_rng(5)
    days = pl.Series(random.integers(0, 9000, 600)).cast(pl.Int32).cast(pl.Date)
    words = pl.Series(random.choice(["a", "b", "c"], 600))
    frame = pl.DataFrame({"x": random.lognormal(size=600), "day": days, "word": words})
    frame = frame.with_columns(pl.when(pl.int_range(600) % 7 != 0).then(pl.col("x")))
    kinds = {"x": "numeric", "day": "date", "word": "categorical"}
    schema = Schema(tuple(Column(name, kind, "feature", 0, "") for name, kind in kinds.items()))
    labels = random.integers(-1, 4, 600).astype(np.int32)
    counting = Counting(schema, 4)
    for start in range(0, 600, 70):
        counting.add(frame[start : start + 70], labels[start : start + 70])
    parts, whole = counting.finish().profiles(frame, labels), profile(frame, schema, labels)
    assert repr(parts) == repr(whole)
