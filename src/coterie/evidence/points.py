"""Customers who lie at only a few points, so that none differs from the others in their segment."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from coterie.evidence.smallest import FEWEST_CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


def points_at(
    X: NDArray[np.float64], n_clusters: Sequence[int], *, features: Sequence[str] | None = None
) -> int | None:
    """Return the K at which every segment is a single point, where that is not trivial.

    Every point must hold at least five customers. Where a table holds every combination of its features' values, the
    points form a grid, not groups, as with scores, answers, flags and categories.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_columns)
        The customers.
    n_clusters : sequence of int
        The K's tried.
    features : sequence of str, optional
        The feature that each column belongs to: a category has a column for each of its values. Left out, each column
        is one.

    Returns
    -------
    int or None

    Examples
    --------
    >>> three = np.repeat([[0.0, 0.0], [1.0, 5.0], [4.0, 1.0]], 5, axis=0)
    >>> points_at(three, range(1, 13)), points_at(np.repeat([[0.0], [1.0], [4.0]], 5, axis=0), range(1, 13))
    (3, None)
    >>> plans = np.repeat(np.eye(3), 5, axis=0)
    >>> points_at(plans, range(1, 13)), points_at(plans, range(1, 13), features=["plan"] * 3)
    (3, None)
    """
    if len(np.unique(X[:1000], axis=0)) > max(n_clusters):
        return None
    points, counts = np.unique(X, axis=0, return_counts=True)
    k = len(points)
    grid = prod(_values(points, features or [str(column) for column in range(X.shape[1])]))  # beyond 64 bits if wide
    return k if 1 < k < grid and k in n_clusters and counts.min() >= FEWEST_CUSTOMERS else None


def _values(points: NDArray[np.float64], features: Sequence[str]) -> Iterator[int]:
    """Count the values of each feature."""
    for feature in dict.fromkeys(features):
        own = [column for column, each in enumerate(features) if each == feature]
        yield len(np.unique(points[:, own], axis=0))
