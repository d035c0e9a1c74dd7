"""How a segment's profile differs from all customers': the one measure that cards and table share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = (0.25, 0.75, 1.25)
"""Where the shades of difference begin, in standard deviations of all customers."""


def is_numeric(profile: Mapping[str, Any]) -> bool:
    """Return whether a column's profile holds a mean (a number, or a date) rather than a most common value.

    Examples
    --------
    >>> is_numeric({"mean": 1.0}), is_numeric({"mode": "Gold"})
    (True, False)
    """
    return "mean" in profile


def deviation(profile: Mapping[str, Any], overall: Mapping[str, Any]) -> float | None:
    """Return how far a segment's mean lies from all customers', in standard deviations of all customers.

    None for dates, categories, and where a number is missing.

    Examples
    --------
    >>> deviation({"mean": 52.0}, {"mean": 40.0, "std": 10.0})
    1.2
    >>> deviation({"mode": "Gold"}, {"mode": "Gold"}) is None
    True
    """
    mean, average, spread = (_number(value) for value in (profile.get("mean"), overall.get("mean"), overall.get("std")))
    if mean is None or average is None or not spread:
        return None
    return (mean - average) / spread


def step(deviation: float | None) -> int:
    """Return the shade of a difference: 0 near the average, 1 to 3 above it, −1 to −3 below.

    Examples
    --------
    >>> [step(z) for z in (None, 0.1, 0.3, -0.8, 2.0)]
    [0, 0, 1, -2, 3]
    """
    if deviation is None:
        return 0
    size = sum(abs(deviation) >= start for start in STEPS)
    return size if deviation > 0 else -size


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
