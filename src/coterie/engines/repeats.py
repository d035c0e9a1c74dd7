"""Finds repeated values in a table too large for memory."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_PARTS = 64


class Repeated(NamedTuple):
    """Hashes that are there more than once, in order, and how often each is there."""

    hashes: NDArray[np.uint64]
    counts: NDArray[np.int64]


class Rising:
    """Finds out whether the numbers of a column rise from row to row: then none repeats.

    An accumulator (`coterie.engines.accumulator`): stretches of rows that follow each other become one.

    Examples
    --------
    >>> rising, table = Rising("id"), pl.DataFrame({"id": [1, 5, 6]})
    >>> rising.add(table, pl.Series([1, 2, 3]))
    >>> rising.finish()
    True
    >>> rising.add(table[2:], pl.Series([4]))
    >>> rising.finish()
    False
    """

    def __init__(self, key: str) -> None:
        self._key, self.holds = key, True
        self._stretches: list[tuple[int, int, int, int]] = []  # the first row, the row after the last, their numbers

    def add(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        """Look at rows that follow each other, with their numbers."""
        column = frame[self._key]
        if not self.holds or not len(column):
            return
        if not column.dtype.is_integer() or column.null_count():
            self._join(None)
            return
        within = bool((column.slice(1) > column.slice(0, len(column) - 1)).all())
        first = int(numbers[0])
        self._join([(first, first + len(column), int(column[0]), int(column[-1]))] if within else None)

    def _join(self, more: list[tuple[int, int, int, int]] | None) -> None:
        """Put stretches between the others; none are kept once numbers do not rise."""
        ordered = sorted([*self._stretches, *(more or [])])
        self.holds = more is not None and all(one[3] < other[2] for one, other in pairwise(ordered))
        self._stretches = []
        for start, end, low, high in ordered if self.holds else []:
            if self._stretches and self._stretches[-1][1] == start:
                start, _, low, _ = self._stretches.pop()  # noqa: PLW2901 - it goes on with this one
            self._stretches.append((start, end, low, high))

    def merge(self, other: Rising) -> None:
        """Look at what another one looked at."""
        self._join(other._stretches if self.holds and other.holds else None)

    def finish(self) -> bool:
        """Return whether all numbers rise."""
        return self.holds

    def to_arrow(self) -> pl.DataFrame:
        """Return the stretches; a row without any where numbers do not rise."""
        rows = [(*rows, str(low), str(high)) for *rows, low, high in self._stretches] if self.holds else [(None,) * 4]
        types = {"start": pl.Int64, "end": pl.Int64, "low": pl.String, "high": pl.String}  # of numbers of any size
        return pl.DataFrame(rows, schema=types, orient="row")

    def from_arrow(self, state: pl.DataFrame) -> Rising:
        """Return one with these stretches."""
        found = Rising(self._key)
        found.holds = not state["start"].null_count()
        if found.holds:
            found._stretches = [(start, end, int(low), int(high)) for start, end, low, high in state.iter_rows()]
        return found


class Repeats:
    """Finds hashes that are there more than once, exactly, with one part of them in memory at a time.

    An accumulator (`coterie.engines.accumulator`).

    Two different values have the same hash of 64 bits once in some hundred tables of 500 million rows.

    Parameters
    ----------
    folder : pathlib.Path or None
        Where they are kept, eight bytes each: see `coterie.spool.Spool`.
    rows : int
        How many will come.

    Examples
    --------
    >>> repeats = Repeats(None)
    >>> for part in ([7, 2**60], [7, 8, 7]):
    ...     repeats.add(np.array(part, dtype=np.uint64))
    >>> repeats.finish().hashes.tolist(), repeats.finish().counts.tolist()
    ([7], [3])
    """

    def __init__(self, folder: Path | None, *, rows: int = 0) -> None:
        self._folder, self._rows = folder, rows
        self._kept = Spool(folder, expected=8 * rows)
        self._bounds: list[NDArray[np.intp]] = []

    def add(self, hashes: NDArray[np.uint64]) -> None:
        """Keep more hashes."""
        ordered = np.sort(hashes)
        edges = np.arange(1, _PARTS, dtype=np.uint64) * np.uint64(2**64 // _PARTS)
        self._bounds.append(np.concatenate([[0], np.searchsorted(ordered, edges), [len(ordered)]]))
        self._kept.add(ordered)

    def merge(self, other: Repeats) -> None:
        """Keep the hashes of another one too."""
        for hashes in other._kept.read():
            self.add(hashes)

    def to_arrow(self) -> pl.DataFrame:
        """Return every hash with how often it is there, in order."""
        whole = np.concatenate([np.empty(0, np.uint64), *self._kept.read()])
        hashes, counts = np.unique(whole, return_counts=True)
        return pl.DataFrame({"hash": hashes, "count": counts})

    def from_arrow(self, state: pl.DataFrame) -> Repeats:
        """Return one with these hashes."""
        found = Repeats(self._folder, rows=self._rows)
        found.add(np.repeat(state["hash"].to_numpy(), state["count"].to_numpy()))
        return found

    def finish(self) -> Repeated:
        """Return the hashes that are there more than once, in order, and how often each is."""
        more, times = [], []
        for part in range(_PARTS):
            pieces = [self._kept.part(n, bounds[part], bounds[part + 1]) for n, bounds in enumerate(self._bounds)]
            together = np.sort(np.concatenate([np.empty(0, np.uint64), *pieces]))
            twice = np.unique(together[1:][together[1:] == together[:-1]])
            times.append(np.searchsorted(together, twice, "right") - np.searchsorted(together, twice))
            more.append(twice)
        return Repeated(np.concatenate(more), np.concatenate(times))
