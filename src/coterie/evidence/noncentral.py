"""Numbers that a chi-squared number seldom exceeds, central or not."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from coterie.evidence.chi_squared import chi_squared_tail

_STEPS = 200
_WIDE = 12.0
"""Standard deviations of the Poisson number on either side beyond which its terms are below 1e-30."""
_FAR = 10_000.0
"""Beyond this noncentrality Sankaran's approximation is right to 1e-6 (relative)."""


def noncentral_tail(statistic: float, freedom: int, noncentrality: float) -> float:
    """Return the chance of a noncentral chi-squared number at least as large.

    It is a mixture: central tails with `freedom` + 2j degrees, weighed by the Poisson distribution of j with mean
    `noncentrality` / 2 (Johnson, Kotz and Balakrishnan 1995, Continuous Univariate Distributions 2, chapter 29). Each
    central tail is the one before and one term more, so that all of them are one sum.

    Parameters
    ----------
    statistic : float
        The number; the tail of what is not above 0 is 1.
    freedom : int
        Degrees of freedom, at least 1.
    noncentrality : float
        At least 0; 0 is the central distribution.

    Returns
    -------
    float

    Examples
    --------
    >>> round(noncentral_tail(16.919, 9, 0.0), 6)
    0.05
    >>> round(noncentral_tail(16.919, 9, 10.0), 6)
    0.563947
    """
    half, mean = statistic / 2, noncentrality / 2
    if half <= 0:
        return 1.0
    if mean == 0:
        return chi_squared_tail(statistic, freedom)
    most = math.ceil(mean + _WIDE * math.sqrt(mean) + 4 * _WIDE)
    steps = np.arange(1, most + 1)
    weights = np.exp(_logs(-mean, math.log(mean), np.zeros(1), steps))
    first = freedom / 2 * math.log(half) - half - math.lgamma(freedom / 2 + 1)
    terms = np.exp(_logs(first, math.log(half), np.full(1, freedom / 2), steps[:-1]))
    tails = np.cumsum([chi_squared_tail(statistic, freedom), *terms])
    return min(1.0, float(np.dot(weights, np.append(tails, 1.0)[: len(weights)])))


def _logs(first: float, step: float, start: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Return logarithms of a sequence whose terms are the one before, times exp(step), over a rising number."""
    return np.cumsum(np.concatenate([[first], step - np.log(start + steps)]))


def chi_squared_critical(tail: float, freedom: int, noncentrality: float = 0.0) -> float:
    """Return the number that a chi-squared number exceeds with this chance.

    Parameters
    ----------
    tail : float
        The chance, between 0 and 1.
    freedom : int
        Degrees of freedom, at least 1.
    noncentrality : float
        0: the central distribution. Beyond 10,000 it is Sankaran's approximation (1963, Biometrika 50:199-204).

    Returns
    -------
    float

    Examples
    --------
    >>> round(chi_squared_critical(0.05, 1), 6), round(chi_squared_critical(0.05, 9, 10.0), 6)
    (3.841459, 32.882649)
    """
    near = _sankaran(tail, freedom, noncentrality)
    if noncentrality > _FAR:
        return near
    low, high = 0.0, max(2 * near, 1.0)
    while noncentral_tail(high, freedom, noncentrality) > tail:
        low, high = high, 2 * high
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        if noncentral_tail(middle, freedom, noncentrality) > tail:
            low = middle
        else:
            high = middle
    return high


def _sankaran(tail: float, freedom: int, noncentrality: float) -> float:
    """Approximate the number: a power of it is nearly normal."""
    total = freedom + noncentrality
    h = 1 - 2 * total * (freedom + 3 * noncentrality) / (3 * (freedom + 2 * noncentrality) ** 2)
    p = (freedom + 2 * noncentrality) / total**2
    m = (h - 1) * (1 - 3 * h)
    mean = 1 + h * p * (h - 1 - (2 - h) * m * p / 2)
    deviation = h * math.sqrt(2 * p) * (1 + m * p / 2)
    found: float = total * max(mean + deviation * NormalDist().inv_cdf(1 - tail), 0.0) ** (1 / h)
    return found
