"""What runs on executors: each is given the batches of a partition, and yields batches; the order of rows is nothing.

None of it knows Spark, nor asks for the time, for chance or for which attempt it is: a part that is worked on again,
because a machine was lost, comes to the same bytes.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from coterie.clustering import AllRows, Pass
from coterie.engines.accumulator import Accumulator, unwritten, written
from coterie.engines.engine import Form, Step
from coterie.engines.sampling import more_turns, row_hashes, turns
from coterie.sources.control_characters import mended
from coterie.sources.typed.files import unnested

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Hashes = NDArray[np.int64]

ROWS = 2**16
"""Rows worked on at a time."""

_CELL = 2**23  # bytes of a cell: Spark Connect takes messages of 64 MB
HASH = "__coterie_hash"
"""A column of hashes of rows; no column of a table is called so."""


@dataclass(frozen=True)
class Reading:
    """How batches become frames.

    Attributes
    ----------
    titles : tuple of str
        The names of the columns as coterie has them; of records, once they are columns of their own.
    columns : tuple of str or None
        Those that are worked on; None for all.
    dropped : ndarray of int64
        Hashes of the rows that are left out, in order.
    """

    titles: tuple[str, ...]
    columns: tuple[str, ...] | None = None
    dropped: Hashes = field(default_factory=lambda: np.empty(0, np.int64))

    def frames(self, batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[pl.DataFrame, pl.Series]]:
        """Yield the rows, with a hash of each in the place of its number, which is counted from 1."""
        for some in gathered(batches):
            frame = as_frame(some, self.titles)
            hashes = row_hashes(frame).view(np.int64)
            if len(self.dropped):
                stays = ~np.isin(hashes, self.dropped)
                frame, hashes = frame.filter(pl.Series(stays)), hashes[stays]
            yield frame if self.columns is None else frame.select(self.columns), pl.Series(hashes + 1)


def gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield batches, which Spark cuts small, several at a time.

    Examples
    --------
    >>> [part.num_rows for part in gathered([pa.record_batch({"x": [1]}), pa.record_batch({"x": [2, 3]})])]
    [3]
    """
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting, rows = [*waiting, batch], rows + batch.num_rows
        if rows >= ROWS:
            yield pa.Table.from_batches(waiting)
            waiting, rows = [], 0
    if rows:
        yield pa.Table.from_batches(waiting)


def as_frame(table: pa.Table, titles: tuple[str, ...] | None = None) -> pl.DataFrame:
    """Return rows as coterie reads them from files: records are columns, times are those of Greenwich.

    Examples
    --------
    >>> as_frame(pa.table({"at": [{"city": "Ulm"}]})).columns
    ['at.city']
    """
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is no column
    zoned = pl.selectors.datetime(time_zone="*")
    frame = unnested(frame.with_columns(zoned.dt.convert_time_zone("UTC")))
    if titles is not None:
        frame.columns = list(titles)
    return mended(frame)


@dataclass(frozen=True)
class Hashing:
    """Yields the hash of every row."""

    reading: Reading

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield a column."""
        for _, numbers in self.reading.frames(batches):
            yield pa.record_batch({HASH: numbers.to_numpy() - 1})


@dataclass(frozen=True)
class Drawing:
    """Given hashes and how often each is there, yields those of rows whose turn is early, and what the hashes show.

    Of each: its hash and how many rows alike come before it. In the end come, with −1 in the place of that, the rows,
    those that are like another one before them, and the sum of all hashes in two parts.
    """

    before: np.uint64
    seed: int

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield two columns."""
        rows = alike = low = high = 0
        for batch in gathered(batches):
            hashes, counts = (column.to_numpy() for column in batch.columns)
            rows, alike = rows + int(counts.sum()), alike + int((counts - 1).sum())
            low += int(((hashes & 0xFFFF_FFFF) * counts).sum())
            high += int(((hashes >> 32) * counts).sum())
            unsigned = hashes.view(np.uint64)
            first = hashes[turns(unsigned, 0, seed=self.seed) <= self.before]
            more, copies = more_turns(unsigned, counts, before=self.before, seed=self.seed)
            yield _numbers(np.concatenate([first, more.view(np.int64)]), np.append(np.zeros(len(first), int), copies))
        yield _numbers(np.array([rows, alike, low, high]), np.array([-1, -2, -3, -4]))


def _numbers(hashes: NDArray[np.int64], copies: NDArray[np.int64]) -> pa.RecordBatch:
    return pa.record_batch({HASH: hashes, "copies": copies.astype(np.int64)})


@dataclass(frozen=True)
class Fetching:
    """Yields the rows with these hashes, as Spark has them, each with its hash; of those alike the first of a batch."""

    titles: tuple[str, ...]
    wanted: Hashes

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield all columns, and one more."""
        for some in gathered(batches):
            hashes = row_hashes(as_frame(some, self.titles)).view(np.int64)
            at = np.flatnonzero(np.isin(hashes, self.wanted))
            at = np.sort(at[np.unique(hashes[at], return_index=True)[1]])
            found = some.take(at).append_column(HASH, pa.array(hashes[at]))
            yield from found.to_batches(max_chunksize=10_000)


_CELLS = pa.schema([("state", pa.binary()), ("rows", pa.int64()), ("cell", pa.binary()), (HASH, pa.int64())])
CELLS = f"state binary, rows bigint, cell binary, `{HASH}` bigint"
"""What `Gathering` yields, as Spark says it."""


@dataclass(frozen=True)
class Gathering:
    """Adds the rows of a partition up; yields blocks and hashes where there are such, and in the end the state."""

    reading: Reading
    step: Step
    accumulator: Accumulator

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield cells."""
        found, seen = fresh(self.accumulator), False
        for frame, numbers in self.reading.frames(batches):
            arrays, seen = found.add(*self.step(frame, numbers)), True
            if hasattr(found, "lays_out"):
                yield from _cells(int(arrays[0][0]), arrays[1])
            if hasattr(found, "repeats"):
                for hashes in found.repeats.taken():
                    yield _cell(**{HASH: hashes.view(np.int64)})
        if seen:
            yield _cell(state=[written(found)])


def fresh(accumulator: Accumulator) -> Any:  # noqa: ANN401 - whatever accumulator it is
    """Return an accumulator like an empty one."""
    return accumulator.from_arrow(accumulator.to_arrow())


def _cell(**columns: object) -> pa.RecordBatch:
    rows = len(next(iter(columns.values())))  # type: ignore[arg-type]  # lists and arrays
    arrays = [
        pa.array(columns[each.name], each.type) if each.name in columns else pa.nulls(rows, each.type)
        for each in _CELLS
    ]
    return pa.record_batch(arrays, schema=_CELLS)


def _cells(rows: int, blocks: NDArray[np.float32]) -> Iterator[pa.RecordBatch]:
    """Yield blocks of rows in cells that are not too large."""
    lanes = blocks.shape[2]
    step = max(1, _CELL // max(blocks[:1].nbytes, 1))
    for first in range(0, len(blocks), step):
        part = blocks[first : first + step]
        held = min(rows - first * lanes, len(part) * lanes)
        yield _cell(rows=[held], cell=[np.ascontiguousarray(part).tobytes()])


@dataclass(frozen=True)
class Adding:
    """Adds blocks up by the nearest of some centres, and yields the state: one of Lloyd's passes."""

    sets: list[NDArray[np.float64]]
    of_all: AllRows
    n_threads: int

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield a cell."""
        one = Pass(self.sets, self.of_all, n_threads=self.n_threads)
        for batch in batches:
            for rows, cell in zip(*(batch.column(name) for name in ("rows", "cell")), strict=True):
                blocks = np.frombuffer(cell.as_buffer(), np.float32)
                one.add(blocks.reshape(-1, len(self.of_all.factor), 16), rows.as_py())
        yield pa.record_batch({"state": pa.array([written(one)], pa.binary())})


@dataclass(frozen=True)
class Merging:
    """Merges states into one."""

    accumulator: Accumulator

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield a cell."""
        found = self.merged(state.as_py() for batch in batches for state in batch.column("state"))
        if found is not None:
            yield pa.record_batch({"state": pa.array([written(found)], pa.binary())})

    def merged(self, states: Iterable[bytes]) -> Any:  # noqa: ANN401 - whatever accumulator it is
        """Return what several states come to; None for none."""
        parts = (self.accumulator.from_arrow(unwritten(state)) for state in states)
        return reduce(_with, parts, None)


def _with(one: Any, other: Any) -> Any:  # noqa: ANN401 - as above
    if one is None:
        return other
    one.merge(other)
    return one


@dataclass(frozen=True)
class Writing:
    """Makes of every row what is written of it."""

    reading: Reading
    columns: tuple[str, ...]
    step: Step
    stepped: tuple[str, ...] | None
    accumulator: Accumulator | None
    form: Form

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield what is written."""
        found = self._fresh()
        for frame, numbers in self.reading.frames(batches):
            yield from self.made(found, frame, numbers).to_batches(max_chunksize=10_000)

    def made(self, found: Any, frame: pl.DataFrame, numbers: pl.Series) -> pa.Table:  # noqa: ANN401 - an accumulator
        """Return what is written of some rows; of none, the columns."""
        own = frame if self.stepped is None else frame.select(self.stepped)
        arrays = () if found is None else found.add(*self.step(own, numbers))
        made = self.form(frame.select(self.columns), numbers, arrays)
        return made.to_arrow(compat_level=pl.CompatLevel.oldest())

    def schema(self, none: pa.Table) -> pa.Schema:
        """Return the columns of what is written, from a table without rows."""
        frame = as_frame(none, self.reading.titles)
        frame = frame if self.reading.columns is None else frame.select(self.reading.columns)
        return self.made(self._fresh(), frame, pl.Series([], dtype=pl.Int64)).schema

    def _fresh(self) -> Any:  # noqa: ANN401 - as above
        return None if self.accumulator is None else fresh(self.accumulator)


class Passing:
    """Stands in for `coterie.engines.repeats.Repeats` where hashes are counted by Spark: gives them on."""

    def __init__(self) -> None:
        self._hashes: list[NDArray[np.uint64]] = []

    def add(self, hashes: NDArray[np.uint64]) -> None:
        """Take hashes."""
        self._hashes.append(hashes)

    def taken(self) -> list[NDArray[np.uint64]]:
        """Return what was taken since last time."""
        hashes, self._hashes = self._hashes, []
        return hashes

    def merge(self, other: Passing) -> None:
        """Merge nothing."""

    def to_arrow(self) -> pl.DataFrame:
        """Return that there is nothing."""
        return pl.DataFrame(schema={"hash": pl.UInt64, "count": pl.Int64})

    def from_arrow(self, state: pl.DataFrame) -> Passing:  # noqa: ARG002 - there is none
        """Return another one."""
        return Passing()


def to_send(accumulator: Any) -> Any:  # noqa: ANN401 - whatever accumulator it is
    """Return an accumulator as it can be sent: what is laid down on disk here stays."""
    if not hasattr(accumulator, "repeats"):
        return accumulator
    sent = copy(accumulator)
    sent.repeats = Passing()
    return sent
