"""Tied values: spread over the interval they stand for, and columns in which they make steps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.content import mixed, row_hashes

if TYPE_CHECKING:
    from collections.abc import Collection

Floats = NDArray[np.float64]

MOSTLY_DISTINCT = 0.95
"""Columns with at least this share of distinct values have no ties worth spreading."""

HEAPED_VALUES = 30
"""In a column of more distinct values, round amounts stay heaps: nothing is spread over more than the gaps around."""

_AROUND = 2
"""Gaps on each side whose median says how far apart values lie there: counts that were straightened lie farther apart
where they are small, which is no gap between customers."""

LATTICE_VALUES = 3, 60
"""The fewest and the most distinct values of counts, scores and whole years."""

LATTICE_ROWS, LATTICE_SHARE = 10, 0.05
"""Such columns have at most this many distinct values, or this share of the rows."""

HEAP = 0.1
"""From this share of the rows on, one value stands apart by itself."""


def spread_ties(X: Floats) -> Floats:
    """Spread tied values evenly over half the gap to each neighbouring value.

    Whole numbers, scores and rounded amounts put many customers on one value and nobody between two, so that every
    border between two values would be a gap. At the ends, the gap on the other side counts for both. The
    contents of the rows, not their order, decide which of the tied rows goes where.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.

    Returns
    -------
    ndarray of shape (n_samples, n_features)

    Examples
    --------
    >>> np.sort(spread_ties(np.array([[0.0], [0.0], [1.0], [1.0], [3.0]])).ravel()).tolist()
    [-0.25, 0.25, 0.875, 1.625, 3.0]
    """
    hashes = row_hashes(X)
    found = [_spread(column, hashes) for column in X.T]
    times = Counter(own for _, own in found)
    # Values held as often in two columns would be spread in the same order, and lie on lines.
    made = np.column_stack(
        [
            spread if own is None or times[own] == 1 else _spread(column, hashes, others=hashes)[0]
            for column, (spread, own) in zip(X.T, found, strict=True)
        ]
    )
    for column, other in _mirrored(X):
        made[:, other] = X[:, column] + X[:, other] - made[:, column]
    return made


def _mirrored(X: Floats) -> list[tuple[int, int]]:
    """Return pairs of columns of which one says yes where the other says no, as the columns of a flag do.

    Spread one by one they would leave a gap between yes and no, where each of them leaves none.
    """
    ends = [(float(column.min()), float(column.max())) for column in X.T]
    flags = [j for j, (low, high) in enumerate(ends) if low < high and np.isin(X[:, j], (low, high)).all()]
    found, left = [], flags
    while left:
        first, *left = left
        yes = X[:, first] == ends[first][1]
        mirror = next((j for j in left if np.array_equal(yes, X[:, j] == ends[j][0])), None)
        if mirror is not None:
            found.append((first, mirror))
            left.remove(mirror)
    return found


def _spread(
    column: Floats, hashes: NDArray[np.uint64], *, others: NDArray[np.uint64] | None = None
) -> tuple[Floats, int | None]:
    """Spread one column; also return a checksum of what orders its ties: its values and, if asked, whole rows."""
    values, which, counts = np.unique(column, return_inverse=True, return_counts=True)
    if len(values) < 2 or len(values) >= MOSTLY_DISTINCT * len(column):
        return column, None
    below, above = room(values, bent=True)
    ranks = mixed(which.astype(np.uint64))
    own = int((ranks if others is None else mixed(ranks ^ others)).sum(dtype=np.uint64) % 2**32)
    order = np.lexsort((mixed(hashes, own), which))
    place = np.empty(len(column))
    place[order] = np.arange(len(column)) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5
    share = place / counts[which]
    return np.where(counts[which] > 1, column - below[which] + share * (below + above)[which], column), own


def room(values: Floats, *, bent: bool = False) -> tuple[Floats, Floats]:
    """Return the space below and above each of some values, in order and each once.

    Parameters
    ----------
    values : ndarray of shape (n_values,)
    bent : bool
        Whether they may lie on another scale than the one they were counted on, so that how far apart two neighbours
        are changes along it. Of many values, the usual gap is then that of those around, not of all.

    Examples
    --------
    >>> [each.tolist() for each in room(np.array([0.0, 1.0, 3.0]))]
    [[0.5, 0.5, 1.0], [0.5, 1.0, 1.0]]
    """
    half = np.diff(values) / 2
    if len(values) > HEAPED_VALUES:
        half = np.minimum(half, _around(half) if bent else np.median(half))
    return np.concatenate([half[:1], half]), np.concatenate([half, half[-1:]])


def _around(gaps: Floats) -> Floats:
    """Return the median of each gap and of the two on either side, mirrored at the ends."""
    padded = np.pad(gaps, _AROUND, mode="reflect")
    found: Floats = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1), axis=1)
    return found


def lattices(X: Floats, heaps: Collection[int] | None = None) -> list[int]:
    """Return the columns whose values are few enough to be steps: counts, scores, whole years; but for heaped ones.

    Examples
    --------
    >>> lattices(np.column_stack([np.arange(100) % 4, np.linspace(0, 1, 100), np.arange(100) % 2]))
    [0]
    """
    least, most = LATTICE_VALUES[0], min(LATTICE_VALUES[1], max(LATTICE_ROWS, LATTICE_SHARE * len(X)))
    heaps = heaped(X) if heaps is None else heaps
    return [j for j, column in enumerate(X.T) if j not in heaps and least <= len(np.unique(column)) <= most]


def heaped(X: Floats) -> list[int]:
    """Return the columns in which a tenth of the rows share one value: nothing spent, one order, the default limit.

    Scores and answers, of ten values at most, are none: each of their values is one that many share.

    Examples
    --------
    >>> heaped(np.column_stack([np.maximum(np.arange(200.0) - 50, 0), np.arange(200.0)]))
    [0]
    """
    return [j for j, column in enumerate(X.T) if has_heap(column)]


def has_heap(column: Floats) -> bool:
    """Return whether a tenth of the rows share one value, in a column of more than ten.

    Examples
    --------
    >>> has_heap(np.maximum(np.arange(200.0) - 50, 0)), has_heap(np.arange(200.0))
    (True, False)
    """
    values, counts = np.unique(column, return_counts=True)
    return len(values) > LATTICE_ROWS and bool(counts.max() >= HEAP * len(column))
