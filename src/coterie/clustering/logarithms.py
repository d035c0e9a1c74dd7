"""Logarithms and what undoes them, the same to the last digit on every processor; NumPy's are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.engine import kernels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LN2 = 0.6931471805599453
_ROOT_HALF = 0.7071067811865476


def log1p(x: Floats, *, within: bool = False) -> Floats:
    """Return log(1 + x) of each, right to one unit in the last place.

    Parameters
    ----------
    x : ndarray of float64
    within : bool
        Write the answers over the numbers, where they lie side by side in memory.

    Examples
    --------
    >>> log1p(np.array([0.0, 1.0, 1e-300, -1.0])).tolist()
    [0.0, 0.6931471805599453, 1e-300, -inf]
    """
    out = np.ascontiguousarray(x) if within else np.array(x, dtype=np.float64, ndmin=1, order="C")
    kernels().log1p(out.reshape(-1))
    return out


def expm1(x: Floats, *, within: bool = False) -> Floats:
    """Return exp(x) - 1 of each, right to one unit in the last place; parameters are those of `log1p`.

    Examples
    --------
    >>> expm1(np.array([0.0, 1.0, 1000.0, -1000.0]))
    array([ 0.        ,  1.71828183,         inf, -1.        ])
    """
    out = np.ascontiguousarray(x) if within else np.array(x, dtype=np.float64, ndmin=1, order="C")
    kernels().expm1(out.reshape(-1))
    return out


def log(x: NDArray[np.number]) -> Floats:
    """Return the natural logarithm of each, right to two units in the last place.

    Examples
    --------
    >>> log(np.array([1.0, 8.0, 0.0]))
    array([0.        , 2.07944154,       -inf])
    """
    part, power = np.frexp(np.array(x, dtype=np.float64, ndmin=1))
    low = part < _ROOT_HALF  # from 1/2 to 1, brought to where 1 is the middle
    return log1p(np.where(low, part + part, part) - 1.0) + (power - low) * _LN2


def arcsinh(x: Floats) -> Floats:
    """Return the inverse hyperbolic sine of each.

    Examples
    --------
    >>> arcsinh(np.array([0.0, -1.0]))
    array([ 0.        , -0.88137359])
    """
    size = np.abs(x)
    squares = size * size
    return np.copysign(log1p(size + squares / (1.0 + np.sqrt(1.0 + squares))), x)
