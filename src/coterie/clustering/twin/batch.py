"""One batch of a table that is read piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.twin.lloyd import nearest_exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def add_up(
    X: Floats,
    centers: Floats,
    counts: list[int],
    *,
    shift: Floats,
    scale: float,
    n_threads: int,  # noqa: ARG001 - one is used
) -> tuple[Floats, Floats, float]:
    """Add up rows by nearest centre, for several sets of centres one under the other.

    Returns
    -------
    (ndarray of shape (n_centers, n_features), ndarray of shape (n_centers,), float)
        Sums of ``(X - shift) * scale`` by centre, rows by centre, and the sum of all squared lengths. The kernels
        look at the rows in float32.
    """
    inside = (X - shift) * scale
    columns = np.ascontiguousarray(X.T)
    sums, mass = np.zeros(centers.shape), np.zeros(len(centers))
    first = 0
    for k in counts:
        labels, _ = nearest_exact(columns, centers[first : first + k])
        mass[first : first + k] = np.bincount(labels, minlength=k)
        for feature in range(X.shape[1]):
            sums[first : first + k, feature] = np.bincount(labels, inside[:, feature], k)
        first += k
    return sums, mass, float(np.einsum("ij,ij->", inside, inside))
