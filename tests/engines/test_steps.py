"""The steps come to the same bytes whatever the engine, how it parts the rows, and in which order it adds them."""

from __future__ import annotations

import hashlib
from functools import reduce

import numpy as np
import polars as pl
import pytest
from making import table_of

from coterie.engines import cluster
from coterie.engines.job import Job
from coterie.engines.memory import Held, InMemory
from coterie.engines.passing import added_up
from coterie.engines.sampling import taken
from coterie.engines.steps import look
from coterie.engines.streamed import Streamed
from coterie.evidence.refits import resample
from coterie.evidence.stability import segment_stability
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.sources import to_polars
from coterie.sources.batches import Batches

QUIET = lambda *_: None  # noqa: E731 - nobody listens


class Partitions:
    """Another engine: each part of a table has its accumulator; they are sent as Arrow tables and merged last first."""

    def __init__(self, table, parts):
        self.name, self.path, self.remarks, self._frame = table.name, table.path, table.remarks, table.frame
        self.rows, self.columns, self.n_threads, self.numbered = *table.frame.shape, 1, True
        self._edges = np.linspace(0, self.rows, parts + 1).astype(int)

    def digest(self):
        return hashlib.sha256(self._frame.write_csv().encode()).hexdigest()

    def sample(self, held, *, seed):
        parts = [(low, self._frame[low:high]) for low, high in zip(self._edges, self._edges[1:], strict=False)]
        return taken(lambda: iter(parts[::-1]), self.rows, held, seed=seed)

    def _parts(self, columns, dropped):
        for low, high in zip(self._edges, self._edges[1:], strict=False):
            rows = np.setdiff1d(np.arange(low, high), dropped)
            yield self._frame[rows].select(columns or self._frame.columns), pl.Series(rows + 1)

    def gather(self, step, accumulator, *, stage, columns, dropped):
        empty, found, kept = accumulator.to_arrow, [], []
        for frame, numbers in self._parts(columns, dropped):
            part = accumulator.from_arrow(empty())
            kept.append(part.add(*step(frame, numbers)) or ())
            found.append(part.from_arrow(part.to_arrow()))
        return reduce(merged, reversed(found)), Held(kept)

    def add_up(self, sets, of_all, kept):
        return added_up(sets, of_all, Held(list(kept.batches())[::-1]), n_threads=1)

    def write(self, form, kept, *, columns, dropped):
        parts = zip(self._parts(columns, dropped), kept.batches(), strict=True)
        return pl.concat([form(frame if columns else None, numbers, own) for (frame, numbers), own in parts])


def merged(one, other):
    one.merge(other)
    return one


def streamed(table, step):
    def batches(columns):
        for part in table.frame.iter_slices(step):
            yield part.select(columns or part.columns)

    digest = hashlib.sha256(table.frame.write_csv().encode()).hexdigest
    found = Batches(table.name, table.frame.height, dict(table.frame.schema), tuple(table.remarks), batches, digest)
    return Streamed(found, QUIET, folder=None, path=table.path)


ENGINES = {
    "memory": lambda table: InMemory(table, QUIET),
    "memory, one thread": lambda table: InMemory(table, QUIET, n_threads=1),
    "streamed by 1": lambda table: streamed(table, 1),
    "streamed by 23": lambda table: streamed(table, 23),
    "streamed by 97": lambda table: streamed(table, 97),
    "streamed by 10,000": lambda table: streamed(table, 10_000),
    "three partitions": lambda table: Partitions(table, 3),
    "forty partitions": lambda table: Partitions(table, 40),
}


BY_DATES = Options(k_max=4, features=("joined", "age", "city"))


def segments(engine, options=Options(k_max=4)):  # noqa: B008 - it is frozen
    """Return everything that the steps come to, as text to the last digit."""
    cleaned = look(Job(engine, QUIET, 100), options).infer().clean()
    prepared = cleaned.prepare(Preparation())
    clustered = cluster(prepared, range(1, 5), n_starts=3, random_state=0)
    best = clustered.sweep[3]
    refits = resample(prepared.held.X, [3], n_resamples=5, random_state=0)
    everyone = prepared.held.X, best.labels
    placed = clustered.place(best, segment_stability(prepared.held.X, best.labels, refits, everyone=everyone))
    totals = [(each.sizes.tolist(), each.inertia, each.centers.tolist()) for each in clustered.refined]
    told = clustered.schema, clustered.cleaning, clustered.preparation, clustered.placed, clustered.frame.rows()
    assigned = to_polars(placed.customers.frame(["a", "b", "c"]))
    return repr((told, totals, placed.profiles, placed.stability.segments, assigned.rows(), assigned.schema))


@pytest.mark.parametrize("seed", range(30))
def test_every_engine_gives_the_same_bytes(seed):
    table = table_of(seed)
    expected = segments(InMemory(table, QUIET))
    for name in ENGINES if seed < 2 else list(ENGINES)[seed % 2 + 3 :: 2]:  # a row at a time is slow
        assert segments(ENGINES[name](table)) == expected, name


@pytest.mark.parametrize("seed", range(4))
def test_every_engine_gives_the_same_bytes_by_dates(seed):
    table = table_of(seed)
    expected = segments(InMemory(table, QUIET), BY_DATES)
    assert "days_before='2087-05-17'" in expected, "wherever the row is that has it"
    for name in list(ENGINES)[2:]:
        assert segments(ENGINES[name](table), BY_DATES) == expected, name


@pytest.mark.parametrize("name", ENGINES)
def test_where_all_are_held_the_engine_is_asked_for_them_alone(name):
    table = table_of(2)
    engine = ENGINES[name](table)
    for verb in ("gather", "add_up", "write"):
        setattr(engine, verb, None)
    found = cluster(
        look(Job(engine, QUIET, 10**6), Options()).infer().clean().prepare(Preparation()),
        [2],
        n_starts=3,
        random_state=0,
    )
    expected = cluster(
        look(Job(InMemory(table, QUIET), QUIET, 10**6), Options()).infer().clean().prepare(Preparation()),
        [2],
        n_starts=3,
        random_state=0,
    )
    assert repr(found.place(found.sweep[2], None).profiles) == repr(expected.place(expected.sweep[2], None).profiles)


@pytest.mark.parametrize("name", ENGINES)
def test_verbs_may_be_called_again(name):
    engine = ENGINES[name](table_of(1))
    assert segments(engine) == segments(engine)


def test_the_tables_hold_what_has_to_be_repaired():
    codes = set()
    for seed in range(6):
        prepared = (
            look(Job(InMemory(table_of(seed), QUIET), QUIET, 100), Options()).infer().clean().prepare(Preparation())
        )
        codes |= {remark.code for remark in prepared.cleaning.remarks}
    assert codes >= {
        "not_a_number",
        "number_as_text",
        "missing_token",
        "spelling_unified",
        "duplicate_row",
        "future_day",
    }


def test_the_number_of_rows_held_is_told():
    cleaning = (
        look(Job(InMemory(table_of(4), QUIET), QUIET, 100), Options()).infer().clean().prepare(Preparation()).cleaning
    )
    (told,) = (each for each in cleaning.remarks if each.code == "from_sample")
    assert told.rows == 100
