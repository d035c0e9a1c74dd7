"""How sure a share is."""

from __future__ import annotations

import math

Z95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


def wilson(successes: int, n: int, *, z: float = Z95) -> tuple[float, float]:
    """Return the interval of a share after Wilson (1927), which stays within 0 and 1 and holds for few customers too.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(31, 100)]
    [0.228, 0.406]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
