"""Moments of numbers, exact: the same to the last bit in whatever order, batches and threads the numbers come."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie import errors
from coterie.clustering.engine import kernels
from coterie.clustering.inputs import checked_labels, checked_number, checked_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Digits = NDArray[np.uint64]

_FINEST = 1074
"""Every finite float64 is a whole number of 2 ** -1074, and its square one of 2 ** -2148."""

_PRECISE = 109  # bits of a root, with the last one set where more follow: it is rounded once, as if it were exact


class Moments(NamedTuple):
    """How many numbers there are, their exact sums, the least and the greatest; of parts, they add up.

    Attributes
    ----------
    known : int
        How many.
    total : int
        The sum, in units of 2 ** -1074.
    squares : int
        The sum of squares, in units of 2 ** -2148.
    least, greatest : float
        Infinite where there are no numbers.

    Examples
    --------
    >>> whole = moments_of(np.array([1.0, 3.0])).merged(moments_of(np.array([5.0])))
    >>> whole.known, whole.mean, whole.sum_of_squares, whole.least, whole.greatest
    (3, 3.0, 35.0, 1.0, 5.0)
    """

    known: int = 0
    total: int = 0
    squares: int = 0
    least: float = np.inf
    greatest: float = -np.inf

    def merged(self, other: Moments) -> Moments:
        """Return the moments of both."""
        return Moments(
            self.known + other.known,
            self.total + other.total,
            self.squares + other.squares,
            min(self.least, other.least),
            max(self.greatest, other.greatest),
        )

    @property
    def mean(self) -> float:
        """The float64 nearest to the mean."""
        return self.total / (self.known << _FINEST)

    @property
    def sum_of_squares(self) -> float:
        """The float64 nearest to the sum of squares."""
        try:
            return self.squares / (1 << 2 * _FINEST)
        except OverflowError:
            return np.inf

    def deviation(self, ddof: int = 0) -> float:
        """Return the float64 nearest to the standard deviation."""
        apart = self.known * self.squares - self.total * self.total
        return _root(apart, self.known * (self.known - ddof) << 2 * _FINEST)


def _root(above: int, below: int) -> float:
    """Return the float64 nearest to the square root of a fraction.

    Examples
    --------
    >>> _root(2, 1) == 2**0.5, _root(10**700, 1)
    (True, inf)
    """
    half = (above.bit_length() - below.bit_length() - _PRECISE) // 2
    scaled, rest = divmod(above << max(-2 * half, 0), below << max(2 * half, 0))
    root = isqrt(scaled)
    root |= rest > 0 or root * root != scaled
    try:
        return (root << half) / 1 if half >= 0 else root / (1 << -half)
    except OverflowError:
        return np.inf


def moments_of(values: Floats) -> Moments:
    """Measure finite numbers; those that are missing are left out.

    Examples
    --------
    >>> moments_of(np.array([1e300, 1.0, np.nan, -1e300])).mean == 1 / 3
    True
    """
    (found,) = _measured(checked_numbers("values", values, (None,), loose=True), None, 1)
    return found


def moments_by(values: Floats, labels: NDArray[np.int32], n_clusters: int) -> list[Moments]:
    """Measure the finite numbers at each label; those that are missing, and those at label -1, are left out.

    Parameters
    ----------
    values : ndarray of shape (n_rows,)
        The numbers.
    labels : ndarray of shape (n_rows,)
        From -1 to `n_clusters` - 1.
    n_clusters : int
        Number of labels.

    Returns
    -------
    list of Moments
        Of each label.

    Raises
    ------
    coterie.errors.InputError
        For numbers that are not in a row or not finite, or labels that do not fit them.

    Examples
    --------
    >>> [one.mean for one in moments_by(np.array([1.0, 3.0, 9.0, np.nan]), np.array([0, 0, 1, 1], np.int32), 2)]
    [2.0, 9.0]
    """
    k = checked_number("n_clusters", n_clusters, 0)
    numbers = checked_numbers("values", values, (None,), loose=True)
    return _measured(numbers, checked_labels(labels, len(numbers), k, least=-1), k)


def _measured(values: Floats, labels: NDArray[np.int32] | None, k: int) -> list[Moments]:
    found = moments_in(*kernels().by_label(values, labels, n_clusters=k, n_threads=1))
    for one in found:
        if one.known and (infinite := max(one.greatest, -one.least)) == np.inf:
            raise errors.choosing.bad_value("values", infinite if one.greatest == np.inf else one.least, "finite")
    return found


def moments_in(ends: Floats, sums: Digits, squares: Digits) -> list[Moments]:
    """Return the moments that the kernels counted.

    Examples
    --------
    >>> moments_in(np.array([[1.0, 5e-324, 5e-324]]), np.array([[1]], np.uint64), np.array([[1]], np.uint64))
    [Moments(known=1, total=1, squares=1, least=5e-324, greatest=5e-324)]
    """
    return [
        Moments(int(known), _whole(_digits(own)), _whole(_digits(squared)), least + 0.0, greatest + 0.0)
        for (known, least, greatest), own, squared in zip(ends.tolist(), sums, squares, strict=True)
    ]  # a zero below zero, plus 0.0, is the one zero


def _digits(digits: Digits) -> bytes:
    return digits.astype("<u8").tobytes()


def _whole(data: bytes) -> int:
    return int.from_bytes(data, "little", signed=True)


def moments_to_arrow(found: Sequence[Moments]) -> pl.DataFrame:
    """Return moments as a table, exact sums as bytes, the lowest first.

    Examples
    --------
    >>> moments_from_arrow(moments_to_arrow([moments_of(np.array([1e300, -0.1]))]))[0].mean == 5e299
    True
    """
    import polars as pl  # noqa: PLC0415 - the kernels are tested under sanitizers that Polars does not survive

    rows = [(one.known, _bytes(one.total), _bytes(one.squares), one.least, one.greatest) for one in found]
    types = [pl.Int64, pl.Binary, pl.Binary, pl.Float64, pl.Float64]
    return pl.DataFrame(rows, schema=dict(zip(Moments._fields, types, strict=True)), orient="row")


def moments_from_arrow(state: pl.DataFrame) -> list[Moments]:
    """Return the moments that `moments_to_arrow` made a table of.

    Examples
    --------
    >>> moments_from_arrow(moments_to_arrow([Moments()])) == [Moments()]
    True
    """
    rows = state.select(Moments._fields).iter_rows()
    return [Moments(known, _whole(total), _whole(squares), *ends) for known, total, squares, *ends in rows]


def _bytes(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "little", signed=True)
