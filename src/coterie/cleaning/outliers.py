"""Numbers that stand alone: kept, and pointed at by row."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

_RARE = 0.005
_BEYOND = 3.0
_TWICE = 2.0


def alone(numbers: pl.Series) -> pl.Series:
    """Say which numbers stand alone: a few, far from the middle half, with a gap between them and all others.

    Far is more than three times the middle half's width from it; behind the gap they are at least twice as far from the
    median as the next. Numbers below 0 stand alone in a column that is positive else, and so does 0 where the next
    value is 5 or more and at least a fifth of the median: it often stands for "missing". At most one row in two hundred
    (or three rows) stands alone: more are a tail, not strays.

    Parameters
    ----------
    numbers : polars.Series of Float64
        A cleaned column.

    Returns
    -------
    polars.Series of Boolean
        Never null.

    Examples
    --------
    >>> import polars as pl
    >>> alone(pl.Series([*range(20, 60), 900.0], strict=False)).arg_true().to_list()
    [40]
    """
    known = numbers.drop_nulls()
    if len(known) < 20 or known.n_unique() < 10:
        return pl.repeat(value=False, n=len(numbers), eager=True)
    most = max(3, int(_RARE * len(known)))
    low, middle, high = (float(known.quantile(share) or 0) for share in (0.25, 0.5, 0.75))
    far = _BEYOND * (high - low)
    upper = _edge((known.top_k(most + 1) - middle).sort(), high + far - middle) + middle
    lower = middle - _edge((middle - known.bottom_k(most + 1)).sort(), middle - low + far)
    strays = (numbers >= upper) | (numbers <= lower)
    if 0 < int((known < 0).sum()) <= most:
        strays |= numbers < 0
    if _zero_alone(known, most):
        strays |= numbers == 0
    return strays.fill_null(value=False)


def _edge(distances: pl.Series, far: float) -> float:
    """Return the first distance from the median that lies far out and behind a gap, or infinity."""
    return next(
        (beyond for near, beyond in pairwise(distances) if beyond > far and beyond >= _TWICE * near), float("inf")
    )


def _zero_alone(known: pl.Series, most: int) -> bool:
    """Say whether a few zeros stand far below a column of positive numbers."""
    positive = known.filter(known > 0).sort()
    zeros = int((known == 0).sum())
    if not 0 < zeros <= max(most, 0.02 * len(known)) or positive.is_empty():
        return False
    return bool(positive[0] >= max(5.0, 0.2 * positive[len(positive) // 2]))
