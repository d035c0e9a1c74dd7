from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.clustering import assign
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.reference import QUANTILES, CategoryBins, NumericBins, bins_of, reference_of
from coterie.schema import Column, Schema


def bins(values, kind="numeric"):
    """Return how one column is counted."""
    schema = Schema((Column("x", kind, "feature", 0, ""),))
    frame = pl.DataFrame({"x": values}, schema={"x": pl.Float64 if kind == "numeric" else pl.String})
    return bins_of(frame, schema)["x"]


def test_tenths_of_the_customers():
    assert bins(list(range(1, 101))) == NumericBins(tuple(range(10, 100, 10)), (10,) * 10, 0)


def test_ties_make_fewer_bins():
    assert bins([0] * 70 + list(range(1, 31))) == NumericBins((0, 10, 20), (70, 10, 10, 10), 0)
    assert bins([7] * 40) == NumericBins((), (40,), 0)
    found = bins([-0.0] * 40 + [1.0] * 40)
    assert found == NumericBins((0.0,), (40, 40), 0)
    assert str(found.edges) == "(0.0,)"


@pytest.mark.parametrize(
    ("n", "found"),
    [
        (0, NumericBins((), (), 0)),
        (4, NumericBins((), (), 0)),
        (5, NumericBins((), (5,), 0)),
        (9, NumericBins((), (9,), 0)),
        (10, NumericBins((5,), (5, 5), 0)),
        (14, NumericBins((5,), (5, 9), 0)),
    ],
)
def test_few_customers_make_fewer_bins(n, found):
    if n:
        assert bins(list(range(1, n + 1))) == found
    else:
        assert bins([None, None]) == NumericBins((), (), 2)


def test_missing_values_are_apart():
    assert bins([*range(10), None, float("nan")]) == NumericBins((4.0,), (5, 5), 2)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"a": 9, "b": 5}, (("a", "b"), (9, 5), 0)),
        ({"b": 9, "a": 9}, (("a", "b"), (9, 9), 0)),
        ({"a": 9, "b": 6, "c": 4}, (("a",), (9,), 10)),
        ({"a": 9, "b": 6, "c": 4, "d": 1}, (("a", "b"), (9, 6), 5)),
        ({"a": 5, "b": 4}, ((), (), 9)),
        ({"a": 4, "b": 1}, ((), (), 5)),
        ({"a": 4}, ((), (), 0)),
        ({}, ((), (), 0)),
    ],
)
def test_rare_categories_are_counted_together(counts, found):
    values = [name for name, count in counts.items() for _ in range(count)]
    assert bins([*values, None], "categorical") == CategoryBins(*found, missing=1)


def test_no_more_than_thirty_categories_have_a_bin():
    values = [f"{i:02}" for i in range(40) for _ in range(6)]
    found = bins(values, "categorical")
    assert (len(found.categories), found.others) == (30, 60)


@given(st.lists(st.one_of(st.none(), st.integers(-3, 30).map(float)), min_size=1, max_size=80))
def test_every_bin_holds_five_and_everyone_is_in_one(values):
    found = bins(values)
    known = np.array([value for value in values if value is not None])
    assert found.missing == len(values) - len(known)
    assert all(count >= FEWEST_CUSTOMERS for count in found.counts)
    if len(known) < FEWEST_CUSTOMERS:
        assert found.counts == found.edges == ()
    else:
        edges = np.array([-np.inf, *found.edges, np.inf])
        counted = [int(((known > low) & (known <= high)).sum()) for low, high in pairwise(edges)]
        assert found.counts == tuple(counted)


@given(st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_show(chance):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(203, 2))
    frame = pl.DataFrame({"x": X[:, 0], "plan": [("a", "b", None)[i] for i in rng.integers(0, 3, 203)]})
    schema = Schema((Column("x", "numeric", "feature", 0, ""), Column("plan", "categorical", "feature", 0, "")))
    centers = np.array([[-1.0, 0.0], [1.0, 0.0]])
    order = list(range(203))
    chance.shuffle(order)
    found = reference_of(bins_of(frame, schema), X=X, centers=centers)
    assert reference_of(bins_of(frame[order], schema), X=X[order], centers=centers) == found


def test_distances_are_those_to_the_own_centroid():
    X, centers = np.random.default_rng(0).normal(size=(400, 3)), np.eye(3)
    found = reference_of({}, X=X, centers=centers).distances
    distance = assign(X, centers).distance
    assert found.mean_square == pytest.approx(np.mean(distance**2))
    assert found.deviation_square == pytest.approx(np.std(distance**2))
    assert found.quantiles == tuple(np.quantile(distance, QUANTILES, method="inverted_cdf"))


def test_a_segmentation_counts_its_customers(result, bank):
    reference = result.segmentation.reference
    assert reference.customers == bank["customer_id"].n_unique() == sum(reference.segments)
    assert reference.segments == tuple(segment.size for segment in result.segments)
    assert list(reference.columns) == [column.name for column in result.segmentation.schema.features]
    overall = result.segmentation.profiles.overall.columns
    for name, held in reference.columns.items():
        assert sum(held.counts) == overall[name].known
        assert held.missing == reference.customers - overall[name].known
    assert reference.distances.mean_square == pytest.approx(result.segmentation.inertia / reference.customers)


def test_customers_without_a_segment_are_not_counted():
    rows = [[float(i), float(i % 7)] for i in range(60)] + [[None, None]] * 3
    table = pl.DataFrame(rows, schema=["spent", "visits"], orient="row")
    reference = coterie.segment(table, features=["spent", "visits"], k=2, evidence="none").segmentation.reference
    assert reference.customers == 60
    assert {held.missing for held in reference.columns.values()} == {0}


def test_a_table_read_in_batches_counts_the_sample(tmp_path):
    table = pl.DataFrame({"spent": [float(i * i % 97) for i in range(3000)], "visits": [i % 13 for i in range(3000)]})
    table.write_parquet(tmp_path / "a.parquet")
    options = {"features": ["spent", "visits"], "k": 3, "evidence": "none"}
    streamed, held = (
        coterie.segment(tmp_path / "a.parquet", engine=engine, **options).segmentation
        for engine in ("streaming", "memory")
    )
    assert streamed.reference.customers == sum(streamed.reference.segments) == 3000
    assert streamed.reference.columns == held.reference.columns


def test_purchases_keep_their_span():
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=i) for i in range(200)]
    table = pl.DataFrame(
        {
            "customer_id": [i * i % 37 for i in range(200)],
            "order_date": days,
            "amount": [i % 11 + 1.0 for i in range(200)],
        }
    )
    found = coterie.segment(table, k=2, evidence="none").segmentation
    assert found.purchases.span == ("2024-01-01", "2024-07-18")
    assert "span" not in coterie.summarise(found)["purchases"]
