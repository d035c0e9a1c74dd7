"""The ids of a table that passes by in batches: which rows repeat another, and whether ids are numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.cleaning.clean import TRANSACTIONS, repeats_among
from coterie.cleaning.columns import whole_ids
from coterie.engines.repeats import Increasing, Repeats
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MOST_SUSPECTS = 1_000_000
"""Rows that share an id and are compared with one another; they are held meanwhile."""


class Frames(Protocol):
    """Starts the rows of a table anew: batches of some columns, each with the number of its first row, from 0."""

    def __call__(self, columns: Sequence[str] | None = None) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the batches."""


@dataclass(frozen=True)
class Ids:
    """What all rows show of the ids.

    Attributes
    ----------
    dropped : ndarray of int64
        Rows that repeat another, from 0, in order.
    remarks : tuple of Remark
        What is said of rows and ids.
    numbers : bool
        Whether the ids are text, and every one of them a whole number.
    """

    dropped: NDArray[np.int64]
    remarks: tuple[Remark, ...] = ()
    numbers: bool = False


def check_ids(frames: Frames, key: str, *, name: str, folder: Path | None, rows: int = 0) -> Ids:
    """Compare the rows that share an id, and find those that repeat another.

    Parameters
    ----------
    frames : callable
        The table.
    key : str
        The id column.
    name : str
        The table's, for messages.
    folder : pathlib.Path or None
        Where eight bytes an id are kept: see `coterie.spool.Spool`.
    rows : int
        How many there are.

    Raises
    ------
    coterie.errors.InputError
        When most ids repeat: transactions are no customers; when more rows share an id than can be held.

    Examples
    --------
    >>> ids = [f"c{n}" for n in range(20)]
    >>> table = pl.DataFrame({"id": [*ids, "c7"], "age": [*range(20), 7]})
    >>> frames = lambda columns=None: iter([(0, table.select(columns or table.columns))])
    >>> check_ids(frames, "id", name="customers.csv", folder=None).dropped.tolist()
    [20]
    """
    found = _look(frames, key, lambda: Repeats(folder, rows=rows))
    if not found.rows:
        return Ids(np.empty(0, np.int64), numbers=found.numbers)
    customers = found.known - found.rows + len(found.repeated)
    if found.rows > MOST_SUSPECTS:
        if customers < TRANSACTIONS * found.known:
            raise errors.transactions.looks_like_transactions(key, found.known, customers)
        raise errors.streaming.too_many_repeats(name, key, found.rows)
    suspects, numbers = _suspects(frames, key, found.repeated)
    dropped, remarks = repeats_among(suspects, numbers)
    known = found.known - len(dropped)
    if customers < TRANSACTIONS * known:
        raise errors.transactions.looks_like_transactions(key, known, customers)
    if known > customers:
        remarks = (*remarks, Remark("id_repeated", key, known - customers))
    return Ids(dropped.to_numpy().astype(np.int64), remarks, found.numbers)


@dataclass(frozen=True)
class _Looked:
    """Hashes of the ids that repeat, in order, how many rows have one, how many have an id at all."""

    repeated: NDArray[np.uint64]
    rows: int
    known: int
    numbers: bool


def _look(frames: Frames, key: str, empty: Callable[[], Repeats]) -> _Looked:
    rising, repeats, known, whole = Increasing(), empty(), 0, True
    for _, frame in frames([key]):
        ids = frame[key].drop_nulls()
        known += len(ids)
        whole = whole and whole_ids(frame[key])
        if not rising.look(frame[key]):
            repeats.add(ids.hash(seed=0).to_numpy())
    if rising.holds:
        return _Looked(np.empty(0, np.uint64), 0, known, numbers=False)
    if rising.lasted:  # the batches that rose were not kept
        repeats = empty()
        for _, frame in frames([key]):
            repeats.add(frame[key].drop_nulls().hash(seed=0).to_numpy())
    return _Looked(*repeats.found(), known, whole)


def _suspects(frames: Frames, key: str, repeated: NDArray[np.uint64]) -> tuple[pl.DataFrame, pl.Series]:
    """Return the rows whose id repeats, and their numbers."""
    parts, numbers = [], []
    for first, frame in frames():
        hashes = frame[key].hash(seed=0).to_numpy()
        at = np.minimum(np.searchsorted(repeated, hashes), len(repeated) - 1)
        shared = (repeated[at] == hashes) & frame[key].is_not_null().to_numpy()
        parts.append(frame.filter(pl.Series(shared)).rechunk())
        numbers.append(np.flatnonzero(shared) + first)
    return pl.concat(parts), pl.Series(np.concatenate(numbers))
