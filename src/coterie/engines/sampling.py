"""The customers that are held of a table that is not: drawn by what rows hold, the same whoever reads them and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.clustering.content import mixed
from coterie.engines.counters import Counters
from coterie.engines.repeats import Repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from coterie.engines.repeats import Repeated

    Rows = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

HELD_ROWS = 500_000
"""Customers held at most."""

_HELD_CELLS = 8_000_000
_FEWEST = 20_000
_PART = 2**22


class Sample(NamedTuple):
    """Customers that are held.

    Attributes
    ----------
    frame : polars.DataFrame
        As they were read: all of a table in its order; of a sample in the order of the draw.
    rows : ndarray of int64
        The number of each row, from 0, or what the engine has in its place; of rows alike that of the first.
    copies : ndarray of int64
        How many rows that are alike in every cell come before it in the table.
    alike : int
        Rows of the whole table that are like another one before them; 0 where all are held, and nobody looked.
    """

    frame: pl.DataFrame
    rows: Rows
    copies: Rows
    alike: int = 0


def rows_held(rows: int, columns: int, *, most: int | None = None) -> int:
    """Return how many rows of a table are held.

    Examples
    --------
    >>> rows_held(10_000_000, 9), rows_held(10_000_000, 100), rows_held(1000, 9)
    (500000, 80000, 1000)
    """
    return min(rows, most or min(HELD_ROWS, max(_FEWEST, _HELD_CELLS // max(columns, 1))))


def row_hashes(frame: pl.DataFrame) -> Hashes:
    """Return a hash of 63 bits of what each row holds, whatever the order of its columns and the width of numbers.

    Examples
    --------
    >>> one = row_hashes(pl.DataFrame({"a": [1], "b": ["x"]}))
    >>> bool(one[0] == row_hashes(pl.DataFrame({"b": ["x"], "a": [1]}, schema_overrides={"a": pl.Int16}))[0])
    True
    """
    said = frame.select(_canonical(name, frame.schema[name]) for name in sorted(frame.columns))
    hashes: Hashes = said.hash_rows(seed=0).to_numpy() >> np.uint64(1)
    return hashes


def _canonical(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column as rows are told apart by it: one type for each kind of value."""
    cells = pl.col(name)
    if dtype.is_integer() and dtype != pl.UInt64:
        return cells.cast(pl.Int64)
    if dtype.is_float():
        return cells.cast(pl.Float64)
    if isinstance(dtype, pl.Datetime):
        return cells.dt.cast_time_unit("us").cast(pl.Int64)
    return cells.cast(pl.String) if isinstance(dtype, pl.Categorical | pl.Enum) else cells


def turns(hashes: Hashes, copies: Rows | int, *, seed: int) -> Hashes:
    """Return when rows are drawn, the least first: by what each holds, and how many rows alike come before it.

    Examples
    --------
    >>> row = np.array([7], np.uint64)
    >>> [int(turns(row, copies, seed=0)[0]) for copies in (0, 1)]
    [7259628554680249319, 16761990741448911833]
    """
    own = mixed(np.array([seed], np.uint64))
    return mixed(hashes ^ (np.asarray(copies).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + own))


def edge(rows: int, held: int) -> np.uint64:
    """Return a turn before which at least as many rows are drawn as are held, but once in 10^15 tables, and few more.

    Examples
    --------
    >>> round(float(edge(1_000_000, 100_000)) / 2**64, 3)
    0.103
    """
    share = (held + 8 * held**0.5 + 16) / max(rows, 1)
    return np.uint64(min(int(share * 2**64), 2**64 - 1))


def more_turns(hashes: Hashes, counts: Rows, *, before: np.uint64, seed: int) -> tuple[Hashes, Rows]:
    """Return which of rows that are alike, but the first of each, have their turn early.

    Parameters
    ----------
    hashes : ndarray of uint64
        Of what they hold.
    counts : ndarray of int64
        How often each is there.
    before : uint64
        The turn until which they are drawn.
    seed : int

    Returns
    -------
    (ndarray of uint64, ndarray of int64)
        Their hashes, and how many alike come before each.
    """
    found: list[tuple[Hashes, Rows]] = [(np.empty(0, np.uint64), np.empty(0, np.int64))]
    for low in range(1, int(counts.max(initial=1)), _PART):
        high = np.minimum(counts, low + _PART) - low
        for some in _shared_out(np.maximum(high, 0)):
            own = np.repeat(hashes[some], high[some])
            starts = np.cumsum(high[some]) - high[some]
            copies = np.arange(len(own)) - np.repeat(starts, high[some]) + low
            early = turns(own, copies, seed=seed) <= before
            found.append((own[early], copies[early]))
    return np.concatenate([own for own, _ in found]), np.concatenate([copies for _, copies in found])


def _shared_out(numbers: Rows) -> Iterator[Rows]:
    """Yield the places of positive numbers, so many at a time that their sum is no more than some millions."""
    places = np.flatnonzero(numbers > 0)
    parts = np.cumsum(numbers[places]) // _PART
    yield from np.split(places, np.flatnonzero(np.diff(parts)) + 1) if len(places) else ()


def drawn(hashes: Hashes, copies: Rows, held: int, *, seed: int) -> Rows:
    """Return the places of those drawn, in the order of the draw.

    Examples
    --------
    >>> drawn(np.array([5, 6, 7], np.uint64), np.zeros(3, np.int64), 2, seed=0).tolist()
    [0, 2]
    """
    own = turns(hashes, copies, seed=seed)
    order: Rows = np.argsort(own)
    if (np.diff(own[order]) == 0).any():  # two rows have one turn, which is rare: sorting by it alone is quicker
        order = np.lexsort((copies, hashes, own))
    return order[:held]


def taken(
    frames: Callable[[], Iterator[tuple[int, pl.DataFrame]]],
    rows: int,
    held: int,
    *,
    seed: int,
    folder: Path | None = None,
) -> Sample:
    """Draw customers from batches, each of which comes with the number of its first row, from 0.

    The batches pass by once; once more only where rows that are alike were drawn, and not the first of them.

    Parameters
    ----------
    frames : callable
        Begins to yield the batches.
    rows, held : int
        How many there are, and how many are drawn.
    seed : int
    folder : pathlib.Path or None
        Where eight bytes a row are kept: see `coterie.spool.Spool`.

    Examples
    --------
    >>> table = pl.DataFrame({"n": [1, 2, 3], "x": [7, 8, 9]})
    >>> taken(lambda: iter([(0, table)]), 3, 2, seed=0).frame["n"].to_list()
    [1, 2]
    """
    if held >= rows:
        whole = pl.concat([frame for _, frame in frames()]).rechunk()
        return Sample(whole, np.arange(whole.height), np.zeros(whole.height, np.int64))
    before = edge(rows, held)
    early, repeats, counters = _Early(before, seed), Repeats(folder, rows=rows), Counters(rows)
    for first, frame in frames():
        hashes = row_hashes(frame)
        repeats.add(hashes)
        counters.add(frame)
        early.add(frame, hashes, first)
    alike = repeats.finish()
    hashes, copies = early.turned(alike)
    order = drawn(hashes, copies, held, seed=seed)
    early.complete(frames, hashes[order])
    found, numbers = early.rows_of(hashes[order])
    return Sample(counters.counted(found), numbers, copies[order], int(alike.counts.sum()) - len(alike.hashes))


class _Early:
    """Keeps the rows whose turn is early, the first of those that are alike."""

    def __init__(self, before: np.uint64, seed: int) -> None:
        self._before, self._seed = before, seed
        self._frames: list[pl.DataFrame] = []
        self._hashes, self._rows = np.empty(0, np.uint64), np.empty(0, np.int64)
        self._known, self._at = self._hashes, self._rows

    def add(self, frame: pl.DataFrame, hashes: Hashes, first: int) -> None:
        """Look at a batch."""
        self._keep(frame, hashes, np.flatnonzero(turns(hashes, 0, seed=self._seed) <= self._before), first)

    def _keep(self, frame: pl.DataFrame, hashes: Hashes, at: Rows, first: int) -> None:
        at = np.sort(at[np.unique(hashes[at], return_index=True)[1]])
        self._frames.append(frame[at].rechunk())
        self._hashes = np.concatenate([self._hashes, hashes[at]])
        self._rows = np.concatenate([self._rows, at + first])

    def _sort(self) -> None:
        """Order the hashes, each once; NumPy is quicker at that where it is also asked for their places."""
        self._known, self._at = np.unique(self._hashes, return_index=True)

    def _has(self, wanted: Hashes) -> NDArray[np.bool_]:
        """Return which hashes are known."""
        if not len(self._known):
            return np.zeros(len(wanted), bool)
        places = np.minimum(np.searchsorted(self._known, wanted), len(self._known) - 1)
        found: NDArray[np.bool_] = self._known[places] == wanted
        return found

    def turned(self, alike: Repeated) -> tuple[Hashes, Rows]:
        """Return every row whose turn is early, with how many alike come before it."""
        self._sort()
        first = self._known
        more, copies = more_turns(alike.hashes, alike.counts, before=self._before, seed=self._seed)
        return np.concatenate([first, more]), np.concatenate([np.zeros(len(first), np.int64), copies])

    def complete(self, frames: Callable[[], Iterator[tuple[int, pl.DataFrame]]], wanted: Hashes) -> None:
        """Look for rows that were drawn though the first of those alike was not."""
        absent = wanted[~self._has(wanted)]
        if not len(absent):
            return
        for first, frame in frames():
            hashes = row_hashes(frame)
            self._keep(frame, hashes, np.flatnonzero(np.isin(hashes, absent)), first)
        self._sort()

    def rows_of(self, wanted: Hashes) -> tuple[pl.DataFrame, Rows]:
        """Return what rows with these hashes hold, and the numbers of the first ones."""
        places = self._at[np.searchsorted(self._known, wanted)]
        return pl.concat(self._frames)[places], self._rows[places]
