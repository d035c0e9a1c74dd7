"""Outliers: kept, and pointed at by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.threads import scratch_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RARE = 0.005
_BEYOND = 3.0
_TWICE = 2.0


def alone(numbers: pl.Series) -> pl.Series:
    """Return which numbers are outliers: a few, far from the middle half, with a gap between them and all others.

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
    most = most_alone(len(known))
    least, low, middle, high, greatest = _ranked(known, most + 1)
    return edges(least, (low, middle, high), greatest, most=most, zero=_zero_alone(known, most)).beyond(numbers)


@dataclass(frozen=True)
class Edges:
    """Outlier limits.

    Attributes
    ----------
    lower, upper : float
        From these on, outwards.
    negative, zero : bool
        Whether numbers below 0, and whether those of 0 do.
    """

    lower: float
    upper: float
    negative: bool
    zero: bool

    def beyond(self, numbers: pl.Series) -> pl.Series:
        """Return which numbers are outliers; never null."""
        strays = (numbers >= self.upper) | (numbers <= self.lower)
        if self.negative:
            strays |= numbers < 0
        if self.zero:
            strays |= numbers == 0
        return strays.fill_null(value=False)


def most_alone(known: int) -> int:
    """Return the largest number of outliers that a column with so many known numbers may have.

    Examples
    --------
    >>> most_alone(100), most_alone(10_000)
    (3, 50)
    """
    return max(3, int(_RARE * known))


def edges(
    least: NDArray[np.float64],
    quartiles: tuple[float, float, float],
    greatest: NDArray[np.float64],
    *,
    most: int,
    zero: bool,
) -> Edges:
    """Find where the numbers begin that stand alone.

    Parameters
    ----------
    least, greatest : ndarray
        The column's ends, in order: one number more than may stand alone.
    quartiles : (float, float, float)
        Of the column.
    most : int
        How many may stand alone.
    zero : bool
        Whether zeros do.

    Examples
    --------
    >>> edges(np.array([1.0, 2.0]), (3.0, 4.0, 5.0), np.array([9.0, 99.0]), most=3, zero=False).upper
    99.0
    """
    low, middle, high = quartiles
    far = _BEYOND * (high - low)
    upper = _edge(greatest - middle, high + far - middle) + middle
    lower = middle - _edge((middle - least)[::-1], middle - low + far)
    return Edges(lower, upper, 0 < int(np.count_nonzero(least < 0)) <= most, zero)


def _ranked(known: pl.Series, ends: int) -> tuple[NDArray[np.float64], float, float, float, NDArray[np.float64]]:
    """Return the least numbers, the three quartiles (each a number of the column) and the greatest, in order."""
    last = len(known) - 1
    quartiles = [int(share * last + 0.5) for share in (0.25, 0.5, 0.75)]
    ends = min(ends, len(known))
    ranks = sorted({ends - 1, *quartiles, len(known) - ends})
    numbers = scratch_array(len(known))
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
    """Return whether a few zeros stand far below a column of positive numbers."""
    zeros = int((known == 0).sum())
    if zeros == 0 or zeros > _few_zeros(len(known), most):
        return False
    positive = known.filter(known > 0).sort()
    return not positive.is_empty() and zero_alone(zeros, positive[0], positive[len(positive) // 2], known=len(known))


def zero_alone(zeros: int, least: float, middle: float, *, known: int) -> bool:
    """Return whether zeros are outliers, given the minimum and the median of the positive numbers.

    Examples
    --------
    >>> zero_alone(1, 20.0, 40.0, known=100), zero_alone(1, 1.0, 40.0, known=100)
    (True, False)
    """
    return 0 < zeros <= _few_zeros(known, most_alone(known)) and least >= max(5.0, 0.2 * middle)


def _few_zeros(known: int, most: int) -> float:
    return max(most, 0.02 * known)
