"""The verbs `assign` and `place`: which centre is nearest to each row, and which comes next; the same for many sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie import errors
from coterie.clustering.engine import kernels, thread_count
from coterie.clustering.inputs import checked_numbers
from coterie.clustering.scaling import scaled_matrix

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from coterie.clustering.engine import Compact, Floats


@dataclass(frozen=True)
class Assignment:
    """The nearest and the next nearest centre of each row.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,), int32
        The nearest centre; the lower number when two are equally near.
    distance : ndarray of shape (n_samples,), float64
        Euclidean distance to it.
    second : ndarray of shape (n_samples,), int32
        The next nearest centre; -1 when there is only one.
    second_distance : ndarray of shape (n_samples,), float64
        Euclidean distance to that one; nan when there is only one.
    """

    labels: NDArray[np.int32]
    distance: NDArray[np.float64]
    second: NDArray[np.int32]
    second_distance: NDArray[np.float64]


_FEW = 4096
"""Numbers of a matrix that one thread is done with sooner than another begins: a service places one row at a time."""


def assign(X: ArrayLike, centers: ArrayLike, *, n_threads: int | None = None) -> Assignment:
    """Find the nearest and the next nearest centre of each row.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows, in the space of the centres; no missing values.
    centers : array-like of shape (n_clusters, n_features)
        The centres.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    Assignment
        Labels and distances; beside the result, memory for a few thousand rows is used.

    Raises
    ------
    coterie.errors.InputError
        For missing or infinite values, or when the two have different numbers of columns.

    Examples
    --------
    >>> found = assign([[0.0, 0.0], [4.0, 0.0]], [[0.0, 0.0], [4.0, 3.0]])
    >>> found.labels.tolist(), found.distance.tolist(), found.second_distance.tolist()
    ([0, 1], [0.0, 3.0], [5.0, 4.0])
    """
    alone = n_threads is None and isinstance(X, np.ndarray) and X.size <= _FEW
    threads = 1 if alone else thread_count(n_threads)
    rows, middles, exponent = on_one_scale(X, centers, n_threads=threads)
    labels, distance, second, second_distance = kernels().assign(rows, middles, n_threads=threads)
    if exponent:
        distance, second_distance = np.ldexp(distance, -exponent), np.ldexp(second_distance, -exponent)
    return Assignment(labels, distance, second, second_distance)


def place(X: ArrayLike, centers: ArrayLike, *, n_threads: int | None = None) -> Compact:
    """Find the nearest centre of each row in several sets of centres, in one pass over the rows.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows; no missing values.
    centers : array-like of shape (n_sets, n_clusters, n_features)
        Sets of as many centres each.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    ndarray of shape (n_sets, n_samples), uint8, uint16 or int32
        What `assign` finds with each set.

    Raises
    ------
    coterie.errors.InputError
        As `assign` does, and for centres of another shape.

    Examples
    --------
    >>> place([[0.0], [4.0]], np.array([[[0.0], [3.0]], [[5.0], [1.0]]])).tolist()
    [[0, 1], [1, 0]]
    """
    threads = thread_count(n_threads)
    sets = checked_numbers("centers", centers, (None, None, None))
    rows, middles, _ = on_one_scale(X, sets.reshape(-1, sets.shape[2]), n_threads=threads)
    return kernels().place(rows, middles, n_clusters=sets.shape[1], n_threads=threads)


def on_one_scale(X: ArrayLike, centers: ArrayLike, *, n_threads: int) -> tuple[Floats, Floats, int]:
    """Check rows and centres; return both times one power of two, and its exponent."""
    rows, middles = scaled_matrix(X, n_threads=n_threads), scaled_matrix(centers, n_threads=1)
    if rows.rows.shape[1] != middles.rows.shape[1]:
        must = str(middles.rows.shape[1])
        raise errors.choosing.bad_value(option="the number of columns", value=rows.rows.shape[1], must=must)
    exponent = min(rows.exponent, middles.exponent)
    if rows.exponent == middles.exponent:
        return rows.rows, middles.rows, exponent
    return (
        np.ldexp(rows.rows, exponent - rows.exponent),
        np.ldexp(middles.rows, exponent - middles.exponent),
        exponent,
    )
