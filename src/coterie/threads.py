"""The same work for every column, on all processors."""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextvars import Context

    from numpy.typing import NDArray

_In = TypeVar("_In")
_Out = TypeVar("_Out")

LARGE = 50_000
"""Rows from which on threads are worth starting."""

TEXT = 10
"""Numbers that are worked on in the time of one text."""

_BLOCK_ROWS = 2**15
_MOST_THREADS = 4  # each holds copies of a column
_ITEMS_AHEAD = 2
_kept = threading.local()


def map_columns(
    work: Callable[[_In], _Out], columns: Iterable[_In], *, rows: int, n_threads: int | None = None
) -> list[_Out]:
    """Do some work for each column; the results come in the columns' order, whatever the number of threads.

    Parameters
    ----------
    work : callable
        Must depend on its column alone. NumPy and Polars let other threads run meanwhile.
    columns : iterable
        The columns.
    rows : int
        How long they are.
    n_threads : int, optional
        Threads at most; by default as many as processors, up to 4.

    Returns
    -------
    list

    Examples
    --------
    >>> map_columns(abs, [-1, 2], rows=100_000)
    [1, 2]
    """
    return [work(column) for column in columns] if rows < LARGE else parallel_map(work, columns, n_threads=n_threads)


def parallel_map(work: Callable[[_In], _Out], items: Iterable[_In], *, n_threads: int | None = None) -> list[_Out]:
    """Do some work for each item, several at a time; the results come in the items' order.

    Examples
    --------
    >>> parallel_map(abs, [-1, 2])
    [1, 2]
    """
    threads = min(os.cpu_count() or 1, _MOST_THREADS) if n_threads is None else n_threads
    if threads == 1:
        return [work(item) for item in items]
    with ThreadPoolExecutor(threads) as pool:
        try:
            return list(pool.map(_within, ((copy_context(), work, item) for item in items)))
        except BaseException:  # Ctrl-C too: what nobody waits for is not begun
            pool.shutdown(cancel_futures=True)
            raise


def _within(task: tuple[Context, Callable[[_In], _Out], _In]) -> _Out:
    """Do some work with what was chosen where it was asked for, such as the words in use: threads begin without."""
    context, work, item = task
    return context.run(work, item)


def prefetch(items: Iterator[_Out]) -> Iterator[_Out]:
    """Yield the same; the next one is made, in another thread, while the last one is worked on.

    Examples
    --------
    >>> list(prefetch(iter([1, 2])))
    [1, 2]
    """
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(copy_context().run, _next, items)
        while found := coming.result():
            coming = beside.submit(copy_context().run, _next, items)
            yield found[0]


def _next(items: Iterator[_Out]) -> list[_Out]:
    return list(islice(items, 1))


def parallel_imap(work: Callable[[_In], _Out], items: Iterator[_In]) -> Iterator[_Out]:
    """Yield the work of each item, in order; two more are worked on meanwhile. An error comes out as soon as it is met.

    Examples
    --------
    >>> list(parallel_imap(abs, iter([-1, 2])))
    [1, 2]
    """
    with ThreadPoolExecutor(_ITEMS_AHEAD) as pool:
        coming = deque(pool.submit(copy_context().run, work, item) for item in islice(items, _ITEMS_AHEAD))
        while coming:
            found = coming.popleft().result()
            coming.extend(pool.submit(copy_context().run, work, item) for item in islice(items, 1))
            yield found


class Background(Generic[_Out]):
    """Something worked out beside the work; when the program ends, or is stopped, nobody waits for it.

    Examples
    --------
    >>> Background(lambda: 7).result()
    7
    """

    def __init__(self, work: Callable[[], _Out]) -> None:
        self._found: list[_Out] = []
        self._failed: list[Exception] = []
        self._work = work
        run = copy_context().run  # what is chosen for this task, such as its words, is chosen for its work aside
        self._thread = threading.Thread(target=run, args=(self._run,), daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except Exception as error:  # noqa: BLE001 - raised where the result is asked for
            self._failed.append(error)

    def result(self) -> _Out:
        """Wait for it, and return it or raise what went wrong."""
        self._thread.join()
        if self._failed:
            raise self._failed[0]
        return self._found[0]


def cache_blocks(rows: int) -> list[slice]:
    """Return the rows in blocks that stay in the processor's cache while several things are done to them.

    Examples
    --------
    >>> cache_blocks(40_000)
    [slice(0, 32768, None), slice(32768, 65536, None)]
    """
    return [slice(start, start + _BLOCK_ROWS) for start in range(0, rows, _BLOCK_ROWS)]


def scratch_array(rows: int) -> NDArray[np.float64]:
    """Return room for a column's numbers, the same again for every column of a thread: fresh memory is slow.

    Whatever is in it is gone at the next call in the same thread.

    Examples
    --------
    >>> scratch_array(3).shape
    (3,)
    """
    if rows < LARGE:
        return np.empty(rows)
    if len(getattr(_kept, "scratch", ())) < rows:
        _kept.scratch = np.empty(rows)
    kept: NDArray[np.float64] = _kept.scratch[:rows]
    return kept
