"""A result belongs to the rows that came in: in their order, under their index, whatever became of them."""

from __future__ import annotations

import pickle  # noqa: TID251 - whoever keeps a result in a notebook's cache does

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples

import coterie
from coterie.engines import cluster, start
from coterie.evidence import build_case
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.segmentation.describing import describe_as
from coterie.segmentation.fitting import Fitted
from coterie.segmentation.population import Population, Teller

QUICK = {"k": 3, "k_max": 3, "evidence": "none", "transform": "none", "features": ["age", "paid"]}
GROUPS = [(20.0, 5.0), (45.0, 90.0), (70.0, 40.0)]


def expected(result: coterie.Result, values: list[tuple[float | None, float | None]]) -> list[int | None]:
    """Return the segment of every row by its values alone, worked out from the numbers that were fitted."""
    prepared, centers = result.segmentation.preparation.features, np.array(result.segmentation.centers)
    found = []
    for row in values:
        if all(value is None for value in row):
            found.append(None)
            continue
        filled = [each.fill if value is None else value for each, value in zip(prepared, row, strict=True)]
        point = [(value - each.center) / each.scale for each, value in zip(prepared, filled, strict=True)]
        found.append(int(((centers - np.array(point)) ** 2).sum(axis=1).argmin()))
    return found


def plain(column) -> list[int | None]:
    """Return a column of any kind as a list."""
    if isinstance(column, pd.Series):
        return [None if pd.isna(value) else int(value) for value in column]
    return column.to_pylist() if isinstance(column, pa.ChunkedArray) else column.to_list()


@st.composite
def tables(draw):
    """Draw customers, some of whom stand there several times, in other spelling, or without any value."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.integers(12, 30))
    values = [tuple(np.round(random.normal(GROUPS[i % 3], 4), 1).tolist()) for i in range(n)]
    for i in random.choice(n, draw(st.integers(0, 3)), replace=False):
        values[i] = (None, None)
    again = random.integers(0, n, draw(st.integers(0, 2 * n)))
    rows = [(i, values[i], "") for i in range(n)]
    spelled = draw(st.sampled_from(["", " ", ".0"]))
    rows += [(int(i), values[i], spelled) for i in again]
    if draw(st.booleans()):
        rows = [rows[i] for i in random.permutation(len(rows))]
    return rows


def as_text(value: float | None, spelled: str) -> str | None:
    if value is None:
        return None
    return f"{value:g}.0" if spelled == ".0" and value == int(value) else f"{value:g}{spelled.replace('.0', '')}"


INDEX = {
    "plain": pd.RangeIndex,
    "filtered": lambda n: pd.RangeIndex(0, 3 * n, 3),
    "shuffled": lambda n: pd.Index(np.random.default_rng(1).permutation(n)),
    "text": lambda n: pd.Index([f"row {(7 * i) % n}-{i}" for i in range(n)]),
    "repeated": lambda n: pd.Index([i // 2 for i in range(n)]),
    "levels": lambda n: pd.MultiIndex.from_arrays([[i % 3 for i in range(n)], list(range(n, 0, -1))], names=["a", "b"]),
    "days": lambda n: pd.date_range("2024-01-01", periods=n)[::-1],
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from([*INDEX, "polars", "polars-lazy", "pyarrow"]), st.booleans(), st.booleans())
def test_every_row_that_came_in_has_the_segment_of_its_values(rows, kind, text, with_id):
    values = [row for _, row, _ in rows]
    cell = as_text if text else (lambda value, _: value)
    columns = {name: [cell(row[j], how) for _, row, how in rows] for j, name in enumerate(("age", "paid"))}
    if with_id:
        columns = {"customer_id": [f"c{i:03}" for i, *_ in rows]} | columns
    if kind in INDEX:
        frame = pd.DataFrame(columns, index=INDEX[kind](len(rows)))
    else:
        frame = {"polars": pl.DataFrame, "polars-lazy": pl.LazyFrame, "pyarrow": pa.table}[kind](columns)
    try:
        result = coterie.segment(frame, **QUICK)
    except coterie.errors.NotCustomers:  # copies in another spelling may be transactions
        assume(text and with_id and len({how for *_, how in rows}) > 1)
        return
    wanted = expected(result, values)
    assert plain(result.labels) == wanted
    table = result.assignments.collect() if kind == "polars-lazy" else result.assignments
    if kind in INDEX:
        before = frame.copy()
        frame["segment"] = result.labels  # the obvious line
        assert plain(frame["segment"]) == wanted
        assert result.labels.index.equals(frame.index)
        pd.testing.assert_frame_equal(frame.drop(columns="segment"), before)  # what was given stays as it was
        if kind != "repeated":
            there = [None if pd.isna(found) else int(found) for found in table["segment_id"]]
            assert there == [wanted[frame.index.get_loc(label)] for label in table.index]
    if with_id:
        ids = plain_ids(table)
        by_id = dict(zip([f"c{i:03}" for i, *_ in rows], wanted, strict=True))
        assert sorted(ids) == sorted(by_id)
        assert [by_id[each] for each in ids] == [None if pd.isna(x) else int(x) for x in cells(table, "segment_id")]


def cells(table, name: str) -> list:
    return table[name].to_pylist() if isinstance(table, pa.Table) else list(table[name])


def plain_ids(table) -> list[str]:
    return cells(table, "customer_id")


@pytest.fixture(scope="module")
def mixed():
    """Return customers in pandas: filtered, with copies, under an index with gaps."""
    bank = coterie.datasets.bank_customers(n=900).to_pandas()
    return bank[bank["age"].fillna(30) > 25]


@pytest.fixture(scope="module")
def found(mixed):
    return coterie.segment(mixed)


def test_the_obvious_line_is_right_for_a_filtered_frame(mixed, found):
    labelled = mixed.assign(segment=found.labels)
    by_id = found.assignments.set_index("customer_id")["segment_id"]
    known = labelled["customer_id"].notna()
    theirs = labelled.loc[known, "customer_id"].map(by_id).astype("Int32")
    assert labelled.loc[known, "segment"].equals(theirs.rename("segment"))
    assert len(found.assignments) < len(mixed)  # some rows repeat a customer
    assert set(found.assignments.index) < set(mixed.index)


def test_names_go_with_labels(found):
    named = found.labels.map(found.names)
    assert set(named.dropna()) == {segment.name.name for segment in found.segments}
    assert named.reindex(found.assignments.index).dropna().eq(found.assignments["segment"].dropna()).all()


def test_scored_customers_keep_their_index(mixed, found):
    some = mixed.iloc[::-7]
    scored = coterie.score(found.segmentation, some)
    assert set(scored.index) <= set(some.index)
    assert scored.index.is_monotonic_decreasing
    assert plain(scored["segment_id"]) == plain(found.labels.loc[scored.index])


def test_purchases_have_the_segment_of_their_customer():
    n = 400
    random = np.random.default_rng(0)
    bought = pd.DataFrame(
        {
            "client_id": random.integers(1, 60, n).astype(float),
            "day": pd.date_range("2024-01-01", periods=n).strftime("%Y-%m-%d"),
            "amount": random.gamma(2, 20, n).round(2),
        },
        index=[f"p{i}" for i in range(n)],
    )
    bought.loc["p7", "client_id"] = np.nan
    result = coterie.segment(bought, k=3, evidence="none")
    assert result.segmentation.purchases is not None
    by_client = dict(zip(result.assignments["client_id"], result.assignments["segment_id"], strict=True))
    wanted = [None if np.isnan(client) else int(by_client[client]) for client in bought["client_id"]]
    assert result.labels.index.equals(bought.index)
    assert plain(result.labels) == wanted
    assert wanted.count(None) == 1


def test_silhouettes_are_those_of_scikit_learn(found):
    held = found.customers
    theirs = silhouette_samples(held.X, held.nearest.labels)
    first = found.silhouettes.loc[found.assignments.index].dropna().to_numpy()
    np.testing.assert_allclose(first, theirs, atol=1e-12)
    assert found.silhouette == pytest.approx(theirs.mean())


def test_centers_are_in_original_units(mixed, found):
    centers, features = found.centers, [each.feature for each in found.segmentation.preparation.features]
    assert list(centers.columns) == ["segment_id", "segment", *features]
    for feature in features:
        known = mixed[feature].dropna()
        assert centers[feature].between(known.min(), known.max()).all()


def test_tables_agree_with_what_they_are_made_of(found):
    profiles = found.profiles
    assert profiles["customers"].tolist() == [segment.size for segment in found.segments]
    assert profiles["income"].tolist() == [segment.profile.columns["income"].mean for segment in found.segments]
    assert profiles["card_type"].tolist() == [segment.profile.columns["card_type"].mode for segment in found.segments]
    assert found.sweep_table["inertia"].tolist() == [trial.inertia for trial in found.segmentation.sweep]
    assert found.criteria["k"].tolist() == [row.k for row in found.judgement.card.rows]
    assert found.verdict is found.judgement.verdict


def test_large_tables_have_the_same_methods(tmp_path):
    random = np.random.default_rng(5)
    n = 3000
    values = np.round(np.array(GROUPS)[random.integers(0, 3, n)] + random.normal(0, 4, (n, 2)), 2)
    frame = pl.DataFrame({"client": [f"c{i:05}" for i in range(n)], "age": values[:, 0], "paid": values[:, 1]})
    frame = pl.concat([frame, frame[::37]]).sample(fraction=1, shuffle=True, seed=3)
    frame.write_parquet(tmp_path / "customers.parquet")
    held = coterie.segment(tmp_path / "customers.parquet", **QUICK)
    streamed = passing(tmp_path / "customers.parquet", frame)
    assert plain(streamed.labels) == expected(streamed, frame.select("age", "paid").rows())
    for name in ("labels", "silhouettes", "assignments", "centers", "profiles", "sweep_table", "criteria"):
        assert type(getattr(held, name)) is type(getattr(streamed, name)), name
        assert len(getattr(held, name)) == len(getattr(streamed, name))
    assert streamed.silhouettes.null_count() == 0
    assert streamed.silhouettes.mean() == pytest.approx(held.silhouettes.mean(), abs=0.02)
    assert streamed.scan_assignments().collect().equals(streamed.assignments)


def passing(path, frame: pl.DataFrame) -> coterie.Result:
    """Return the result of a table of which less is held than usual."""
    options = Options(**QUICK)
    began = start(path, options, lambda *_: None, engine="streaming", held=frame.height // 2)
    prepared = began.infer().clean().prepare(Preparation("median", "none", "zscore"))
    clustered = cluster(prepared, range(1, 4), n_starts=3, random_state=0)
    return described(clustered, options)


def described(clustered, options) -> coterie.Result:
    case = build_case(clustered.prepared.held, clustered.sweep, silhouettes={}, effort="none")
    return describe_as(Fitted(Population(clustered, Teller(), seed=0), case, options), options, {})


def test_a_result_can_be_pickled(found):
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - its own bytes
    assert again.labels.equals(found.labels)
    pd.testing.assert_frame_equal(again.assignments, found.assignments)
