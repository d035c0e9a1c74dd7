"""Work that is sent to executors: it says how many threads it takes before anything there starts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark import cloudpickle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Batches = Iterator[Any]
    Work = Callable[[Batches], Batches]


def sent(work: Callable[[Any], Any], *, n_threads: int) -> Work:
    """Return what Spark calls on an executor: a function that is sent whole, and loads the work when it runs.

    Polars begins with as many threads as a machine has processors, in every task, unless told before it is loaded.

    Examples
    --------
    >>> list(sent(iter, n_threads=1)([1, 2]))
    [1, 2]
    """
    payload: bytes = cloudpickle.dumps(work)  # type: ignore[no-untyped-call]  # it ships no types

    def run(batches: Batches) -> Batches:
        import os  # noqa: PLC0415 - it runs elsewhere

        os.environ.setdefault("POLARS_MAX_THREADS", str(n_threads))
        from pyspark import cloudpickle as pickled  # noqa: PLC0415 - as above

        yield from pickled.loads(payload)(batches)

    run.__module__ = "__main__"  # sent by value: what it stands in would load Polars
    return run
