"""Order statistics of large arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie.threads import LARGE, scratch_array

if TYPE_CHECKING:
    from numpy.typing import NDArray


def median(values: NDArray[np.float64]) -> float:
    """Return the median of numbers none of which is missing, as `numpy.median` does, in a third of the time.

    Examples
    --------
    >>> median(np.array([4.0, 1.0, 2.0, 3.0]))
    2.5
    """
    half = len(values) // 2
    copy = scratch_array(len(values))
    copy[:] = values
    copy.partition([half] if len(values) % 2 else [half - 1, half])
    return middle(copy)


class Quantiles(NamedTuple):
    """The middle of some numbers, and where their middle half and their middle four fifths begin and end."""

    p10: float
    p25: float
    median: float
    p75: float
    p90: float


_SHARES = (0.1, 0.25, 0.75, 0.9)


def quantiles(values: NDArray[np.float64]) -> Quantiles:
    """Return quantiles of numbers none of which is missing, as `numpy.quantile` does (linear between neighbours).

    Hyndman and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50:361-365, type 7.

    Parameters
    ----------
    values : ndarray of shape (n_values,)
        At least one.

    Returns
    -------
    Quantiles

    Examples
    --------
    >>> quantiles(np.array([40.0, 10.0, 20.0, 30.0, 0.0]))
    Quantiles(p10=4.0, p25=10.0, median=20.0, p75=30.0, p90=36.0)
    """
    last, half = len(values) - 1, len(values) // 2
    places = [share * last for share in _SHARES]
    needed = {half, max(half - 1, 0), *map(math.floor, places), *map(math.ceil, places)}
    copy = scratch_array(len(values))
    copy[:] = values
    copy.partition(sorted(needed))
    p10, p25, p75, p90 = (_between(copy, place) for place in places)
    return Quantiles(p10, p25, middle(copy), p75, p90)


def _between(ordered: NDArray[np.float64], place: float) -> float:
    """Return the number at a place among numbers in order, which may lie between two of them."""
    low, high = float(ordered[math.floor(place)]), float(ordered[math.ceil(place)])
    return low if low == high else low + (high - low) * (place - math.floor(place))


def middle(ordered: NDArray[np.float64]) -> float:
    """Return the median of numbers that are in order, or at least in order around the middle.

    Examples
    --------
    >>> middle(np.array([1.0, 2.0, 9.0]))
    2.0
    """
    half = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return float(ordered[half - 1 : half + 1].mean())


def in_order(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sorted numbers none of which is missing; of many, Polars sorts faster.

    Examples
    --------
    >>> in_order(np.array([3.0, 1.0]))
    array([1., 3.])
    """
    if len(values) < LARGE:
        return np.sort(values)
    import polars as pl  # noqa: PLC0415 - the engine, which few numbers pass through here for, does without it

    return pl.Series(values).sort().to_numpy()


def has_more_values(values: NDArray[np.float64], than: int) -> bool:
    """Return whether an array has more than so many different values, looking no further than needed.

    Examples
    --------
    >>> has_more_values(np.array([1.0, 1.0, 2.0]), than=1)
    True
    """
    return any(len(np.unique(part)) > than for part in (values[: 100 * than], values))
