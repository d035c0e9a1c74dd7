"""Sums of numbers and of their squares without rounding: whole numbers in fixed point, as the kernels have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

SUM_DIGITS, SQUARES_DIGITS = 34, 67
"""Digits of 64 bits, the lowest first, the sign in the highest. Sums count 2 ** -1074, those of squares 2 ** -2148."""

_POWERS = 2046  # of two, by which whole numbers of 53 bits are multiplied
_PART = 18  # bits of a part: _ROWS products of two parts add up exactly in float64
_ROWS = 2**16


def sums(values: Floats, labels: Places, n_labels: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Add up finite numbers, and their squares, by label.

    Returns
    -------
    (ndarray of shape (n_labels, SUM_DIGITS), ndarray of shape (n_labels, SQUARES_DIGITS)), uint64

    Examples
    --------
    >>> plain, squares = sums(np.array([5e-324, 5e-324]), np.array([0, 0]), 1)
    >>> plain[0, :2].tolist(), squares[0, :2].tolist()
    ([2, 0], [2, 0])
    """
    plain, squares = [0] * n_labels, [0] * n_labels
    for first in range(0, len(values), _ROWS):
        block = slice(first, first + _ROWS)
        for label, power, total, square in _totals(values[block], labels[block]):
            plain[label] += total << power
            squares[label] += square << 2 * power
    return _digits(plain, SUM_DIGITS), _digits(squares, SQUARES_DIGITS)


def _totals(values: Floats, labels: Places) -> Iterator[tuple[int, int, int, int]]:
    """Yield labels, powers of two, and the sums of the whole numbers that they multiply, and of their squares."""
    bits = values.view(np.uint64)
    raw = ((bits >> np.uint64(52)) & np.uint64(0x7FF)).astype(np.int64)
    whole = (bits & np.uint64(2**52 - 1)).astype(np.int64) + np.where(raw > 0, 2**52, 0)
    cells, own = np.unique(labels * _POWERS + np.maximum(raw - 1, 0), return_inverse=True)
    parts = [((whole >> at) & (2**_PART - 1)).astype(np.float64) for at in (0, _PART, 2 * _PART)]
    sign = np.where(np.signbit(values), -1.0, 1.0)

    def added(weights: Floats) -> list[int]:
        return [int(total) for total in np.bincount(own, weights, len(cells))]

    plain = [added(sign * part) for part in parts]
    pairs = [(i, j) for i in range(3) for j in range(i, 3)]
    products = [added(parts[i] * parts[j] * (1 if i == j else 2)) for i, j in pairs]
    for cell, label, power in zip(range(len(cells)), *np.divmod(cells, _POWERS), strict=True):
        total = sum(plain[at][cell] << at * _PART for at in range(3))
        square = sum(product[cell] << (i + j) * _PART for (i, j), product in zip(pairs, products, strict=True))
        yield int(label), int(power), total, square


def _digits(totals: list[int], size: int) -> NDArray[np.uint64]:
    data = b"".join(total.to_bytes(8 * size, "little", signed=True) for total in totals)
    return np.frombuffer(data, "<u8").reshape(len(totals), size)
