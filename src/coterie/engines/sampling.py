"""The customers of a streamed table that are held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

HELD_ROWS = 500_000
"""Customers held at most."""

_HELD_CELLS = 8_000_000
_FEWEST = 20_000


def rows_held(rows: int, columns: int, *, most: int | None = None) -> int:
    """Return how many rows of a table are held.

    Examples
    --------
    >>> rows_held(10_000_000, 9), rows_held(10_000_000, 100), rows_held(1000, 9)
    (500000, 80000, 1000)
    """
    return min(rows, most or min(HELD_ROWS, max(_FEWEST, _HELD_CELLS // max(columns, 1))))


def drawn(rows: int, held: int, *, random_state: int) -> NDArray[np.int64]:
    """Draw rows at random, one from each of `held` stretches of equal length; the same whoever reads them and how.

    Returns
    -------
    ndarray of shape (held,)
        Numbers of rows from 0, in order.

    Examples
    --------
    >>> drawn(3, 3, random_state=0).tolist(), len(set(drawn(1000, 10, random_state=0).tolist()))
    ([0, 1, 2], 10)
    """
    if held >= rows:
        return np.arange(rows)
    starts = np.arange(held + 1) * rows // held
    within = np.random.default_rng([random_state, 12]).random(held)
    return (starts[:-1] + np.floor(within * np.diff(starts))).astype(np.int64)


def taken(frames: Iterable[tuple[int, pl.DataFrame]], rows: NDArray[np.int64]) -> pl.DataFrame:
    """Take rows out of batches, each of which comes with the number of its first row, from 0.

    A column that simply counts the rows of the table counts those taken: only then can be seen what it is.

    Examples
    --------
    >>> parts = [(0, pl.DataFrame({"n": [1, 2], "x": [7, 8]})), (2, pl.DataFrame({"n": [3, 4], "x": [9, 6]}))]
    >>> taken(parts, np.array([1, 3])).rows()
    [(1, 8), (2, 6)]
    """
    parts: list[pl.DataFrame] = []
    counts: dict[str, int] | None = None
    for first, frame in frames:
        low, high = np.searchsorted(rows, [first, first + frame.height])
        parts.append(frame[rows[low:high] - first].rechunk())
        if counts is None:
            counts = {column.name: column[0] for column in frame.iter_columns() if _starts(column)}
        counts = {name: start for name, start in counts.items() if _goes_on(frame[name], start + first)}
    found = pl.concat(parts)
    return found.with_columns(
        pl.int_range(start, start + found.height, eager=True).cast(found.schema[name]).alias(name)
        for name, start in (counts or {}).items()
    )


def _starts(column: pl.Series) -> bool:
    return column.dtype.is_integer() and column[0] in {0, 1}


def _goes_on(column: pl.Series, start: int) -> bool:
    """Return whether a batch's column counts up from a number."""
    return column[0] == start and column.null_count() == 0 and bool((column.diff().drop_nulls() == 1).all())
