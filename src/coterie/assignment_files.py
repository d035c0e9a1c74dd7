"""Assignments as files: CSV, Parquet or a workbook, in one file or in one for each segment."""

from __future__ import annotations

import contextlib
import os
import re
from typing import IO, TYPE_CHECKING

import polars as pl

from coterie.assignments import write_csv
from coterie.atomic import whole
from coterie.likeness import Likeness, Recoded
from coterie.sources import to_polars
from coterie.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coterie.origin import Origin

ENDINGS = (".csv", ".parquet", ".xlsx")
"""What the names of files of assignments end in."""

MOST_SEGMENTS = 255

_ROWS = 2**17
"""Of a group of Parquet: named, so that a file is the same whether its rows were held or passed by."""


def write_file(assignments: object, path: Path, like: Likeness | None = None, *, origin: Origin | None = None) -> None:
    """Write assignments to one file, by its ending.

    Parameters
    ----------
    assignments : frame
        Of any kind; a lazy one is never held whole.
    path : Path
    like : Likeness or None
        How a text file is written; None: with commas, in UTF-8.
    origin : Origin or None
        Where the assignments come from, which Parquet says.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    frame = assignments if isinstance(assignments, pl.LazyFrame) else to_polars(assignments)
    with path.open("wb") as file:  # Polars takes paths as UTF-8 only
        if path.suffix.lower() == ".xlsx":
            write_workbook(frame, file)
        elif path.suffix.lower() == ".parquet":
            _write_parquet(frame, file, {} if origin is None else origin.told)
        elif like is None:
            write_csv(frame, file)
        else:
            write_csv(frame, Recoded(file, like.encoding), separator=like.separator, decimal=like.decimal)


@contextlib.contextmanager
def assignments_written(
    assignments: object, path: Path, like: Likeness | None = None, *, origin: Origin | None = None
) -> Iterator[None]:
    """Write assignments to one file; it takes its name when the `with` block ends well, or there is none.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    with whole(path) as partial:
        write_file(assignments, partial, like, origin=origin)
        yield


def write_split(
    assignments: pl.DataFrame | pl.LazyFrame,
    folder: Path,
    ids: Sequence[int],
    *,
    ending: str,
    origin: Origin | None = None,
) -> None:
    """Write a file for each segment, and one for the customers without a segment where there are any.

    Parameters
    ----------
    assignments : polars.DataFrame or polars.LazyFrame
    folder : Path
        Where to: the files are called after the ids, such as ``assignments-0.csv``.
    ids : sequence of int
        The segments' permanent ids.
    ending : str
        "csv", "parquet" or "xlsx".
    origin : Origin or None
        As in `write_file`.
    """
    for name, rows in _parts(assignments, ids):
        write_file(rows, folder / f"assignments-{name}.{ending}", origin=origin)


def _parts(
    assignments: pl.DataFrame | pl.LazyFrame, ids: Sequence[int]
) -> Iterator[tuple[str, pl.DataFrame | pl.LazyFrame]]:
    for number in ids:
        yield str(number), assignments.filter(pl.col("segment_id") == number)
    lost = assignments.filter(pl.col("segment_id").is_null())
    if not lost.lazy().head(1).collect().is_empty():
        yield "none", lost


def split_names() -> set[str]:
    """Return every name that a file of one segment can have.

    Examples
    --------
    >>> {"assignments-0.csv", "assignments-none.xlsx"} <= split_names()
    True
    """
    numbers = [*map(str, range(MOST_SEGMENTS)), "none"]
    return {f"assignments-{number}{ending}" for number in numbers for ending in ENDINGS}


def _write_parquet(frame: pl.DataFrame | pl.LazyFrame, file: IO[bytes], told: dict[str, str]) -> None:
    """Write Parquet; what the system has against it is an error of the system again, as it is with CSV."""
    try:
        if isinstance(frame, pl.LazyFrame):
            frame.sink_parquet(file, row_group_size=_ROWS, metadata=told)
        else:
            frame.write_parquet(file, row_group_size=_ROWS, metadata=told)
    except pl.exceptions.ComputeError as error:
        if number := re.search(r"\(os error (\d+)\)", str(error)):
            raise OSError(int(number[1]), os.strerror(int(number[1]))) from error
        raise
