"""Frames as lines of CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.lines.engine import lines, processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl

DECIMALS = 6


def csv_parts(
    frame: pl.DataFrame, guard: Callable[[pl.DataFrame], pl.DataFrame], *, n_threads: int | None = None
) -> Iterator[bytes | memoryview]:
    r"""Yield the lines of a frame, without a header: numbers with six decimals, fields quoted where they need it.

    Parameters
    ----------
    frame : polars.DataFrame
        Of any types.
    guard : callable
        Keeps spreadsheets from running a text; called where a text may need it.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The bytes do not depend on them.

    Yields
    ------
    bytes or memoryview
        What ``guard(frame).write_csv(float_precision=6, include_header=False)`` writes.

    Examples
    --------
    >>> import polars as pl
    >>> b"".join(csv_parts(pl.DataFrame({"id": ["a", "b,c"], "x": [0.5, None]}), lambda frame: frame))
    b'a,0.500000\n"b,c",\n'
    """
    engine = lines()
    threads = n_threads or processors()
    parts = None if engine is None else engine.write(frame.__arrow_c_stream__(), careful=True, n_threads=threads)
    if parts is None:
        frame = guard(frame)
        parts = None if engine is None else engine.write(frame.__arrow_c_stream__(), careful=False, n_threads=threads)
    if parts is None:
        yield frame.write_csv(float_precision=DECIMALS, include_header=False).encode()
    else:
        yield from (part.data for part in parts)
