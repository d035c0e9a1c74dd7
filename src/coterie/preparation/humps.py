"""Groups of customers that one column shows by itself: humps with a valley between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.valleys.scan import BINS, CROWDED, END, SURE, WIDTH, scan
from coterie.valleys.ties import MOSTLY_DISTINCT, has_heap, room

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST_SHARE = 0.03
"""A hump has at least this share of the values: what is farther off and fewer are outliers."""

_DEPTH = 3  # how often a hump is searched for humps of its own


def humps(ordered: NDArray[np.float64]) -> list[slice]:
    """Return the humps that values fall into, with valleys between them.

    The values are cut in two where the squared distances to the two means are least, and the emptiest place between
    the means is sought as at the border of two segments. Where it is a valley, both sides are searched in their turn.

    Parameters
    ----------
    ordered : ndarray of shape (n_values,)
        Numbers in order, none missing.

    Returns
    -------
    list of slice
        Of `ordered`; all of it where there is one hump, or where a tenth of the values are the same one.

    Examples
    --------
    >>> r = np.random.default_rng(0)
    >>> found = humps(np.sort(np.concatenate([r.normal(size=400), r.normal(8, 1, 100)])))
    >>> [len(range(500)[hump]) for hump in found]
    [400, 100]
    >>> humps(np.sort(np.exp(r.normal(size=500))))
    [slice(0, 500, None)]
    """
    if has_heap(ordered):
        return [slice(0, len(ordered))]
    return _humps(_spread(ordered), 0, len(ordered), max(1.0, _LEAST_SHARE * len(ordered)), _DEPTH)


def _humps(y: NDArray[np.float64], first: int, last: int, least: float, depth: int) -> list[slice]:
    """Search the values from `first` to before `last`; a hump has `least` of them."""
    cut = _valley(y[first:last]) if depth and last - first > 1 else None
    if cut is None or min(cut, last - first - cut) < least:
        return [slice(first, last)]
    return [*_humps(y, first, first + cut, least, depth - 1), *_humps(y, first + cut, last, least, depth - 1)]


def _valley(y: NDArray[np.float64]) -> int | None:
    """Return how many values in order lie before a valley; None without one."""
    cut = _in_two(y)
    low, high = float(y[:cut].mean()), float(y[cut:].mean())
    if not high > low:
        return None
    places = ((y - (low + high) / 2) / (high - low) + END) / WIDTH
    inside = places[(places >= 0) & (places < BINS)].astype(np.int64)
    near, between, z, at = (each[0] for each in scan(np.bincount(inside, minlength=BINS)[None]))
    if z <= SURE or between > CROWDED * near:
        return None
    return int(np.searchsorted(y, (low + high) / 2 + at * (high - low)))


def _in_two(y: NDArray[np.float64]) -> int:
    """Return after how many values in order the cut in two lies whose squared distances to the two means are least."""
    sums = np.cumsum(y - y.mean())[:-1]
    counts = np.arange(1, len(y))
    return int((sums**2 / (counts * (len(y) - counts))).argmax()) + 1


def _spread(ordered: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spread tied values over half the gap to each neighbour, as they are spread for borders."""
    values, which, counts = np.unique(ordered, return_inverse=True, return_counts=True)
    if len(values) < 2 or len(values) >= MOSTLY_DISTINCT * len(ordered):
        return ordered
    below, above = room(values)
    place = np.arange(len(ordered)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5
    share = place / counts[which]
    return np.where(counts[which] > 1, ordered - below[which] + share * (below + above)[which], ordered)


def within(values: NDArray[np.float64], parts: list[slice]) -> NDArray[np.float64]:
    """Return values less the mean of their hump, over its standard deviation.

    Examples
    --------
    >>> within(np.array([0.0, 2.0, 9.0, 9.0]), [slice(0, 2), slice(2, 4)]).tolist()
    [-1.0, 1.0, 0.0, 0.0]
    """
    out = np.empty(len(values))
    for part in parts:
        centred = values[part] - values[part].mean()
        spread = float(np.sqrt(np.mean(centred * centred)))
        out[part] = centred / spread if spread > 0 else 0.0
    return out
