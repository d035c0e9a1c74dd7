"""What is done to every batch of a table that passes by: rows laid out and measured, followed through refits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie import errors
from coterie.clustering.assignment import on_one_scale
from coterie.clustering.engine import kernels, thread_count
from coterie.clustering.inputs import checked_labels, checked_numbers, checked_places
from coterie.clustering.moments import Moments, moments_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Blocks = NDArray[np.float32]

_LARGEST = float(np.finfo(np.float32).max)


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
        Finite numbers that float32 can hold; there may be no rows.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    blocks : ndarray of shape (ceil(n_rows / 16), n_features, 16), float32
        Sixteen rows a block; what is left of the last one is 0.
    moments : list of Moments
        Of each column.

    Raises
    ------
    coterie.errors.InputError
        For another shape, or a value that is missing, infinite or too large for float32.

    Examples
    --------
    >>> blocks, moments = lay_out(np.array([[1.0, 5.0], [2.0, 6.0]]))
    >>> blocks[0, :, :3].tolist(), moments[1].mean
    ([[1.0, 2.0, 0.0], [5.0, 6.0, 0.0]], 5.5)
    """
    threads, rows = thread_count(n_threads), checked_numbers("X", X, (None, None), loose=True)
    with np.errstate(all="ignore"):  # what overflows is refused below
        blocks, measures = kernels().lay_out(rows, n_threads=threads)
    moments = moments_in(*measures)
    for column, one in enumerate(moments):
        if one.known < len(rows) or not _is_ordinary(one):
            raise errors.customers.not_a_matrix(
                why=f"column {column} holds a value that is missing or beyond {_LARGEST:.3g}"
            )
    return blocks, moments


def _is_ordinary(found: Moments) -> bool:
    """Return whether float32 holds all numbers of a column."""
    return not found.known or max(-found.least, found.greatest) <= _LARGEST


def stays(
    X: Floats, labels: NDArray[np.integer], centers: Floats, *, partners: NDArray[np.intp], n_threads: int | None = None
) -> Floats:
    """Return the share of refits in which the nearest centre of each row is the one that stands for its segment.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_features)
        The rows; no missing values.
    labels : ndarray of shape (n_rows,)
        Each row's segment, from 0 to `n_clusters` - 1.
    centers : ndarray of shape (n_refits, n_clusters, n_features)
        Of each refit.
    partners : ndarray of shape (n_refits, n_clusters)
        The centre that stands for each segment.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    ndarray of shape (n_rows,)

    Raises
    ------
    coterie.errors.InputError
        For missing or infinite values, shapes that do not fit each other, or numbers of centres that do not exist.

    Examples
    --------
    >>> partners = np.array([[1, 0], [0, 1]])
    >>> stays(np.array([[1.0]]), np.array([0]), np.array([[[9.0], [0.0]], [[9.0], [2.0]]]), partners=partners).tolist()
    [0.5]
    """
    threads, sets = thread_count(n_threads), checked_numbers("centers", centers, (None, None, None))
    refits, k, features = sets.shape
    rows, middles, _ = on_one_scale(X, sets.reshape(-1, features), n_threads=threads)
    found = kernels().stays(
        rows,
        checked_labels(labels, len(rows), k),
        middles,
        partners=checked_places("partners", partners, (refits, k), most=k - 1),
        n_threads=threads,
    )
    shares: Floats = found / refits
    return shares
