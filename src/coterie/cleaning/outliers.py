"""Numbers that stand alone: kept, and pointed at by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.threads import room

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RARE = 0.005
_BEYOND = 3.0
_TWICE = 2.0


def alone(numbers: pl.Series) -> pl.Series:
    """Say which numbers stand alone: a few, far from the middle half, with a gap between them and all others.

    Far is more than three times the middle half's width from it; behind the gap they are at least twice as far from the
    median as the next. Numbers below 0 stand alone in a column that is positive else, and so does 0 where the next
    value is 5 or more and at least a fifth of the median: it often stands for "missing". At most one row in two hundred
    (or three rows) stands alone: more are a tail, not strays.

    Parameters
    ----------
    numbers : polars.Series of Float64
        A cleaned column.

    Returns
    -------
    polars.Series of Boolean
        Never null.

    Examples
    --------
    >>> import polars as pl
    >>> alone(pl.Series([*range(20, 60), 900.0], strict=False)).arg_true().to_list()
    [40]
    """
    known = numbers.drop_nulls()
    if len(known) < 20 or (known.head(1000).n_unique() < 10 and known.n_unique() < 10):
        return pl.repeat(value=False, n=len(numbers), eager=True)
    most = max(3, int(_RARE * len(known)))
    least, low, middle, high, greatest = _ranked(known, most + 1)
    far = _BEYOND * (high - low)
    upper = _edge(greatest - middle, high + far - middle) + middle
    lower = middle - _edge((middle - least)[::-1], middle - low + far)
    strays = (numbers >= upper) | (numbers <= lower)
    if 0 < int(np.count_nonzero(least < 0)) <= most:
        strays |= numbers < 0
    if _zero_alone(known, most):
        strays |= numbers == 0
    return strays.fill_null(value=False)


def _ranked(known: pl.Series, ends: int) -> tuple[NDArray[np.float64], float, float, float, NDArray[np.float64]]:
    """Return the least numbers, the three quartiles (each a number of the column) and the greatest, in order."""
    last = len(known) - 1
    quartiles = [int(share * last + 0.5) for share in (0.25, 0.5, 0.75)]
    ends = min(ends, len(known))
    ranks = sorted({ends - 1, *quartiles, len(known) - ends})
    numbers = room(len(known))
    numbers[:] = known.to_numpy()
    numbers.partition(ranks)
    low, middle, high = (float(numbers[rank]) for rank in quartiles)
    return np.sort(numbers[:ends]), low, middle, high, np.sort(numbers[-ends:])


def _edge(distances: NDArray[np.float64], far: float) -> float:
    """Return the first distance from the median that lies far out and behind a gap, or infinity."""
    near, beyond = distances[:-1], distances[1:]
    found = np.flatnonzero((beyond > far) & (beyond >= _TWICE * near))
    return float(beyond[found[0]]) if len(found) else float("inf")


def _zero_alone(known: pl.Series, most: int) -> bool:
    """Say whether a few zeros stand far below a column of positive numbers."""
    zeros = int((known == 0).sum())
    if not 0 < zeros <= max(most, 0.02 * len(known)):
        return False
    positive = known.filter(known > 0).sort()
    if positive.is_empty():
        return False
    return bool(positive[0] >= max(5.0, 0.2 * positive[len(positive) // 2]))
