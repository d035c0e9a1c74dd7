"""A table on a cluster comes to the same bytes as one in memory, however its parts lie, come, fail and are merged."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from making import table_of
from pretending import PretendedJobs, parted

from coterie.engines import cluster
from coterie.engines.job import Job
from coterie.engines.memory import InMemory
from coterie.engines.spark import engine as spark
from coterie.engines.spark import tasks
from coterie.engines.spark.engine import OnSpark
from coterie.engines.steps import look
from coterie.evidence.refits import resample
from coterie.evidence.stability import segment_stability
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.sources import read, to_polars

QUIET = lambda *_: None  # noqa: E731 - nobody listens
BY_DATES = Options(k_max=4, features=("joined", "age", "city"))


@pytest.fixture(autouse=True)
def few_rows_at_a_time(monkeypatch):
    monkeypatch.setattr(tasks, "ROWS", 64)
    monkeypatch.setattr(tasks, "_CELL", 4096)


def on_cluster(table, parts=7, *, seed=0, failing=0.0, **lying):
    return OnSpark(parted(table.frame, parts, seed=seed, **lying), table.name, PretendedJobs(seed, failing), QUIET)


def segments(engine, options=Options(k_max=4)):  # noqa: B008 - it is frozen
    """Return everything that the steps come to but the places of rows, which a cluster does not have."""
    cleaned = look(Job(engine, QUIET, 100), options).infer().clean()
    prepared = cleaned.prepare(Preparation())
    clustered = cluster(prepared, range(1, 5), n_starts=3, random_state=0)
    best = clustered.sweep[3]
    refits = resample(prepared.held.X, [3], n_resamples=5, random_state=0)
    everyone = prepared.held.X, best.labels
    placed = clustered.place(best, segment_stability(prepared.held.X, best.labels, refits, everyone=everyone))
    totals = [(each.sizes.tolist(), each.inertia, each.centers.tolist()) for each in clustered.refined]
    remarks = sorted((each.code, str(each.column), each.rows) for each in clustered.cleaning.remarks)
    told = clustered.schema, remarks, clustered.cleaning.rows_out, clustered.preparation, clustered.id_type
    shown = clustered.placed, clustered.frame.rows(), placed.profiles, placed.stability.segments
    return repr((told, totals, shown)), assigned(engine, clustered.schema.id, placed.customers)


def assigned(engine, key, customers):
    """Return the assignments in an order of their own: by id; without ids, of rows as they were read."""
    found = customers.frame(["a", "b", "c"])
    if not isinstance(found, list):
        found = to_polars(found)
        found = found if key else found.drop("row").hstack(engine.table.frame)
        return found.sort(pl.all()).rows()
    return pl.from_arrow(PretendedJobs().collected(found)).select(pl.all()).sort(pl.all()).rows()


LYING = {
    "one part": {"parts": 1},
    "seven parts": {"parts": 7},
    "sixty parts, most of them empty": {"parts": 60},
    "all in one of five, from the last row": {"parts": 5, "skewed": True, "backwards": True},
    "parts that fail": {"parts": 9, "failing": 0.5},
}


@pytest.mark.parametrize("seed", range(12))
def test_however_a_table_lies_it_comes_to_what_one_in_memory_does(seed):
    table = table_of(seed)
    expected = segments(InMemory(table, QUIET))
    for name in list(LYING)[seed % 2 :: 2]:
        assert segments(on_cluster(table, seed=seed, **LYING[name])) == expected, name


@pytest.mark.parametrize("seed", range(3))
def test_the_last_day_is_that_of_all_parts(seed):
    table = table_of(seed)
    found = segments(on_cluster(table, seed=seed), BY_DATES)
    assert found == segments(InMemory(table, QUIET), BY_DATES)
    assert "days_before='2087-05-17'" in found[0]


def copies(times=1):
    """Return customers some of whom are there again: alike in every cell, but for letters, and otherwise."""
    random = np.random.default_rng(3)
    frame = pl.DataFrame(
        {
            "client": [f"c{number}" if number % 50 else None for number in range(400)],
            "age": random.normal(40, 9, 400).round(),
            "spend": random.gamma(2, 50, 400).round(2),
            "city": random.choice(["Ulm", "Bonn"], 400),
        }
    )
    alike = [frame[7:12]] * times
    changed = frame[20:23].with_columns(pl.col("city").str.to_uppercase()), frame[30:33].with_columns(age=pl.lit(99.0))
    without_id = [frame[50:51]] * 2  # alike, but nobody knows whether they are one customer
    return read(pl.concat([frame, *alike, *changed, frame[21:22], frame[30:31], *without_id]))


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("parts", [1, 11])
def test_customers_who_are_there_again_are_left_out_as_in_memory(times, parts):
    table = copies(times)
    one, other = segments(on_cluster(table, parts, seed=parts)), segments(InMemory(table, QUIET))
    assert one == other
    assert "('duplicate_row'" in one[0]
    assert "('one_row_kept'" in one[0]
    assert len(one[1]) == 402


def test_no_row_is_named_by_a_number_that_it_does_not_have():
    table = read(copies().frame.with_columns(spend=pl.when(pl.int_range(pl.len()) == 5).then(7e7).otherwise("spend")))
    told = {}
    for engine in (on_cluster(table), InMemory(table, QUIET)):
        cleaned = look(Job(engine, QUIET, 100), Options(k_max=4)).infer().clean()
        remarks = cleaned.prepare(Preparation()).cleaning.remarks
        told[engine.numbered] = {each.code: each.facts.get("places") for each in remarks}
    assert {code for code, places in told[True].items() if places} >= {"duplicate_row", "one_row_kept", "unusual_value"}
    assert told[False].keys() == told[True].keys()
    assert not any(told[False].values())


def test_the_sample_is_that_of_every_engine():
    table = table_of(4)
    one, other = on_cluster(table, 5).sample(60, seed=3), InMemory(table, QUIET).sample(60, seed=3)
    assert one.frame.equals(other.frame)
    assert one.copies.tolist() == other.copies.tolist()


def test_a_table_is_known_by_what_it_holds_in_any_order():
    table = table_of(2)
    engines = [on_cluster(table, parts, seed=parts, backwards=parts > 3) for parts in (1, 4, 9)]
    for engine in engines:
        engine.sample(50, seed=0)
    assert len({engine.digest() for engine in engines}) == 1
    changed = on_cluster(read(table.frame.with_columns(age=pl.col("age").fill_null(7))), 4)
    changed.sample(50, seed=0)
    assert changed.digest() != engines[0].digest()
    assert len(changed.digest()) == len(hashlib.sha256().hexdigest())


def test_columns_that_count_the_rows_count_the_sample():
    table = read(pl.DataFrame({"n": range(1, 301), "x": np.random.default_rng(0).normal(size=300)}))
    assert on_cluster(table, 4).sample(50, seed=0).frame["n"].to_list() == list(range(1, 51))


def test_blocks_go_into_cells_that_are_not_too_large(monkeypatch):
    seen = []
    monkeypatch.setattr(
        PretendedJobs, "kept", lambda self, table: (seen.append(self.collected(table)), (table, lambda: None))[1]
    )
    segments(on_cluster(table_of(1), 3))
    cells = [len(cell) for part in seen for cell in part.column("cell").to_pylist() if cell is not None]
    assert cells
    assert max(cells) <= 4096


def test_the_driver_merges_few_states_however_many_parts_there_are(monkeypatch):
    states, merged = [], tasks.Merging.merged

    def counting(self, given):
        found = list(given)
        states.append(len(found))
        return merged(self, found)

    monkeypatch.setattr(tasks.Merging, "merged", counting)
    engine = on_cluster(table_of(1), 300)
    cleaned = look(Job(engine, QUIET, 100), Options(k_max=4)).infer().clean()
    states.clear()
    cleaned.prepare(Preparation())
    assert states[-1] <= spark.MERGERS, "the last merging is the driver's"


@pytest.mark.parametrize("verb", ["sample", "prepare"])
def test_the_driver_gets_as_much_from_many_parts_as_from_few(monkeypatch, verb):
    random = np.random.default_rng(0)
    wide = {f"x{number}": random.normal(size=2000) for number in range(20)}
    table = read(pl.DataFrame({"client": [f"c{number}" for number in range(2000)], **wide}))
    came = {}
    for parts in (20, 500):
        got = []
        collected = PretendedJobs.collected
        monkeypatch.setattr(
            PretendedJobs, "collected", lambda self, table, get=collected, got=got: _weighed(get(self, table), got)
        )
        monkeypatch.setattr(PretendedJobs, "spread", _spread)
        looked = look(Job(on_cluster(table, parts), QUIET, 100), Options(k_max=4))
        if verb == "prepare":
            got.clear()
            looked.infer().clean().prepare(Preparation())
        came[parts] = sum(got)
        monkeypatch.undo()
    assert came[500] < 1.2 * came[20], came


def _weighed(found, got):
    got.append(found.nbytes)
    return found


def _spread(_, table, parts):
    """Spread states, of which nothing comes to the driver."""
    rows = pa.concat_tables([part for part in table if part is not None])
    step = -(-rows.num_rows // parts)
    return [rows.slice(first, step) for first in range(0, rows.num_rows, step)]


def test_what_was_laid_down_is_let_go_with_the_blocks(monkeypatch):
    released = []
    monkeypatch.setattr(PretendedJobs, "kept", lambda self, table: (table, lambda: released.append(len(table))))
    engine = on_cluster(table_of(2), 3)
    prepared = look(Job(engine, QUIET, 100), Options(k_max=4)).infer().clean().prepare(Preparation())
    before = len(released)
    del prepared
    assert len(released) == before + 1
