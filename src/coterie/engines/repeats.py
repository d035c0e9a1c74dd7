"""What is there more than once in a table that is never seen as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl
    from numpy.typing import NDArray

_PARTS = 64


class Increasing:
    """Says of batches of a column whether each number is above the one before: then none repeats.

    Examples
    --------
    >>> import polars as pl
    >>> rising = Increasing()
    >>> rising.look(pl.Series([1, 5])), rising.look(pl.Series([6])), rising.look(pl.Series([6]))
    (True, True, False)
    """

    def __init__(self) -> None:
        self._last: int | None = None
        self.holds = True
        self.lasted = 0

    def look(self, column: pl.Series) -> bool:
        """Look at the next batch; say whether it still holds."""
        if not self.holds or not column.dtype.is_integer() or column.null_count():
            self.holds = False
        elif len(column):
            within = bool((column.slice(1) > column.slice(0, len(column) - 1)).all())
            self.holds = within and (self._last is None or column[0] > self._last)
            self._last = column[-1]
        self.lasted += self.holds
        return self.holds


class Repeats:
    """Finds hashes that are there more than once, exactly, with one part of them in memory at a time.

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
    >>> repeats.found()
    (array([7], dtype=uint64), 3)
    """

    def __init__(self, folder: Path | None, *, rows: int = 0) -> None:
        self._kept = Spool(folder, expected=8 * rows)
        self._bounds: list[NDArray[np.intp]] = []

    def add(self, hashes: NDArray[np.uint64]) -> None:
        """Keep more hashes."""
        ordered = np.sort(hashes)
        edges = np.arange(1, _PARTS, dtype=np.uint64) * np.uint64(2**64 // _PARTS)
        self._bounds.append(np.concatenate([[0], np.searchsorted(ordered, edges), [len(ordered)]]))
        self._kept.add(ordered)

    def found(self) -> tuple[NDArray[np.uint64], int]:
        """Return the hashes that are there more than once, in order, and how many rows have one of them."""
        more, rows = [], 0
        for part in range(_PARTS):
            pieces = [self._kept.part(n, bounds[part], bounds[part + 1]) for n, bounds in enumerate(self._bounds)]
            together = np.sort(np.concatenate([np.empty(0, np.uint64), *pieces]))
            twice = np.unique(together[1:][together[1:] == together[:-1]])
            rows += int((np.searchsorted(together, twice, "right") - np.searchsorted(together, twice)).sum())
            more.append(twice)
        return np.concatenate(more), rows
