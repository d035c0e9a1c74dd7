"""The ids of a table that passes by in batches: which rows repeat another, and whether ids are numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.cleaning.columns import whole_ids
from coterie.cleaning.conflicts import TRANSACTIONS, conflicts_among
from coterie.cleaning.repeats import repeats_among
from coterie.engines.repeats import Repeats, Rising
from coterie.remarks import Remark
from coterie.schema import Schema

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.engines.engine import A, Engine
    from coterie.engines.repeats import Repeated

NONE = np.empty(0, np.int64)
_ROW = "\0row"  # no column of a table is called so

MOST_SUSPECTS = 1_000_000
"""Rows that share an id and are compared with one another; they are held meanwhile."""


@dataclass(frozen=True)
class Ids:
    """What all rows show of the ids.

    Attributes
    ----------
    dropped : ndarray of int64
        Rows that repeat another, from 0, in order.
    kept : ndarray of int64
        For each of them, the row that it repeats.
    remarks : tuple of Remark
        What is said of rows and ids.
    numbers : bool
        Whether the ids are text, and every one of them a whole number.
    """

    dropped: NDArray[np.int64]
    remarks: tuple[Remark, ...] = ()
    numbers: bool = False
    kept: NDArray[np.int64] = field(default_factory=lambda: NONE)


def left(frame: pl.DataFrame, first: int, dropped: NDArray[np.int64]) -> tuple[pl.DataFrame, pl.Series]:
    """Return a batch, which begins with this row, without the rows that are dropped, and their numbers from 1.

    Examples
    --------
    >>> frame, numbers = left(pl.DataFrame({"age": [20, 30, 40]}), 10, np.array([3, 11]))
    >>> frame["age"].to_list(), numbers.to_list()
    ([20, 40], [11, 13])
    """
    numbers = pl.int_range(first + 1, first + frame.height + 1, eager=True)
    low, high = np.searchsorted(dropped, [first, first + frame.height])
    if low == high:
        return frame, numbers
    keep = np.ones(frame.height, dtype=bool)
    keep[dropped[low:high] - first] = False
    return frame.filter(pl.Series(keep)), numbers.filter(pl.Series(keep))


def copy_of(rows: pl.Series) -> pl.Series:
    """Return the number, below 0, of rows that are alike in every cell to one with this number; and the other way.

    Examples
    --------
    >>> copy_of(pl.Series([0, 7, -8])).to_list()
    [-1, -8, 7]
    """
    return -1 - rows


def check_ids(
    engine: Engine, key: str, *, folder: Path | None, rises: bool = True, schema: Schema | None = None
) -> Ids:
    """Compare the rows that share an id, and find those that repeat another.

    Parameters
    ----------
    engine : Engine
        Of the table.
    key : str
        The id column.
    folder : pathlib.Path or None
        Where eight bytes an id are kept: see `coterie.spool.Spool`.
    rises : bool
        Whether the ids of a sample are numbers that rise from row to row: then this is looked at first, and quickly.
    schema : Schema or None
        What the columns are: which of them is a day, of rows of one customer that say different things.

    Raises
    ------
    coterie.errors.InputError
        When most ids repeat: transactions are no customers; when more rows share an id than can be held.

    Examples
    --------
    >>> from coterie.engines.memory import InMemory
    >>> from coterie.sources import read
    >>> table = read(pl.DataFrame({"id": [*(f"c{n}" for n in range(20)), "c7"], "age": [*range(20), 7]}))
    >>> check_ids(InMemory(table, lambda *_: None), "id", folder=None).dropped.tolist()
    [20]
    """

    def through(accumulator: A, columns: list[str] | None) -> A:
        return engine.gather(lambda *rows: rows, accumulator, stage="Reading", columns=columns, dropped=NONE)[0]

    if rises and through(Rising(key), [key]).finish():
        return Ids(NONE)
    found = through(IdCount(key, Repeats(folder, rows=engine.rows)), [key])
    repeated = found.finish()
    shared = int(repeated.counts.sum())
    if not shared:
        return Ids(NONE, numbers=found.whole)
    customers = found.known - shared + len(repeated.counts)
    if shared > MOST_SUSPECTS:
        if customers < TRANSACTIONS * found.known:
            raise errors.transactions.looks_like_transactions(key, found.known, customers)
        raise errors.streaming.too_many_repeats(engine.name, key, shared)
    suspects, numbers = through(Suspects(key, repeated.hashes), None).finish()
    first = repeats_among(suspects, numbers)
    known = found.known - len(first.dropped)
    if customers < TRANSACTIONS * known:
        raise errors.transactions.looks_like_transactions(key, known, customers)
    plan = schema or Schema(())
    dropped, kept, remarks = conflicts_among(
        suspects, numbers, plan, key=key, first=first, known=found.known, customers=customers
    )
    return Ids(dropped.to_numpy().astype(np.int64), remarks, found.whole, kept.to_numpy().astype(np.int64))


class IdCount:
    """Counts the ids of a column, and finds those that repeat; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    key : str
        The id column.
    repeats : Repeats
        Where the hashes go.

    Examples
    --------
    >>> count = IdCount("id", Repeats(None))
    >>> count.add(pl.DataFrame({"id": ["7", None, "7"]}))
    >>> count.known, count.whole, count.finish().counts.tolist()
    (2, False, [2])
    """

    def __init__(self, key: str, repeats: Repeats) -> None:
        self._key, self.known, self.whole, self.repeats = key, 0, True, repeats

    def add(self, frame: pl.DataFrame, numbers: pl.Series | None = None) -> None:  # noqa: ARG002 - in any order
        """Look at more rows."""
        ids = frame[self._key]
        known = ids.drop_nulls()
        self.known += len(known)
        self.whole = self.whole and whole_ids(ids)
        self.repeats.add(known.hash(seed=0).to_numpy())

    def merge(self, other: IdCount) -> None:
        """Look at what another one looked at."""
        self.known += other.known
        self.whole = self.whole and other.whole
        self.repeats.merge(other.repeats)

    def finish(self) -> Repeated:
        """Return the hashes that are there more than once, and how often each is."""
        return self.repeats.finish()

    def to_arrow(self) -> pl.DataFrame:
        """Return the hashes with their counts; in the last row, how many there are and whether all are whole."""
        last = pl.DataFrame({"known": [self.known], "whole": [self.whole]})
        return pl.concat([self.repeats.to_arrow(), last], how="diagonal")

    def from_arrow(self, state: pl.DataFrame) -> IdCount:
        """Return one with this state."""
        found = IdCount(self._key, self.repeats.from_arrow(state.head(-1)))
        found.known, found.whole = state.select("known", "whole").row(-1)
        return found


class Suspects:
    """Keeps the rows whose id repeats; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    key : str
        The id column.
    repeated : ndarray of uint64
        Hashes of the ids that repeat, in order.
    """

    def __init__(self, key: str, repeated: NDArray[np.uint64]) -> None:
        self._key, self._repeated = key, repeated
        self._parts: list[pl.DataFrame] = []

    def add(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        """Look at a batch whose rows have these numbers, from 1."""
        hashes = frame[self._key].hash(seed=0).to_numpy()
        at = np.minimum(np.searchsorted(self._repeated, hashes), len(self._repeated) - 1)
        shared = (self._repeated[at] == hashes) & frame[self._key].is_not_null().to_numpy()
        rows = (numbers.filter(pl.Series(shared)) - 1).alias(_ROW)
        self._parts.append(frame.filter(pl.Series(shared)).insert_column(0, rows).rechunk())

    def merge(self, other: Suspects) -> None:
        """Keep the rows of another one."""
        self._parts += other._parts

    def finish(self) -> tuple[pl.DataFrame, pl.Series]:
        """Return the rows, in the table's order, and their numbers, from 0.

        Where rows have no numbers, and what they hold stands in their place, rows that are alike in every cell have
        the same. Then of each but the first it is put below 0 (`copy_of`).
        """
        found = self.to_arrow()
        rows = found[_ROW]
        return found.drop(_ROW), rows.zip_with(rows.is_first_distinct(), copy_of(rows))

    def to_arrow(self) -> pl.DataFrame:
        """Return the rows with their numbers."""
        return pl.concat(self._parts).sort(_ROW) if self._parts else pl.DataFrame(schema={_ROW: pl.Int64})

    def from_arrow(self, state: pl.DataFrame) -> Suspects:
        """Return one with these rows."""
        found = Suspects(self._key, self._repeated)
        found._parts = [state] if state.height else []
        return found
