"""The verb `assign`: which centre is nearest to each row, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie import errors
from coterie.clustering.inputs import checked_matrix

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    Floats = NDArray[np.float64]

_BLOCK = 8192


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


def assign(X: ArrayLike, centers: ArrayLike) -> Assignment:
    """Find the nearest and the next nearest centre of each row.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows, in the space of the centres; no missing values.
    centers : array-like of shape (n_clusters, n_features)
        The centres.

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
    rows, middles = checked_matrix(X), checked_matrix(centers)
    if rows.shape[1] != middles.shape[1]:
        raise errors.bad_value(option="the number of columns", value=rows.shape[1], must=f"{middles.shape[1]}")
    found = Assignment(
        labels=np.zeros(len(rows), np.int32),
        distance=np.empty(len(rows)),
        second=np.full(len(rows), -1, np.int32),
        second_distance=np.full(len(rows), np.inf if len(middles) > 1 else np.nan),
    )
    exponent = -binary_exponent(rows, middles)  # so that no square overflows or vanishes
    middles = np.ldexp(middles, exponent)
    for start in range(0, len(rows), _BLOCK):
        _assign_block(np.ldexp(rows[start : start + _BLOCK], exponent), middles, found, start)
    return Assignment(
        found.labels,
        np.ldexp(found.distance, -exponent),
        found.second,
        np.ldexp(found.second_distance, -exponent),
    )


def binary_exponent(*matrices: Floats) -> int:
    """Return e such that the largest absolute value is between 2 ** (e - 1) and 2 ** e; 0 when all are 0."""
    return int(np.frexp(max(float(np.abs(matrix).max()) for matrix in matrices))[1])


def squared_distances(columns: Floats, center: Floats) -> Floats:
    """Squared distances of rows, given as columns, to one centre; features are added in their order."""
    total = np.zeros(columns.shape[1])
    for values, middle in zip(columns, center, strict=True):
        gap = values - middle
        gap *= gap
        total += gap
    return total


def _assign_block(rows: Floats, centers: Floats, out: Assignment, start: int) -> None:
    """Fill one block of rows: squared distances while comparing, their roots at the end."""
    columns = np.ascontiguousarray(rows.T)
    part = slice(start, start + len(rows))
    label, best, second, next_best = (
        column[part] for column in (out.labels, out.distance, out.second, out.second_distance)
    )
    best[:] = squared_distances(columns, centers[0])
    for number, center in enumerate(centers[1:], start=1):
        away = squared_distances(columns, center)
        nearer = away < best
        between = ~nearer & (away < next_best)
        second[:] = np.where(nearer, label, np.where(between, number, second))
        next_best[:] = np.where(nearer, best, np.where(between, away, next_best))
        label[nearer] = number
        best[nearer] = away[nearer]
    np.sqrt(best, out=best)
    np.sqrt(next_best, out=next_best)
