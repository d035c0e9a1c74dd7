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
    if len(column) < 2:
        return True
    if (
        column.dtype.is_integer()
        and column.null_count() == 0
        and bool((column.slice(1) > column.slice(0, len(column) - 1)).all())
    ):
        return True
    return column.n_unique() == len(column)
