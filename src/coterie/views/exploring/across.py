"""Which segments of two runs are the same, where both are of the same customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.evidence.agreement import shared
from coterie.naming.following import matches

if TYPE_CHECKING:
    import polars as pl


def same_customers(one: pl.DataFrame, other: pl.DataFrame, id_column: str | None) -> bool:
    """Return whether two runs are of the same customers in the same order.

    Parameters
    ----------
    one, other : polars.DataFrame
        `Drawn.customers` of each.
    id_column : str or None
        The column of ids, as ``c0``; None: their number alone can tell.

    Examples
    --------
    >>> import polars as pl
    >>> same_customers(pl.DataFrame({"c0": [1, 2]}), pl.DataFrame({"c0": [2, 1]}), "c0")
    False
    """
    if one.height != other.height:
        return False
    if id_column is None:
        return True
    return id_column in other.columns and one[id_column].equals(other[id_column])


def same_segments(one: pl.Series, other: pl.Series, k: tuple[int, int]) -> list[int | None]:
    """Return, for each segment of the second run, the one of the first that it is; None where it is none.

    Parameters
    ----------
    one, other : polars.Series
        The segment of each customer.
    k : (int, int)
        How many segments each has.

    Examples
    --------
    >>> import polars as pl
    >>> same_segments(pl.Series([0, 0, 1]), pl.Series([1, 1, 0]), (2, 2))
    [1, 0]
    """
    first, second = (each.to_numpy().astype(np.int32) for each in (one, other))
    return matches(shared(first, second, k))
