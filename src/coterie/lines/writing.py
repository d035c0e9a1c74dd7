"""Frames as lines of CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from coterie.lines.engine import lines, processors
from coterie.threads import ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Guard = Callable[[pl.DataFrame], pl.DataFrame]

DECIMALS = 6

_ROWS = 2**18
"""Rows turned into text at a time."""


def write_csv(frame: pl.DataFrame | pl.LazyFrame, guard: Guard, file: BinaryIO) -> None:
    r"""Write a frame as CSV, part by part: the next one is turned into text while the last one goes to disk.

    Parameters
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        Of any types.
    guard : callable
        As of `csv_parts`; it is also asked for the header.
    file : binary file
        Where to.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> write_csv(pl.DataFrame({"id": ["a"], "x": [0.5]}), lambda frame: frame, file)
    >>> file.getvalue()
    b'id,x\na,0.500000\n'
    """
    file.write(guard(pl.DataFrame(schema=frame.collect_schema())).write_csv().encode())
    frames = frame.collect_batches() if isinstance(frame, pl.LazyFrame) else frame.iter_slices(_ROWS)
    for part in ahead(part for one in frames for part in csv_parts(one, guard)):
        file.write(part)


def csv_parts(frame: pl.DataFrame, guard: Guard, *, n_threads: int | None = None) -> Iterator[bytes | memoryview]:
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
