"""Tables that are not held in memory: read batch by batch, as often as needed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie import errors
from coterie.parsing.formulas import are_guarded
from coterie.remarks import Remark
from coterie.sources.column_names import plain_titles
from coterie.sources.control_characters import mended
from coterie.sources.limits.bounds import check_shape, leaves
from coterie.sources.limits.parquet_footer import check_pages
from coterie.sources.narrow import narrowed, widened
from coterie.sources.text.large import read_parts
from coterie.sources.typed.files import parquet_files, text_partitions, unnested
from coterie.threads import prefetch

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from coterie.spool import Spool

CELLS = 2**21
"""Cells of a batch of Parquet."""

_STEP = 2**22

_Reader = Callable[[list[str] | None], Iterator[pl.DataFrame]]


@dataclass(frozen=True)
class Batches:
    """A customer table that stays where it is.

    Attributes
    ----------
    name : str
        The file's name without its folder.
    rows : int
        How many it has.
    types : dict of str to polars.DataType
        Its columns.
    remarks : tuple of Remark
        What reading had to do.
    read : callable
        Given names of columns, or None for all, yields the rows in their order, batch by batch.
    digest : callable
        Returns the SHA-256 of the bytes.
    """

    name: str
    rows: int
    types: dict[str, pl.DataType]
    remarks: tuple[Remark, ...]
    read: _Reader
    digest: Callable[[], str]

    def frames(self, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """Yield the rows; the next batch is read while the last one is worked on."""
        yield from prefetch(self.read(None if columns is None else list(columns)))


def open_parquet(path: Path) -> Batches:
    """Open a Parquet file, or a folder of them, partitioned or not; nothing but its ends is read.

    Raises
    ------
    coterie.errors.InputError
        When the files cannot be read as one table.
    """
    files = parquet_files(path) if path.is_dir() else [path]
    try:
        lengths = [int(pl.scan_parquet(file).select(pl.len()).collect().item()) for file in files]
        parts = text_partitions(files) if path.is_dir() else None
        scan = pl.scan_parquet(files, hive_partitioning=path.is_dir(), hive_schema=parts)
        schema = scan.collect_schema()
        check_shape(sum(lengths), leaves(schema), name=path.name, size=sum(file.stat().st_size for file in files))
        check_pages((file.open("rb") for file in files), path.name, schema)
        first = unnested(pl.DataFrame(schema=schema))
    except errors.CoterieError:
        raise
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise errors.reading.unreadable(path.name, "it is no Parquet that can be understood.") from error
    titles, remarks = plain_titles(first.columns)
    if not titles or not sum(lengths):
        raise errors.reading.no_rows(path.name)
    read = partial(_parquet_batches, path, list(zip(files, lengths, strict=True)), schema, titles)
    types = dict(zip(titles, first.dtypes, strict=True))
    return Batches(path.name, sum(lengths), types, tuple(remarks), read, partial(_parquet_digest, path, files))


def _parquet_batches(
    path: Path, files: list[tuple[Path, int]], schema: pl.Schema, titles: list[str], columns: list[str] | None
) -> Iterator[pl.DataFrame]:
    """Yield slices of every file, under the titles that can be used."""
    step = max(1024, CELLS // max(1, len(titles)))
    nested = any(isinstance(dtype, pl.Struct) for dtype in schema.values())
    wanted = (
        None
        if columns is None or nested
        else [name for name, title in zip(schema, titles, strict=True) if title in columns]
    )
    for file, rows in files:
        scan = pl.scan_parquet(file, hive_partitioning=path.is_dir(), hive_schema=_partitions(path, file, schema))
        for start in range(0, rows, step):
            try:
                frame = unnested(scan.select(wanted or list(schema)).slice(start, step).collect())
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
                raise errors.reading.unreadable(
                    path.name, f"{file.name} cannot be read as the other files are."
                ) from error
            frame.columns = titles if wanted is None else [titles[list(schema).index(name)] for name in wanted]
            yield mended(frame if columns is None else frame.select(columns))


def _partitions(path: Path, file: Path, schema: pl.Schema) -> dict[str, pl.DataType] | None:
    """Return the types of the columns that the names of folders make."""
    parts = [part.split("=")[0] for part in file.relative_to(path).parts[:-1] if "=" in part] if path.is_dir() else []
    return {name: schema[name] for name in parts} or None


def _parquet_digest(path: Path, files: list[Path]) -> str:
    """Return the SHA-256 of a file's bytes; of a folder's names and bytes, in order."""
    digest = hashlib.sha256()
    for file in files:
        if path.is_dir():
            digest.update(file.relative_to(path).as_posix().encode() + b"\0")
        with file.open("rb") as opened:
            while chunk := opened.read(_STEP):
                digest.update(chunk)
    return digest.hexdigest()


def spool_text(path: Path, spool: Spool) -> Batches | None:
    """Read a large text file once, and lay its columns down where batches of them are read quickly.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    spool : Spool
        With room for eight bytes a number.

    Returns
    -------
    Batches or None
        None where a line is not in order, as `coterie.sources.text.large` says, or a text stands behind an apostrophe
        as those do that coterie writes: such a file has to be mended in memory.
    """
    rows: list[int] = []
    types: dict[str, pl.DataType] = {}

    def take(number: int, part: pl.DataFrame) -> None:
        if number == 0:
            spool.clear()
            rows.clear()
        rows.append(part.height)
        types.clear()
        types.update(part.schema)
        for column in part.iter_columns():
            if column.dtype == pl.String and are_guarded(column):
                raise _GuardedError
            spool.add(_laid_down(column))

    try:
        digest = read_parts(path, take)
    except _GuardedError:
        return None
    if digest is None or are_guarded(pl.Series(list(types), dtype=pl.String)):
        return None
    titles, remarks = plain_titles(list(types))
    named = dict(zip(titles, types.values(), strict=True))
    read = partial(_spooled_batches, spool, len(rows), dict(zip(titles, range(len(titles)), strict=True)))
    return Batches(path.name, sum(rows), named, tuple(remarks), read, lambda: digest)


class _GuardedError(Exception):
    """A text behind an apostrophe: only the whole column says whether it belongs there."""


def _laid_down(column: pl.Series) -> NDArray[Any]:
    """Return a column as an array: numbers, in four bytes where nothing is lost; other columns as Arrow writes them."""
    if column.dtype.is_numeric() and not column.null_count():
        return narrowed(column.to_numpy())
    out = io.BytesIO()
    column.to_frame().write_ipc(out, compression="uncompressed")
    return np.frombuffer(out.getbuffer(), np.uint8)


def _taken_up(array: NDArray[Any], name: str) -> pl.Series:
    """Return the column that `_laid_down` made an array of."""
    if array.dtype != np.uint8:
        return pl.Series(name, widened(array))
    return pl.read_ipc(array.tobytes()).to_series().alias(name)


def _spooled_batches(
    spool: Spool, parts: int, titles: dict[str, int], columns: list[str] | None
) -> Iterator[pl.DataFrame]:
    wanted = list(titles) if columns is None else columns
    for number in range(parts):
        yield pl.DataFrame([_taken_up(spool.part(number * len(titles) + titles[name]), name) for name in wanted])
