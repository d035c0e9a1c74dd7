"""The elbow of a curve that falls ever more slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def kneedle(n_clusters: Sequence[int], inertia: Sequence[float], *, sensitivity: float = 1.0) -> int | None:
    """Find the elbow of a falling, convex curve.

    Both axes are stretched to [0, 1] and the curve is compared with the straight line between its ends. A local
    maximum of the distance is an elbow when the distance then falls below it by `sensitivity` times the mean step
    along x before it rises again.

    Parameters
    ----------
    n_clusters : sequence of int
        The K's, rising.
    inertia : sequence of float
        Inertia at each K.
    sensitivity : float
        How much the curve must straighten after the elbow; 1 is the paper's value for offline use.

    Returns
    -------
    int or None
        The first elbow; None where the curve has none, or has fewer than three points.

    References
    ----------
    Satopää, Albrecht, Irwin and Raghavan (2011), Finding a "Kneedle" in a Haystack, ICDCS Workshops, 166-171.

    Examples
    --------
    >>> kneedle([1, 2, 3, 4, 5, 6], [100, 60, 20, 16, 13, 10])
    3
    >>> kneedle([1, 2, 3, 4], [40, 30, 20, 10]) is None
    True
    """
    x, y = np.asarray(n_clusters, dtype=float), np.asarray(inertia, dtype=float)
    if len(x) < 3 or y.max() == y.min():
        return None
    x = (x - x[0]) / (x[-1] - x[0])
    distance = (y.max() - y) / (y.max() - y.min()) - x
    drop = sensitivity * float(np.diff(x).mean())
    for i in range(1, len(x) - 1):
        if distance[i - 1] < distance[i] >= distance[i + 1] and _falls(distance[i:], drop):
            return int(n_clusters[i])
    return None


def _falls(distance: np.ndarray[tuple[int], np.dtype[np.float64]], drop: float) -> bool:
    """Tell whether the curve falls by `drop` from its first value before it turns up again."""
    for j in range(1, len(distance)):
        if distance[j] < distance[0] - drop:
            return True
        if distance[j] > distance[j - 1]:
            return False
    return False
