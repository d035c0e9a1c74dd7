"""Customers on a cluster are scored as anywhere else, however they lie, and what is doubtful of them is the same."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pretending import PretendedJobs, parted

import coterie
from coterie import errors
from coterie.engines.spark import opening, tasks
from coterie.engines.spark.engine import OnSpark
from coterie.scoring import Passing
from coterie.scoring.on_cluster import OnCluster, Watching
from coterie.scoring.scorer import Scorer

QUIET = lambda *_: None  # noqa: E731 - nobody listens
DIRT = ("", "?", "high", "-999", "1.234,5", "12e400", "Female", "f", "n/a", "42", None)


@pytest.fixture(scope="module")
def found(bank):
    features = ["age", "income", "gender"]
    return coterie.segment(bank, features=features, k=3, k_max=4, evidence="none").segmentation


@pytest.fixture(autouse=True)
def few_rows_at_a_time(monkeypatch):
    monkeypatch.setattr(tasks, "ROWS", 64)


def on_cluster(found, frame, parts=5, *, seed=0, failing=0.0, **asked):
    engine = OnSpark(parted(frame, parts, seed=seed), "customers", PretendedJobs(seed, failing), QUIET)
    return OnCluster(found, engine, **asked)


def rows(there, by="customer_id"):
    return pl.from_arrow(PretendedJobs().collected(there.table())).sort(by, maintain_order=True)


def dirty(bank, cells, column):
    """Return customers with some cells of a column replaced."""
    text = bank.head(300).with_columns(pl.col(column).cast(pl.String)).unique("customer_id", maintain_order=True)
    at = np.arange(len(cells)) * 7
    return text.with_columns(text[column].scatter(at, pl.Series(cells, dtype=pl.String)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(st.sampled_from(DIRT), max_size=40),
    column=st.sampled_from(["age", "income", "gender"]),
    parts=st.integers(1, 9),
    seed=st.integers(0, 99),
)
def test_every_customer_has_the_segment_that_they_have_anywhere(found, bank, cells, column, parts, seed):
    frame = dirty(bank, cells, column)
    here = Passing(found, frame, checks="lenient", keep=["card_type"], holdout=0.3)
    expected = here.held().sort("customer_id")
    there = on_cluster(found, frame, parts, seed=seed, failing=0.3, keep=["card_type"], holdout=0.3, checks="lenient")
    assert rows(there).equals(expected)
    assert there.counts == here.counts
    assert sorted(map(repr, there.doubts)) == sorted(map(repr, here.doubts))


def test_what_is_doubtful_hangs_on_no_order(found, bank):
    frame = dirty(bank, ["?", "high", "low", "-999"] * 5, "income").with_columns(age=pl.col("age") * 1000)
    told = {repr((one.doubts, one.digest())) for seed in range(4) for one in [on_cluster(found, frame, 6, seed=seed)]}
    assert len(told) == 1
    assert "unit_too_large" in told.pop()
    assert on_cluster(found, frame).digest() != on_cluster(found, frame[1:]).digest()


def test_customers_who_are_too_unlike_those_of_before_are_refused_before_any_is_written(found, bank):
    frame = bank.with_columns(income=pl.lit("rich"))
    with pytest.raises(errors.Drifted):
        on_cluster(found, frame).stop()
    on_cluster(found, frame, checks="lenient").stop()
    with pytest.raises(errors.MissingColumns):
        on_cluster(found, frame.drop("age"))


def test_customers_without_an_id_carry_all_that_says_who_they_are(found, bank):
    frame = bank.head(100).drop("customer_id")
    scored = rows(on_cluster(found, frame), by=frame.columns)
    assert "row" not in scored.columns
    expected = Passing(found, frame).held().drop("row").hstack(frame).sort(frame.columns, maintain_order=True)
    assert scored.equals(expected)


def test_averages_are_of_a_part_that_contents_draw(found, bank):
    parts = [Watching(Scorer(found), 0.2) for _ in range(2)]
    drawn = []
    for one in parts:
        add = one._doubting.add
        one._doubting.add = lambda raw, cleaned, few, add=add: (drawn.append(few.mean()), add(raw, cleaned, few))
    numbers = pl.Series(np.random.default_rng(0).integers(0, 2**63 - 1, bank.height)) + 1
    parts[0].add(bank, numbers)
    assert 0.1 < drawn[0] < 0.3


class Parts(list):
    """A Spark DataFrame, as far as opening looks at it."""

    sparkSession = "session"  # noqa: N815 - as Spark calls it


Parts.__module__ = "pyspark.sql.dataframe"


def test_a_spark_dataframe_chooses_spark_by_itself(found, bank, monkeypatch):
    monkeypatch.setattr(opening, "Jobs", lambda session: PretendedJobs())
    monkeypatch.setattr(opening, "check_executors", lambda jobs: None)
    scored = coterie.score(found, Parts(parted(bank, 3)))
    frame = pl.from_arrow(PretendedJobs().collected(scored)).sort("customer_id")
    assert frame["segment_id"].equals(coterie.score(found, bank).sort("customer_id")["segment_id"])
    with pytest.warns(errors.ScoringWarning):
        coterie.score(found, Parts(parted(bank.with_columns(gender=pl.lit(None, pl.String)), 3)))
