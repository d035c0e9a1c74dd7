"""The tail of the binomial distribution."""

from __future__ import annotations

import math

import numpy as np


def binomial_tail(successes: int, trials: int, chance: float) -> float:
    """Return the chance of at least so many successes.

    Parameters
    ----------
    successes, trials : int
    chance : float
        Of a success, between 0 and 1, neither of them.

    Examples
    --------
    >>> binomial_tail(2, 2, 0.5), binomial_tail(0, 2, 0.5)
    (0.25, 1.0)
    """
    if successes <= 0:
        return 1.0
    if successes > trials:
        return 0.0
    first = _log_choose(trials, successes) + successes * math.log(chance) + (trials - successes) * math.log1p(-chance)
    more = np.arange(successes, trials, dtype=np.float64)
    steps = np.log((trials - more) / (more + 1)) + math.log(chance) - math.log1p(-chance)
    return min(1.0, float(np.exp(np.cumsum(np.concatenate([[first], steps]))).sum()))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
