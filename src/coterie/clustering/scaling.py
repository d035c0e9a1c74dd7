"""Numbers of any size, brought to where no square overflows or vanishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coterie import errors
from coterie.clustering.engine import kernels
from coterie.clustering.inputs import checked_matrix

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_ORDINARY = 200  # numbers between 2 ** -200 and 2 ** 200 are left as they are
_LARGEST = 1e140


class Scaled(NamedTuple):
    """A matrix times 2 ** `exponent`, and its largest absolute value."""

    rows: NDArray[np.float64]
    largest: float
    exponent: int

    def back(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Undo the scale."""
        return np.ldexp(values, -self.exponent) if self.exponent else values


def scaled_matrix(X: ArrayLike, *, n_threads: int) -> Scaled:
    """Return a finite float64 matrix; the scale is a power of two, which changes no digit, and nearly always 1."""
    rows = checked_matrix(X)
    row, column, largest = kernels().check(rows, n_threads=n_threads)
    if row >= 0:
        raise errors.customers.not_a_matrix(why=f"row {row}, column {column} is {rows[row, column]}")
    if largest > _LARGEST:
        raise errors.customers.not_a_matrix(why=f"it holds {largest:.3g}, whose square is too large to add up")
    power = int(np.frexp(largest)[1])
    if abs(power) <= _ORDINARY:
        return Scaled(rows, largest, 0)
    return Scaled(np.ldexp(rows, -power), float(np.ldexp(largest, -power)), -power)
