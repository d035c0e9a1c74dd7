"""The verb `carry_on`: Lloyd's iterations from centres that are known, to the end and exactly."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coterie.clustering.assignment import assign
from coterie.clustering.clustering import Clustering
from coterie.clustering.inputs import checked_matrix, checked_numbers
from coterie.clustering.moments import moments_by
from coterie.clustering.silhouettes import squared_silhouette

Floats = NDArray[np.float64]

_MOST_PASSES = 300


def carry_on(X: ArrayLike, centers: ArrayLike, *, n_threads: int | None = None) -> Clustering:
    """Run Lloyd's iterations from some centres until no label changes; a centre that loses all its rows stays.

    Means are exact sums, rounded once: the answer hangs neither on the order of the rows nor on the threads, and to go
    on from where it ended changes no bit.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows.
    centers : array-like of shape (n_clusters, n_features)
        Where to begin.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.

    Returns
    -------
    Clustering
        Cluster 0 is the largest; `n_best` is 0, as nothing was drawn.

    Examples
    --------
    >>> found = carry_on([[0.0], [1.0], [10.0], [11.0], [12.0]], [[2.0], [9.0]])
    >>> found.centers.tolist(), found.sizes.tolist(), found.inertia
    ([[11.0], [0.5]], [3, 2], 2.5)
    """
    rows = checked_matrix(X)
    now = checked_numbers("centers", centers, (None, rows.shape[1]))
    labels, passes = np.full(len(rows), -1, np.int32), 0
    for passes in range(1, _MOST_PASSES + 1):  # noqa: B007 - how many is told
        found = assign(rows, now, n_threads=n_threads).labels
        if np.array_equal(found, labels):
            break
        labels = found
        now = _means(rows, labels, now)
    return _in_order(rows, now, passes, n_threads)


def _means(rows: Floats, labels: NDArray[np.int32], before: Floats) -> Floats:
    """Return the mean of each cluster; of one without rows, its centre of before."""
    k, made = len(before), before.copy()
    filled = np.bincount(labels, minlength=k) > 0
    for column in range(rows.shape[1]):
        found = moments_by(np.ascontiguousarray(rows[:, column]), labels, k)
        made[filled, column] = [each.mean for each, there in zip(found, filled, strict=True) if there]
    return made


def _in_order(rows: Floats, centers: Floats, passes: int, n_threads: int | None) -> Clustering:
    """Return the clustering of these centres, the largest cluster first, ties by centre."""
    sizes = np.bincount(assign(rows, centers, n_threads=n_threads).labels, minlength=len(centers))
    ordered = centers[np.lexsort((*centers.T[::-1], -sizes))]
    placed = assign(rows, ordered, n_threads=n_threads)
    k = len(ordered)
    return Clustering(
        centers=ordered,
        compact_labels=placed.labels,
        sizes=np.bincount(placed.labels, minlength=k),
        inertia=math.fsum(placed.distance**2),
        silhouette_squared=squared_silhouette(rows, placed.labels, k),
        n_iter=passes,
        n_best=0,
        n_starts=1,
    )
