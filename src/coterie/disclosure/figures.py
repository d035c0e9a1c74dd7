"""How exactly a number may be said."""

from __future__ import annotations

import math

FIGURES = 3
"""Significant digits of what is said of few customers."""


def rounded(value: float | None, *, spread: float | None = None) -> float | None:
    """Return a number with three significant digits.

    Where these would hide how customers differ (the years 2019 and 2023 are both 2020), it has two digits of the
    spread instead.

    Parameters
    ----------
    value : float or None
        None stays None.
    spread : float, optional
        Standard deviation of all customers.

    Examples
    --------
    >>> rounded(52345.67, spread=21_000.0), rounded(34.278), rounded(0.0), rounded(None)
    (52300.0, 34.3, 0.0, None)
    >>> rounded(2019.37, spread=3.1)
    2019.4
    """
    if value is None or not value or not math.isfinite(value):
        return value
    return round(value, -_step(value, spread))


def outward(value: float | None, *, up: bool, spread: float | None = None) -> float | None:
    """Return the least or the greatest of many values as exactly as `rounded` does, so that all lie within.

    Examples
    --------
    >>> outward(52345.67, up=True), outward(52345.67, up=False), outward(52300.0, up=True)
    (52400.0, 52300.0, 52300.0)
    """
    near = rounded(value, spread=spread)
    if value is None or near is None or near == value or (near > value) == up:
        return near
    step = _step(value, spread)
    return round(near + (10.0**step if up else -(10.0**step)), -step)


def _step(value: float, spread: float | None) -> int:
    step = _exponent(value) - FIGURES + 1
    if spread and math.isfinite(spread) and 10.0**step > spread / 4:
        step = _exponent(spread) - 1
    return step


def _exponent(value: float) -> int:
    return math.floor(math.log10(abs(value)))
