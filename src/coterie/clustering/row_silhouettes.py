"""How much nearer each row is to its own cluster than to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie.clustering.content import content_order
from coterie.clustering.silhouettes import EXACT_ROWS
from coterie.threads import parallel_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int32]

COMPARED_ROWS = 4_000
"""Rows that each row is compared with where there are more than `EXACT_ROWS`: as many of each cluster, at random."""

_FEWEST = 50
_BLOCK = 500_000  # distances held at a time


class Compared(NamedTuple):
    """Rows that others are compared with.

    Attributes
    ----------
    rows : ndarray of shape (n_compared, n_features)
        In the order of their clusters.
    starts : ndarray of shape (n_clusters,)
        Where each cluster begins.
    sizes : ndarray of shape (n_clusters,)
        How many each has here.
    whole : ndarray of shape (n_clusters,), bool
        Whether that is all of it.
    """

    rows: Floats
    starts: NDArray[np.intp]
    sizes: Floats
    whole: NDArray[np.bool_]


def compared(X: Floats, labels: Labels, *, random_state: int = 0) -> Compared:
    """Choose what rows are compared with: all of up to `EXACT_ROWS`, else a random sample of each cluster.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    labels : ndarray of shape (n_samples,)
        Cluster of each row, from 0; none is empty.
    random_state : int
        Seed of the sample, which depends on what rows hold and not on their order.

    Examples
    --------
    >>> compared(np.array([[0.0], [9.0], [1.0]]), np.array([0, 1, 0])).sizes.tolist()
    [2.0, 1.0]
    """
    order = content_order(X, [labels], random_state=random_state)
    order = order[np.argsort(labels[order], kind="stable")]
    sizes = np.bincount(labels)
    taken = sizes if len(X) <= EXACT_ROWS else np.minimum(sizes, max(_FEWEST, COMPARED_ROWS // len(sizes)))
    begins = np.cumsum(sizes) - sizes
    chosen = np.concatenate([order[begin : begin + few] for begin, few in zip(begins, taken, strict=True)])
    return Compared(X[chosen], np.cumsum(taken) - taken, taken.astype(np.float64), taken == sizes)


def row_silhouettes(X: Floats, labels: Labels, others: Compared, *, n_threads: int | None = None) -> Floats:
    """Return the silhouette of each row with Euclidean distances (Rousseeuw 1987).

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    labels : ndarray of shape (n_samples,)
        Cluster of each row, from 0.
    others : Compared
        What they are compared with.
    n_threads : int, optional
        Threads at most; by default as many as the processor allows.

    Returns
    -------
    ndarray of shape (n_samples,)
        Between −1 and 1; 0 for a row alone in its cluster; nan where there is one cluster.

    Examples
    --------
    >>> X, labels = np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])
    >>> row_silhouettes(X, labels, compared(X, labels)).round(3).tolist()
    [0.895, 0.882, 0.882, 0.895]
    """
    if len(others.sizes) < 2 or not len(X):
        return np.full(len(X), np.nan)
    step = max(1, _BLOCK // len(others.rows))
    parts = [slice(start, start + step) for start in range(0, len(X), step)]
    found = parallel_map(lambda part: _silhouettes(X[part], labels[part], others), parts, n_threads=n_threads)
    return np.concatenate(found)


def _silhouettes(X: Floats, labels: Labels, others: Compared) -> Floats:
    squares = np.zeros((len(X), len(others.rows)))
    for own, theirs in zip(X.T, others.rows.T, strict=True):
        squares += (own[:, None] - theirs) ** 2
    sums = np.add.reduceat(np.sqrt(squares, out=squares), others.starts, axis=1)
    every, sizes = np.arange(len(X)), others.sizes
    without = sizes - others.whole  # the row itself is among all of its cluster; of a sample it hardly counts
    inside = sums[every, labels] / np.maximum(without, 1.0)[labels]
    away = sums / sizes
    away[every, labels] = np.inf
    outside = away.min(axis=1)
    larger = np.maximum(inside, outside)
    scored = (without[labels] > 0) & (larger > 0)
    return np.where(scored, (outside - inside) / np.where(scored, larger, 1.0), 0.0)
