"""Plain numbers out of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.lines.engine import lines, processors

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE = np.iinfo(np.int64).min


def read_numbers(
    block: bytes, types: Mapping[str, type[pl.DataType]], *, delimiter: str, n_threads: int | None = None
) -> pl.DataFrame | None:
    r"""Read lines that hold nothing but plain numbers and empty cells.

    A plain number is written in digits, perhaps with a minus before and a decimal point inside, and without a zero in
    front: what is read from it is all that it says.

    Parameters
    ----------
    block : bytes
        Whole lines.
    types : mapping of str to polars data type
        Int64 or Float64, by column.
    delimiter : str
        Between the fields, one character.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.

    Returns
    -------
    polars.DataFrame or None
        None where a cell is something else, a line has not as many cells as there are columns, or the C++ that reads
        is not there: Polars can read all of that, or say what is wrong.

    Examples
    --------
    >>> import os
    >>> types = {"n": pl.Int64, "x": pl.Float64}
    >>> frame = read_numbers(b"1,0.5\n2,\n", types, delimiter=",")
    >>> None if frame is None else frame.rows()
    [(1, 0.5), (2, None)]
    >>> [read_numbers(line, types, delimiter=",") for line in (b"007,1\n", b"1,5.\n", b"1,+5\n", b"1\n", b"1,1e5\n")]
    [None, None, None, None, None]
    """
    engine = lines()
    if engine is None:
        return None
    whole = [dtype == pl.Int64 for dtype in types.values()]
    found = engine.parse(block, delimiter, whole, n_threads=n_threads or processors())
    if found is None:
        return None
    return pl.DataFrame(
        [
            _series(name, values, empty=bool(empty))
            for name, values, empty in zip(types, found[0], found[1], strict=True)
        ]
    )


def _series(name: str, values: np.ndarray[tuple[int], np.dtype[np.float64 | np.int64]], *, empty: bool) -> pl.Series:
    if not empty:
        return pl.Series(name, values)
    if values.dtype == np.float64:
        return pl.Series(name, values, nan_to_null=True)
    cells = pl.Series(name, values)
    return cells.set(cells == _NONE, None)
