"""The customers of a streamed table that are held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HELD_ROWS = 500_000
"""Customers held at most."""

_HELD_CELLS = 8_000_000
_FEWEST = 20_000


def rows_held(rows: int, columns: int, *, most: int = HELD_ROWS) -> int:
    """Return how many rows of a table are held.

    Examples
    --------
    >>> rows_held(10_000_000, 9), rows_held(10_000_000, 100), rows_held(1000, 9)
    (500000, 80000, 1000)
    """
    return min(rows, most, max(_FEWEST, _HELD_CELLS // max(columns, 1)))


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
