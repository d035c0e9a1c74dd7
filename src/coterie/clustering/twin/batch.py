"""One batch of a table that is read piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def add_up(
    blocks: NDArray[np.float32],
    centers: Floats,
    counts: list[int],
    *,
    rows: int,
    weights: Floats,
    unit: float,
    n_threads: int,  # noqa: ARG001 - one is used
) -> tuple[Floats, Floats]:
    """Add up rows by nearest centre, for several sets of centres one under the other.

    Parameters
    ----------
    blocks : ndarray of shape (n_blocks, n_features, 16), float32
        Sixteen rows a block; the last one is filled up with anything.
    centers : ndarray of shape (n_centers, n_features)
        In the space of the rows.
    counts : list of int
        How many centres each set has.
    rows : int
        How many there are.
    weights : ndarray of shape (n_features,)
        How much the squared difference in each feature counts.
    unit : float
        Sums are of values times this, rounded to whole numbers: exact in any order. 0: of values as they are.

    Returns
    -------
    (ndarray of shape (n_centers, n_features), ndarray of shape (n_centers,))
        Sums by centre, and rows by centre.
    """
    columns = np.moveaxis(blocks, 1, 0).reshape(blocks.shape[1], -1)[:, :rows]
    added = np.rint(columns * np.float32(unit)).astype(np.float64) if unit else columns.astype(np.float64)
    sums, mass = np.zeros(centers.shape), np.zeros(len(centers))
    first = 0
    for k in counts:
        own = slice(first, first + k)
        labels = _nearest(columns, centers[own], weights)
        mass[own] = np.bincount(labels, minlength=k)
        for feature, values in enumerate(added):
            sums[own, feature] = np.bincount(labels, values, k)
        first += k
    return sums, mass


def _nearest(columns: NDArray[np.float32], centers: Floats, weights: Floats) -> NDArray[np.intp]:
    """Return the nearest centre of each row, by scores of float32 as the kernels have them."""
    halves = ((weights * centers**2).sum(axis=1) / 2).astype(np.float32)
    scores = halves[:, None] - (weights * centers).astype(np.float32) @ columns
    return np.asarray(np.argmin(scores, axis=0))
