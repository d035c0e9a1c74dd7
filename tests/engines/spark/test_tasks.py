"""What runs on executors."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from coterie.clustering import AllRows, blocks_of
from coterie.engines.ids import IdCount
from coterie.engines.repeats import Repeats
from coterie.engines.sampling import row_hashes, turns
from coterie.engines.spark import tasks
from coterie.engines.spark.tasks import (
    Adding,
    Drawing,
    Fetching,
    Hashing,
    Merging,
    Passing,
    Reading,
    as_frame,
    gathered,
)

FRAME = pl.DataFrame({"n": [3, 1, 3, 2], "w": ["a", None, "a", "b"]})
TITLES = ("n", "w")


def batches(frame, step=2):
    return iter(frame.to_arrow().to_batches(max_chunksize=step))


def test_batches_are_put_together(monkeypatch):
    monkeypatch.setattr(tasks, "ROWS", 3)
    assert [part.num_rows for part in gathered(batches(FRAME, 1))] == [3, 1]
    assert list(gathered(iter(()))) == []


def test_times_are_those_of_greenwich_and_records_are_columns():
    stamp = pa.array([datetime(2024, 7, 1, 12, tzinfo=UTC)], pa.timestamp("us", "Europe/Berlin"))
    found = as_frame(pa.table({"at": stamp, "where": [{"city": "Ulm"}]}), ("at", "city"))
    assert found.columns == ["at", "city"]
    assert found["at"].dtype == pl.Datetime("us", "UTC")
    assert found["at"][0] == datetime(2024, 7, 1, 12, tzinfo=UTC)


def test_rows_come_with_their_hashes_and_without_those_dropped():
    own = row_hashes(FRAME).astype(np.int64)
    reading = Reading(TITLES, ("w",), np.sort(own[:1]))
    frame, numbers = next(reading.frames(batches(FRAME)))
    assert frame.to_dict(as_series=False) == {"w": [None, "b"]}
    assert numbers.to_list() == [own[1] + 1, own[3] + 1]
    (hashes,) = Hashing(Reading(TITLES))(batches(FRAME))
    assert hashes.column(0).to_pylist() == own.tolist()


def test_the_rows_drawn_are_those_whose_turn_is_early():
    hashes, counts = np.array([5, 9, 2**62], np.int64), np.array([1, 3, 1])
    given = iter([pa.record_batch({"h": hashes, "count": counts})])
    *drawn, told = Drawing(np.uint64(2**63), 4)(given)
    found = {(h, c) for part in drawn for h, c in zip(*(each.to_pylist() for each in part.columns), strict=True)}
    every = [(h, c) for h, count in zip(hashes.tolist(), counts.tolist(), strict=True) for c in range(count)]
    expected = {(h, c) for h, c in every if turns(np.array([h], np.uint64), c, seed=4)[0] <= 2**63}
    assert found == expected
    rows, alike, low, high = told.column(0).to_pylist()
    assert (rows, alike) == (5, 2)
    assert low + (high << 32) == 5 + 27 + 2**62


def test_one_row_of_each_hash_of_a_batch_is_fetched():
    own = row_hashes(FRAME).astype(np.int64)
    (found,) = Fetching(TITLES, np.sort(own[[0, 3]]))(batches(FRAME))
    assert found.column("n").to_pylist() == [3, 2]
    assert found.schema.names == ["n", "w", tasks.HASH]
    assert list(Fetching(TITLES, np.array([1]))(batches(FRAME))) == []


def test_hashes_that_are_counted_by_spark_are_given_on():
    sent = tasks.to_send(IdCount("w", Repeats(None)))
    gathering = tasks.Gathering(Reading(TITLES), lambda *rows: rows, sent)
    *cells, state = gathering(batches(FRAME))
    hashes = [each for cell in cells for each in cell.column(tasks.HASH).to_pylist()]
    assert np.array(hashes).view(np.uint64).tolist() == FRAME["w"].drop_nulls().hash(seed=0).to_list()
    found = Merging(sent).merged(state.column("state").to_pylist())
    assert (found.known, found.whole, found.repeats.taken()) == (3, False, [])


def test_a_partition_without_rows_has_no_state():
    assert list(tasks.Gathering(Reading(TITLES), None, tasks.to_send(IdCount("w", Passing())))(iter(()))) == []
    assert list(Merging(IdCount("w", Passing()))(iter(()))) == []


@pytest.mark.parametrize("cell", [1, 200, 10**6])
def test_blocks_cut_into_cells_add_up_to_the_same(cell, monkeypatch):
    monkeypatch.setattr(tasks, "_CELL", cell)
    X = np.random.default_rng(0).normal(size=(100, 2))
    of_all = AllRows(100, (X**2).sum(axis=0), np.ones(2), np.zeros(2), (2.0**17,))
    cells = pa.Table.from_batches(list(tasks._cells(100, blocks_of(X)))).to_batches()
    assert (len(cells) > 1) == (cell < 500)
    (state,) = Adding([X[:2], X[:5]], of_all, 1)(iter(cells))
    whole = tasks.Pass([X[:2], X[:5]], of_all)
    whole.add(blocks_of(X), 100)
    found = Merging(tasks.Pass([X[:2], X[:5]], of_all)).merged(state.column("state").to_pylist()).finish()
    nearest = ((X[:, None] - X[None, :2]) ** 2).sum(axis=2).argmin(axis=1)
    assert found[0][1].tolist() == np.bincount(nearest).tolist()
    assert state.column("state").to_pylist() == [tasks.written(whole)]
