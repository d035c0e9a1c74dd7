"""Whether values repeat, found by the cheapest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def is_unique(column: pl.Series) -> bool:
    """Return whether no value is there twice; missing ones repeat each other.

    Numbers that count up, as most ids do, are seen at once.

    Examples
    --------
    >>> import polars as pl
    >>> is_unique(pl.Series([1, 2, 5])), is_unique(pl.Series([2, 1, 2])), is_unique(pl.Series([None, None]))
    (True, False, False)
    """
    return counts_up(column) or column.n_unique() == len(column)


def counts_up(column: pl.Series) -> bool:
    """Return whether whole numbers, none of them missing, each lie above the one before.

    Examples
    --------
    >>> import polars as pl
    >>> [counts_up(pl.Series(numbers, dtype=pl.Int64)) for numbers in ([1, 2, 5], [1, 1], [1, None, 2], [])]
    [True, False, False, True]
    """
    if not column.dtype.is_integer() or column.has_nulls():
        return False
    return bool((column.slice(1) > column.head(-1)).all())
