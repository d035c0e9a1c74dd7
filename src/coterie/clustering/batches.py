"""What is done to every batch of a table that passes by: rows laid out and measured, followed through refits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.engine import kernels, thread_count
from coterie.ranks import Moments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Blocks = NDArray[np.float32]


def blocks_of(X: Floats) -> Blocks:
    """Lay rows out as the kernels read them: the first of what `lay_out` returns.

    Examples
    --------
    >>> blocks_of(np.array([[1.0, 5.0], [2.0, 6.0]]))[0, :, :3].tolist()
    [[1.0, 2.0, 0.0], [5.0, 6.0, 0.0]]
    """
    return lay_out(X)[0]


def lay_out(X: Floats, *, n_threads: int | None = None) -> tuple[Blocks, list[Moments]]:
    """Lay rows out as the kernels read them, and measure each column on the way.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_features)
        Finite numbers of ordinary size.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    blocks : ndarray of shape (ceil(n_rows / 16), n_features, 16), float32
        Sixteen rows a block; what is left of the last one is 0.
    moments : list of Moments
        Of each column.

    Examples
    --------
    >>> blocks, moments = lay_out(np.array([[1.0, 5.0], [2.0, 6.0]]))
    >>> blocks[0, :, :3].tolist(), moments[1].mean
    ([[1.0, 2.0, 0.0], [5.0, 6.0, 0.0]], 5.5)
    """
    blocks, measures = kernels().lay_out(np.ascontiguousarray(X), n_threads=thread_count(n_threads))
    return blocks, _moments(measures)


def moments_by(values: Floats, labels: NDArray[np.int32], n_clusters: int) -> list[Moments]:
    """Measure the numbers at each label; those that are missing, and those at a label below 0, are left out.

    Examples
    --------
    >>> [one.mean for one in moments_by(np.array([1.0, 3.0, 9.0, np.nan]), np.array([0, 0, 1, 1], np.int32), 2)]
    [2.0, 9.0]
    """
    found = kernels().by_label(
        np.ascontiguousarray(values), np.ascontiguousarray(labels), n_clusters=n_clusters, n_threads=1
    )
    return _moments(found)


def stays(
    X: Floats, labels: NDArray[np.integer], centers: Floats, *, partners: NDArray[np.intp], n_threads: int | None = None
) -> Floats:
    """Return the share of refits in which the nearest centre of each row is the one that stands for its segment.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_features)
        Finite numbers of ordinary size.
    labels : ndarray of shape (n_rows,)
        Each row's segment.
    centers : ndarray of shape (n_refits, n_clusters, n_features)
        Of each refit.
    partners : ndarray of shape (n_refits, n_clusters)
        The centre that stands for each segment.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    ndarray of shape (n_rows,)

    Examples
    --------
    >>> partners = np.array([[1, 0], [0, 1]])
    >>> stays(np.array([[1.0]]), np.array([0]), np.array([[[9.0], [0.0]], [[9.0], [2.0]]]), partners=partners).tolist()
    [0.5]
    """
    found = kernels().stays(
        np.ascontiguousarray(X),
        np.ascontiguousarray(labels, dtype=np.int32),
        np.ascontiguousarray(centers.reshape(-1, centers.shape[-1])),
        partners=np.ascontiguousarray(partners, dtype=np.int32),
        n_threads=thread_count(n_threads),
    )
    shares: Floats = found / len(partners)
    return shares


def _moments(measures: Floats) -> list[Moments]:
    return [Moments(int(known), *rest) for known, *rest in measures.T.tolist()]
