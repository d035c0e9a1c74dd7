"""Whether numbers are in another unit than before: cents or thousands of dollars, percent or shares."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from coterie.profiling import NumericProfile

_FACTORS = (100.0, 1000.0, 1e6, 0.01, 0.001, 1e-6)
_ALIKE = 3.0
_SPREAD_ALIKE = 5.0
_INSIDE = 0.9
_NEAR = 4.0  # standard deviations


def other_unit(values: pl.Series, seen: NumericProfile) -> float | None:
    """Find the factor that makes new numbers look like those of before, where they do not without it.

    Multiplied by it their typical size (the median; the mean where the median is 0) is within a factor of 3 of the old
    one, their standard deviation within a factor of 5, and nine in ten lie inside the old range.

    Parameters
    ----------
    values : polars.Series of Float64
        The new numbers, none missing.
    seen : NumericProfile
        The old ones.

    Returns
    -------
    float or None
        100, 1000, a million, or one over one of them.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.profiling import NumericProfile
    >>> seen = NumericProfile(mean=52_000.0, median=50_000.0, std=9_000.0, min=15_000.0, max=140_000.0)
    >>> other_unit(pl.Series([38.0, 61.0, 55.5]), seen)
    1000.0
    >>> other_unit(pl.Series([38_000.0, 61_000.0, 55_500.0]), seen) is None
    True
    """
    for factor in _FACTORS:
        if _typical(values, seen, factor) and _spread(values, seen, factor) and _inside(values, seen, factor):
            return factor
    return None


def _typical(values: pl.Series, seen: NumericProfile, factor: float) -> bool:
    """Return whether scaled numbers are as large as the old ones."""
    new, old = values.median(), seen.median
    if not new or not old:
        new, old = values.mean(), seen.mean
    return isinstance(new, float) and _close(new * factor, old, _ALIKE)


def _spread(values: pl.Series, seen: NumericProfile, factor: float) -> bool:
    """Return whether scaled numbers differ as much as the old ones; of one number nothing is known."""
    spread = values.std()
    return not spread or (isinstance(spread, float) and _close(spread * factor, seen.std, _SPREAD_ALIKE))


def _close(one: float, other: float | None, most: float) -> bool:
    return other is not None and one * other > 0 and abs(math.log(one / other)) <= math.log(most)


def _inside(values: pl.Series, seen: NumericProfile, factor: float) -> bool:
    """Return whether scaled numbers mostly lie in the old range, or near the old mean where no range was kept."""
    near = _NEAR * (seen.std or 0.0)
    least = (seen.mean or 0.0) - near if seen.min is None else seen.min
    greatest = (seen.mean or 0.0) + near if seen.max is None else seen.max
    inside = (values * factor).is_between(least, greatest).sum()
    return float(inside) >= _INSIDE * len(values)
