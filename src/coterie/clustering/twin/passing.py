"""What is done to every batch of a table that passes by: rows laid out and measured, placed, and measured by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.engine import LANES
from coterie.clustering.twin.measures import place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int32]


def lay_out(X: Floats, *, n_threads: int) -> tuple[NDArray[np.float32], Floats]:
    """Lay rows out in blocks of 16, [block][feature][row], and measure each column as `by_label` does."""
    rows, features = X.shape
    whole = rows // LANES
    blocks = np.zeros((-(-rows // LANES), features, LANES), dtype=np.float32)
    blocks[:whole] = X[: whole * LANES].reshape(whole, LANES, features).transpose(0, 2, 1)
    if whole < len(blocks):
        blocks[whole, :, : rows - whole * LANES] = X[whole * LANES :].T
    labels = np.zeros(rows, dtype=np.int32)
    columns = [by_label(values, labels, n_clusters=1, n_threads=n_threads) for values in np.ascontiguousarray(X.T)]
    return blocks, np.hstack(columns)


def by_label(values: Floats, labels: Labels, *, n_clusters: int, n_threads: int) -> Floats:
    """Measure numbers by label: how many, mean, squared differences from it, least and greatest; shape (5, n_clusters).

    Numbers that are missing, and those at a label below 0, are left out.
    """
    del n_threads
    known = ~np.isnan(values) & (labels >= 0)
    return np.array([_measures(values[known & (labels == label)]) for label in range(n_clusters)]).T


def _measures(values: Floats) -> tuple[float, ...]:
    if not len(values):
        return 0.0, 0.0, 0.0, np.inf, -np.inf
    mean = values.mean()
    return len(values), mean, ((values - mean) ** 2).sum(), values.min(), values.max()


def stays(X: Floats, labels: Labels, centers: Floats, *, partners: Labels, n_threads: int) -> Labels:
    """Count the sets of centres that give each row the centre that stands for its label; `partners` is [set][label]."""
    found = place(X, centers, n_clusters=partners.shape[1], n_threads=n_threads)
    times: Labels = np.count_nonzero(partners[:, labels] == found, axis=0).astype(np.int32)
    return times
