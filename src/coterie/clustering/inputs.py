"""What comes in at the door of clustering, checked once."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING

import numpy as np

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray


def checked_matrix(X: ArrayLike) -> NDArray[np.float64]:
    """Return a float64 matrix with at least one row and one column, row after row in memory."""
    try:
        matrix = np.ascontiguousarray(X, dtype=np.float64)
    except (TypeError, ValueError) as failure:
        raise errors.not_a_matrix(why=f"it holds something that is not a number ({failure})") from failure
    if np.ndim(X) != 2:
        raise errors.not_a_matrix(why=f"it has {np.ndim(X)} dimension{'s' if np.ndim(X) != 1 else ''} instead of 2")
    if 0 in matrix.shape:
        raise errors.not_a_matrix(why=f"it has {matrix.shape[0]} rows and {matrix.shape[1]} columns")
    return matrix


def checked_weights(sample_weight: ArrayLike | None, rows: int) -> NDArray[np.float64]:
    """Return one finite, non-negative weight a row, not all zero; ones when none are given."""
    if sample_weight is None:
        return np.ones(rows)
    try:
        weights = np.ascontiguousarray(sample_weight, dtype=np.float64)
    except (TypeError, ValueError) as failure:
        raise errors.bad_weights(why=f"they hold something that is not a number ({failure})") from failure
    if weights.shape != (rows,):
        raise errors.bad_weights(why=f"their shape is {weights.shape}, but there are {rows} rows")
    if not np.isfinite(weights).all() or (weights < 0).any():
        row = int(np.flatnonzero(~(weights >= 0) | np.isinf(weights))[0])
        raise errors.bad_weights(why=f"row {row} has {weights[row]}, which is not a finite number of at least 0")
    if not (weights > 0).any():
        raise errors.bad_weights(why="all are 0")
    return weights


def checked_counts(n_clusters: int | Iterable[int]) -> tuple[int, ...]:
    """Return the K's to try: whole numbers of at least 1, each once, in increasing order."""
    wanted = [n_clusters] if not hasattr(n_clusters, "__iter__") else list(n_clusters)
    try:
        counts = tuple(sorted({index(k) for k in wanted}))
    except TypeError as failure:
        raise errors.bad_value(option="n_clusters", value=wanted, must="whole numbers") from failure
    if not counts or counts[0] < 1:
        raise errors.bad_value(option="n_clusters", value=wanted, must="at least 1")
    return counts


def checked_number(option: str, value: int | None, least: int) -> int:
    """Return a whole number that is at least `least`."""
    try:
        number = index(value)  # type: ignore[arg-type] # None and the like are what the except is for
    except TypeError as failure:
        raise errors.bad_value(option, value, "a whole number") from failure
    if number < least:
        raise errors.bad_value(option, value, f"at least {least}")
    return number
