"""log(1 + x) and exp(x) - 1 in place: the operations of `kernels/logarithms.cpp`, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_INVERSE_LN2 = 1.44269504088896338700
_TINY = 2.0**-54
_ONE, _ROOT_HALF, _FRACTION = (np.uint64(bits) for bits in (0x3FF0000000000000, 0x3FE6A09E00000000, 0x000FFFFFFFFFFFFF))
_TO_52, _BITS = np.uint64(0x4330000000000000), np.uint64(52)
_ROUNDING = 1.5 * 2.0**52
_BIASED = np.float64(_ROUNDING).view(np.uint64) - np.uint64(1023)


def log1p(x: Floats) -> None:
    """Replace numbers by log(1 + x)."""
    with np.errstate(all="ignore"):
        x[:] = _log1p(x)


def expm1(x: Floats) -> None:
    """Replace numbers by exp(x) - 1."""
    with np.errstate(all="ignore"):
        x[:] = _expm1(x)


def _log1p(x: Floats) -> Floats:
    u = 1.0 + x
    shifted = u.view(np.uint64) + (_ONE - _ROOT_HALF)
    k = ((shifted >> _BITS) | _TO_52).view(np.float64) - (2.0**52 + 1023.0)
    near = k == 0.0
    f = np.where(near, x, ((shifted & _FRACTION) + _ROOT_HALF).view(np.float64) - 1.0)
    lost = np.where(k > 1.0, 1.0 - (u - x), x - (u - 1.0)) / u
    half, s = 0.5 * f * f, f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    odd = w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)
    odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + odd))
    out = s * (half + (odd + even)) + (k * _LN2_LOW + np.where(near, 0.0, lost)) - half + f + k * _LN2_HIGH
    out = np.where(np.abs(x) < _TINY, x, out)
    out = np.where(x == -1.0, -np.inf, out)
    return np.where(x == np.inf, x, np.where(x < -1.0, np.nan, out))


def _expm1(x: Floats) -> Floats:
    y = np.where(x > 710.0, 710.0, x)
    y = np.where(y < -60.0, -60.0, y)
    k = (y * _INVERSE_LN2 + _ROUNDING) - _ROUNDING
    high, low = y - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    c = (high - r) - low
    half = 0.5 * r
    z = r * half
    p = z * (-7.93650757867487942473e-05 + z * (4.00821782732936239552e-06 + z * -2.01099218183624371326e-07))
    p = 1.0 + z * (-3.33333333333331316428e-02 + z * (1.58730158725481460165e-03 + p))
    t = 3.0 - p * half
    e = (r * (z * ((p - t) / (6.0 - r * t)) - c) - c) - z
    last = _power_of_two(-np.where(k > 60.0, 60.0, k))
    small = np.where((k == 1.0) & (r < -0.25), (0.5 + r) - e, (1.0 - last) + (r - e))
    total = np.where(k > 19.0, (r - (e + last)) + 1.0, small)
    out = (total + total) * _power_of_two(k - 1.0)  # 2 ** 1024 is no number
    return np.where(np.abs(x) < _TINY, x, out)


def _power_of_two(k: Floats) -> Floats:
    """2 ** k of whole numbers: the last bits of k + 1.5 * 2 ** 52 hold k."""
    powers: Floats = (((k + _ROUNDING).view(np.uint64) - _BIASED) << _BITS).view(np.float64)
    return powers
