"""Where a customer who moves in one direction enters another segment: exact, as K-Means draws straight borders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def squared_distances(x: Floats, centers: Floats) -> list[list[float]]:
    """Return the squared differences of one customer from every centroid, column by column.

    Parameters
    ----------
    x : ndarray of shape (n_columns,)
        A prepared customer.
    centers : ndarray of shape (n_segments, n_columns)
        Centroids, prepared alike.

    Examples
    --------
    >>> squared_distances(np.array([1.0, 0.0]), np.array([[0.0, 2.0]]))
    [[1.0, 4.0]]
    """
    squares: list[list[float]] = ((x - centers) ** 2).tolist()
    return squares


def split(x: Floats, own: Floats, other: Floats, *, blocks: Sequence[slice]) -> list[float]:
    """Split by feature how much farther the other centroid is than the own one, in squared distance.

    Parameters
    ----------
    x, own, other : ndarray of shape (n_columns,)
        A prepared customer and two centroids.
    blocks : sequence of slice
        The columns of each feature.

    Returns
    -------
    list of float
        Positive where a feature speaks for the own segment. They add up to the difference of the squared distances.

    Examples
    --------
    >>> x, own, other = np.array([1.0, 0.0]), np.array([1.0, 1.0]), np.array([4.0, 0.0])
    >>> split(x, own, other, blocks=[slice(0, 1), slice(1, 2)])
    [9.0, -1.0]
    """
    to_own, to_other = squared_distances(x, np.array([own, other]))
    return [math.fsum([*to_other[block], *(-each for each in to_own[block])]) for block in blocks]


def crossing(x: Floats, centers: Floats, direction: Floats, *, to: int) -> float | None:
    """Return how far a customer has to go in one direction until the centroid `to` is the nearest of all.

    Of two centroids the difference of squared distances changes evenly along a straight line, so that each border is
    crossed once, at a place that a division gives.

    Parameters
    ----------
    x : ndarray of shape (n_columns,)
        A prepared customer.
    centers : ndarray of shape (n_segments, n_columns)
        Centroids.
    direction : ndarray of shape (n_columns,)
        Where to.
    to : int
        The segment to be reached.

    Returns
    -------
    float or None
        The multiple of `direction`, above 0; None where that segment is never entered on this way.

    Examples
    --------
    >>> centers = np.array([[0.0, 0.0], [4.0, 0.0], [9.0, 0.0]])
    >>> x, right = np.array([1.0, 5.0]), np.array([1.0, 0.0])
    >>> crossing(x, centers, right, to=1), crossing(x, centers, right, to=2), crossing(x, centers, -right, to=1)
    (1.0, 5.5, None)
    """
    distances = [math.fsum(row) for row in squared_distances(x, centers)]
    first, last = 0.0, math.inf
    for other, distance in enumerate(distances):
        if other == to:
            continue
        ahead = distances[to] - distance  # above 0: the other is nearer now
        slope = 2.0 * math.fsum((direction * (centers[other] - centers[to])).tolist())
        if slope < 0:
            first = max(first, ahead / -slope)
        elif slope > 0:
            last = min(last, -ahead / slope)
        elif ahead > 0:
            return None
    return first if 0 < first <= last else None
