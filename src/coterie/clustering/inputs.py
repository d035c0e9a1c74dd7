"""What comes in at the door of clustering, checked once."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

T = TypeVar("T", bound=np.generic)

_LARGEST_INT = 2**31 - 1
"""The kernels count in int32."""

_LARGEST_WEIGHT = 1e100
"""Sums of larger weights could overflow."""


def settled(values: ArrayLike, dtype: type[T]) -> NDArray[T]:
    """Return an array as the kernels read it: row after row in memory, each number where the processor wants it."""
    return np.require(np.asarray(values, dtype), requirements=["C", "A"])


def checked_matrix(X: ArrayLike) -> NDArray[np.float64]:
    """Return a float64 matrix with at least one row and one column, row after row in memory."""
    try:
        matrix = settled(X, np.float64)
    except (TypeError, ValueError) as failure:
        raise errors.customers.not_a_matrix(why=f"it holds something that is not a number ({failure})") from failure
    if np.ndim(X) != 2:
        raise errors.customers.not_a_matrix(
            why=f"it has {np.ndim(X)} dimension{'s' if np.ndim(X) != 1 else ''} instead of 2"
        )
    if 0 in matrix.shape:
        raise errors.customers.not_a_matrix(why=f"it has {matrix.shape[0]} rows and {matrix.shape[1]} columns")
    return matrix


def checked_weights(sample_weight: ArrayLike | None, rows: int) -> NDArray[np.float64]:
    """Return one finite, non-negative weight a row, not all zero; ones when none are given."""
    if sample_weight is None:
        return np.ones(rows)
    try:
        weights = settled(sample_weight, np.float64)
    except (TypeError, ValueError) as failure:
        raise errors.customers.bad_weights(why=f"they hold something that is not a number ({failure})") from failure
    if weights.shape != (rows,):
        raise errors.customers.bad_weights(why=f"their shape is {weights.shape}, but there are {rows} rows")
    if not np.isfinite(weights).all() or (weights < 0).any():
        row = int(np.flatnonzero(~(weights >= 0) | np.isinf(weights))[0])
        raise errors.customers.bad_weights(
            why=f"row {row} has {weights[row]}, which is not a finite number of at least 0"
        )
    if weights.max() > _LARGEST_WEIGHT:
        raise errors.customers.bad_weights(why=f"row {weights.argmax()} has {weights.max()}, too large to add up")
    if not (weights > 0).any():
        raise errors.customers.bad_weights(why="all are 0")
    return weights


def checked_counts(n_clusters: int | Iterable[int]) -> tuple[int, ...]:
    """Return the K's to try: whole numbers of at least 1, each once, in increasing order."""
    wanted = [n_clusters] if not hasattr(n_clusters, "__iter__") else list(n_clusters)
    try:
        counts = tuple(sorted({index(k) for k in wanted}))
    except TypeError as failure:
        raise errors.choosing.bad_value(option="n_clusters", value=wanted, must="whole numbers") from failure
    if not counts or counts[0] < 1:
        raise errors.choosing.bad_value(option="n_clusters", value=wanted, must="at least 1")
    if counts[-1] > _LARGEST_INT:
        raise errors.choosing.bad_value(option="n_clusters", value=wanted, must=f"at most {_LARGEST_INT}")
    return counts


def checked_labels(labels: ArrayLike, rows: int, n_clusters: int, *, least: int = 0) -> NDArray[np.int32]:
    """Return one label per row, from `least` to `n_clusters` - 1."""
    return checked_places("labels", labels, (rows,), least=least, most=n_clusters - 1)


def checked_places(
    option: str, values: ArrayLike, shape: tuple[int, ...], *, most: int, least: int = 0
) -> NDArray[np.int32]:
    """Return whole numbers of this shape, from `least` to `most`: the kernels use them as positions in memory."""
    numbers = _array(option, values)
    if numbers.shape != shape or numbers.dtype.kind not in "iu":
        raise errors.choosing.bad_value(option, f"{numbers.dtype}{numbers.shape}", f"whole numbers of shape {shape}")
    if numbers.size and (numbers.min() < least or numbers.max() > most):
        raise errors.choosing.bad_value(option, f"{numbers.min()} to {numbers.max()}", f"from {least} to {most}")
    return settled(numbers, np.int32)


def checked_numbers(
    option: str, values: ArrayLike, shape: tuple[int | None, ...], *, loose: bool = False
) -> NDArray[np.float64]:
    """Return finite float64 numbers of this shape, None for any length of at least 1.

    Where they are `loose`, there may be no rows, and values may be missing or infinite.
    """
    numbers = _array(option, values)
    fits = numbers.ndim == len(shape) and all(
        have == want or (want is None and have > (0 if at or not loose else -1))
        for at, (have, want) in enumerate(zip(numbers.shape, shape, strict=True))
    )
    if not fits or numbers.dtype.kind not in "biuf":
        wanted = f"({', '.join('any' if want is None else str(want) for want in shape)})"
        raise errors.choosing.bad_value(option, f"{numbers.dtype}{numbers.shape}", f"numbers of shape {wanted}")
    if not loose and not np.isfinite(numbers).all():
        raise errors.choosing.bad_value(option, float(numbers[~np.isfinite(numbers)][0]), "finite")
    return settled(numbers, np.float64)


def _array(option: str, values: ArrayLike) -> NDArray[np.generic]:
    try:
        return np.asarray(values)
    except ValueError as failure:
        raise errors.choosing.bad_value(option, "of uneven length", "an array") from failure


def checked_number(option: str, value: int | None, least: int, *, most: int = _LARGEST_INT) -> int:
    """Return a whole number from `least` to `most`."""
    try:
        number = index(value)  # type: ignore[arg-type] # None and the like are what the except is for
    except TypeError as failure:
        raise errors.choosing.bad_value(option, value, "a whole number") from failure
    if number < least:
        raise errors.choosing.bad_value(option, value, f"at least {least}")
    if number > most:
        raise errors.choosing.bad_value(option, value, f"at most {most}")
    return number


def checked_seed(random_state: int) -> int:
    """Return a seed of 64 bits."""
    return checked_number("random_state", random_state, 0, most=2**64 - 1)
