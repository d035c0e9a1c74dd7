"""What is done to every batch of a table that passes by: rows laid out and measured, placed, and measured by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.engine import LANES
from coterie.clustering.twin.measures import place
from coterie.clustering.twin.totals import sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int32]
    Measures = tuple[Floats, NDArray[np.uint64], NDArray[np.uint64]]


def lay_out(X: Floats, *, n_threads: int) -> tuple[NDArray[np.float32], Measures]:
    """Lay rows out in blocks of 16, [block][feature][row], and measure each column as `by_label` does."""
    rows, features = X.shape
    whole = rows // LANES
    blocks = np.zeros((-(-rows // LANES), features, LANES), dtype=np.float32)
    blocks[:whole] = X[: whole * LANES].reshape(whole, LANES, features).transpose(0, 2, 1)
    if whole < len(blocks):
        blocks[whole, :, : rows - whole * LANES] = X[whole * LANES :].T
    columns = [by_label(values, None, n_clusters=1, n_threads=n_threads) for values in np.ascontiguousarray(X.T)]
    ends, sums, squares = (np.vstack(parts) for parts in zip(*columns, strict=True))
    return blocks, (ends, sums, squares)


def by_label(values: Floats, labels: Labels | None, *, n_clusters: int, n_threads: int) -> Measures:
    """Measure numbers by label, None for all at 0; those that are missing, and those at a label below 0, are left out.

    Returns
    -------
    ends : ndarray of shape (n_clusters, 3)
        How many, the least, the greatest.
    sums, squares : ndarray of shape (n_clusters, n_digits), uint64
        See `coterie.clustering.twin.totals`; of infinite numbers they are anything.
    """
    del n_threads
    labels = np.zeros(len(values), dtype=np.int32) if labels is None else labels
    known = ~np.isnan(values) & (labels >= 0)
    values, labels = values[known], labels[known]
    ends = np.tile([0.0, np.inf, -np.inf], (n_clusters, 1))
    ends[:, 0] = np.bincount(labels, minlength=n_clusters)
    np.minimum.at(ends[:, 1], labels, values)
    np.maximum.at(ends[:, 2], labels, values)
    finite = np.isfinite(values)
    return ends, *sums(values[finite], labels[finite].astype(np.intp), n_clusters)


def stays(X: Floats, labels: Labels, centers: Floats, *, partners: Labels, n_threads: int) -> Labels:
    """Count the sets of centres that give each row the centre that stands for its label; `partners` is [set][label]."""
    found = place(X, centers, n_clusters=partners.shape[1], n_threads=n_threads)
    times: Labels = np.count_nonzero(partners[:, labels] == found, axis=0).astype(np.int32)
    return times
