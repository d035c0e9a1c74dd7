"""The same work for every column, on all processors."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_In = TypeVar("_In")
_Out = TypeVar("_Out")

LARGE = 50_000
"""Rows from which on threads are worth starting."""

_MOST = 4  # each holds copies of a column


def each(work: Callable[[_In], _Out], columns: Iterable[_In], *, rows: int) -> list[_Out]:
    """Do some work for each column; the results come in the columns' order, whatever the number of threads.

    Parameters
    ----------
    work : callable
        Must depend on its column alone. NumPy and Polars let other threads run meanwhile.
    columns : iterable
        The columns.
    rows : int
        How long they are.

    Returns
    -------
    list

    Examples
    --------
    >>> each(abs, [-1, 2], rows=100_000)
    [1, 2]
    """
    threads = min(os.cpu_count() or 1, _MOST)
    if rows < LARGE or threads == 1:
        return [work(column) for column in columns]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, columns))
