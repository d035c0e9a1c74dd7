"""How much nearer rows are to their own cluster than to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie import errors
from coterie.clustering.inputs import checked_matrix

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

_BLOCK = 16_384


def squared_silhouette(X: ArrayLike, labels: ArrayLike, n_clusters: int) -> float:
    """Mean silhouette with squared Euclidean distances: exact, in time linear in the rows.

    The mean squared distance of a row to a cluster needs only the cluster's size, sum and sum of squares
    (Spark's form of Rousseeuw 1987). Its values are larger than those of the Euclidean silhouette: do not compare them.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows.
    labels : array-like of shape (n_samples,)
        Cluster of each row, from 0 to `n_clusters` - 1. A row alone in its cluster counts 0.
    n_clusters : int
        Number of clusters; empty ones are passed over.

    Returns
    -------
    float
        Between -1 and 1; nan for fewer than two clusters with rows.

    Raises
    ------
    coterie.errors.InputError
        For missing or infinite values, or labels that do not fit the rows.

    Examples
    --------
    >>> round(squared_silhouette([[0.0], [1.0], [9.0], [10.0]], [0, 0, 1, 1], 2), 4)
    0.9876
    """
    rows = checked_matrix(X)
    numbers = np.asarray(labels)
    if numbers.shape != (len(rows),) or numbers.dtype.kind not in "iu":
        given = f"{numbers.dtype}{numbers.shape}"
        raise errors.bad_value(option="labels", value=given, must=f"{len(rows)} whole numbers")
    if numbers.min() < 0 or numbers.max() >= n_clusters:
        given = f"{numbers.min()} to {numbers.max()}"
        raise errors.bad_value(option="labels", value=given, must=f"from 0 to {n_clusters - 1}")
    return mean_squared_silhouette(rows, numbers.astype(np.intp), np.ones(len(rows), np.intp))


def mean_squared_silhouette(rows: Floats, labels: NDArray[np.intp], counts: NDArray[np.intp]) -> float:
    """Compute the mean silhouette of checked rows and labels, where row i stands for counts[i] rows."""
    sizes = np.bincount(labels, counts).astype(np.float64)
    if np.count_nonzero(sizes) < 2:
        return float("nan")
    centred = rows - np.average(rows, axis=0, weights=counts)
    squares = np.einsum("ij,ij->i", centred, centred)
    used = np.maximum(sizes, 1)
    means = np.column_stack([np.bincount(labels, column * counts) for column in centred.T]) / used[:, None]
    spread = np.bincount(labels, squares * counts) / used
    total = 0.0
    for start in range(0, len(rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        away = squares[part, None] + spread - 2 * np.einsum("ij,kj->ik", centred[part], means)
        away[:, sizes == 0] = np.inf
        total += float(_silhouettes(np.maximum(away, 0.0), labels[part], sizes) @ counts[part])
    return total / float(counts.sum())


def _silhouettes(away: Floats, labels: NDArray[np.intp], sizes: Floats) -> Floats:
    """Silhouettes of a block of rows from their mean distances to every cluster."""
    every = np.arange(len(labels))
    own = sizes[labels]
    inside = away[every, labels] * own / np.maximum(own - 1, 1)
    away[every, labels] = np.inf
    outside = away.min(axis=1)
    larger = np.maximum(inside, outside)
    scored = (own > 1) & (larger > 0)
    return np.where(scored, (outside - inside) / np.where(scored, larger, 1.0), 0.0)
