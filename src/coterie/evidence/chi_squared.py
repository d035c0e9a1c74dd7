"""The tail of the chi-squared distribution."""

from __future__ import annotations

import math


def chi_squared_tail(statistic: float, freedom: int) -> float:
    """Return the chance of a chi-squared number at least as large.

    For whole degrees of freedom the tail is a finite sum of positive terms (Abramowitz and Stegun 1964, 26.4.4 and
    26.4.5), so nothing is lost by subtracting. Terms are worked out by their logarithms, which stay in range where the
    terms themselves do not.

    Parameters
    ----------
    statistic : float
        The number; the tail of what is not above 0 is 1.
    freedom : int
        Degrees of freedom, at least 1.

    Returns
    -------
    float

    Examples
    --------
    >>> round(chi_squared_tail(3.841458820694124, 1), 12)
    0.05
    >>> round(chi_squared_tail(9.487729036781154, 4), 12)
    0.05
    """
    half = statistic / 2
    if half <= 0:
        return 1.0
    start = 0.5 if freedom % 2 else 0.0
    powers = (start + step for step in range(freedom // 2))
    terms = [math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers]
    return min(1.0, math.fsum([*terms, math.erfc(math.sqrt(half)) if start else 0.0]))
