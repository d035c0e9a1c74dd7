"""An order of rows, and random numbers for them, that depend on what they hold and not on where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

# Rounding in the preparation must not move a row: values count by their place in the range of their column.
_STEPS = 2.0**24
_SEED, _FACTORS = 0x9E3779B97F4A7C15, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # those of SplitMix64
_WORD = 2**64


def content_order(
    X: NDArray[np.float64], labels: Sequence[NDArray[np.int32]] = (), *, random_state: int = 0
) -> NDArray[np.intp]:
    """Return a random order of rows, the same whatever order they come in: its beginning is a random sample.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows, finite.
    labels : sequence of ndarray of shape (n_samples,)
        Labels that belong to the rows: equal rows with other labels are told apart.
    random_state : int
        Seed.

    Returns
    -------
    ndarray of shape (n_samples,)

    Examples
    --------
    >>> X = np.array([[3.0], [1.0], [2.0]])
    >>> X[content_order(X)].tolist() == X[::-1][content_order(X[::-1])].tolist()
    True
    """
    return order_of(row_hashes(X, labels), random_state=random_state)


def order_of(hashes: NDArray[np.uint64], *, random_state: int = 0) -> NDArray[np.intp]:
    """Return the random order of rows whose hashes are known: see `content_order`.

    Examples
    --------
    >>> X = np.array([[3.0], [1.0], [2.0]])
    >>> bool((order_of(row_hashes(X)) == content_order(X)).all())
    True
    """
    return np.argsort(mixed(hashes, random_state), kind="stable")


def row_hashes(X: NDArray[np.float64], labels: Sequence[NDArray[np.int32]] = ()) -> NDArray[np.uint64]:
    """Return a number for each row that only its values decide, whatever the order of rows and of columns.

    Of several equal rows, the first gets another number than the second: as a set, their numbers are the same in every
    order.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows, finite.
    labels : sequence of ndarray of shape (n_samples,)
        Labels that belong to the rows.

    Returns
    -------
    ndarray of shape (n_samples,), uint64

    Examples
    --------
    >>> X = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]])
    >>> found = row_hashes(X)
    >>> bool(found[0] != found[2]), sorted(found.tolist()) == sorted(row_hashes(X[::-1, ::-1]).tolist())
    (True, True)
    """
    seen = np.zeros(len(X), dtype=np.uint64)
    for column in X.T:
        place = _places(column)
        seen += mixed(place ^ place.sum(dtype=np.uint64))  # the sum tells columns apart by what they hold
    for own in labels:
        seen = mixed(seen + own.astype(np.uint64))
    return mixed(seen ^ mixed(_occurrences(X, seen), 1))


def mixed(numbers: Numbers, salt: int = 0) -> Numbers:
    """Stir whole numbers so that each bit changes about half of all bits: SplitMix64 (Steele, Lea and Flood 2014).

    Examples
    --------
    >>> len(set(mixed(np.arange(1000, dtype=np.uint64)).tolist()))
    1000
    """
    seen = numbers + np.uint64((salt + 1) * _SEED % _WORD)
    for shift, factor in zip((30, 27), _FACTORS, strict=True):
        seen ^= seen >> np.uint64(shift)
        seen *= np.uint64(factor)
    stirred: Numbers = seen ^ (seen >> np.uint64(31))
    return stirred


def _places(column: NDArray[np.float64]) -> Numbers:
    """Return a number for each value by its place in the range of the column."""
    low = column.min(initial=np.inf)
    span = column.max(initial=low) - low
    return mixed(np.rint((column - low) * (_STEPS / span if span > 0 else 0.0)).astype(np.uint64))


def _occurrences(X: NDArray[np.float64], numbers: Numbers) -> Numbers:
    """Count, for each number, the equal ones before it; other rows of the same number in an order of their own."""
    found = np.zeros(len(numbers), dtype=np.uint64)
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    again = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
    if not len(again):
        return found
    if (X[order[again]] != X[order[again - 1]]).any():  # only then does their own order matter
        order = np.lexsort((_by_column(X, numbers), numbers))
    places = np.arange(len(numbers))
    first = np.ones(len(numbers), dtype=bool)
    first[again] = False
    found[order] = places - np.maximum.accumulate(np.where(first, places, 0))
    return found


def _by_column(X: NDArray[np.float64], numbers: Numbers) -> Numbers:
    """Return another number for each row, which tells columns apart that hold the same values in other rows.

    Ranks, or scores that are equally often given, are such columns: (1, 2) and (2, 1) have the same number so far.
    """
    told = [int(mixed(_places(column) ^ numbers).sum(dtype=np.uint64)) for column in X.T]
    found = np.zeros(len(numbers), dtype=np.uint64)
    for at in sorted(range(len(told)), key=told.__getitem__):
        found = mixed(found ^ _places(X[:, at]))
    return found
