"""Files that state their own types: Parquet, Arrow, JSON."""

from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.sources.arrow_stream import rows_of_stream
from coterie.sources.bounds import check_json, check_lines, check_shape, check_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_SPELLED = {"parquet": "Parquet", "arrow": "Arrow", "json": "JSON"}


def read_typed(data: bytes, name: str, kind: str) -> pl.DataFrame:
    """Read a Parquet, Arrow or JSON file.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for messages.
    kind : {"parquet", "arrow", "json"}
        What it is.

    Returns
    -------
    polars.DataFrame
        Records inside a cell become columns of their own: ``address.city``.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be read; for JSON with the first bad line.

    Examples
    --------
    >>> read_typed(b'{"id": 1, "address": {"city": "Ulm"}}', "x.jsonl", "json").to_dicts()
    [{'id': 1, 'address.city': 'Ulm'}]
    """
    readers: dict[str, Callable[[bytes, str], pl.DataFrame]] = {"parquet": _parquet, "arrow": _arrow, "json": _json}
    try:
        frame = readers[kind](data, name)
        check_text(frame, name, len(data))
    except errors.CoterieError:
        raise
    except _BadLineError as error:
        raise errors.unreadable(name, f"line {error.line} is no JSON object.") from error
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, OSError, RecursionError) as error:
        raise errors.unreadable(name, f"it is no {_SPELLED[kind]} file that can be understood.") from error
    return unnested(frame)


def read_folder(folder: Path) -> tuple[pl.DataFrame, str] | None:
    """Read a folder of Parquet files, partitioned or not, as one table.

    Parameters
    ----------
    folder : pathlib.Path
        Names such as ``country=DE`` of folders inside become columns.

    Returns
    -------
    (polars.DataFrame, str) or None
        The table, and the SHA-256 of the files' names and bytes in alphabetical order; None without a Parquet file.

    Raises
    ------
    coterie.errors.InputError
        When the files cannot be read as one table.
    """
    files = parquet_files(folder)
    if not files:
        return None
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    try:
        scan = pl.scan_parquet(files, hive_partitioning=True)
        stated_rows(scan, folder.name, sum(path.stat().st_size for path in files))
        frame = scan.collect()
        check_text(frame, folder.name, frame.height)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise errors.unreadable(folder.name, "its Parquet files cannot be read as one table.") from error
    return unnested(frame), digest.hexdigest()


def parquet_files(folder: Path) -> list[Path]:
    """Return the Parquet files of a folder and of those inside, in alphabetical order."""
    return sorted(path for path in folder.rglob("*.parquet") if path.is_file())


class _BadLineError(ValueError):
    """A line of a JSON file that holds no object."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _parquet(data: bytes, name: str) -> pl.DataFrame:
    """Read Parquet; it states its rows apart from its values."""
    scan = pl.scan_parquet(io.BytesIO(data))
    rows = stated_rows(scan, name, len(data))
    frame = scan.collect()
    if frame.height != rows:
        raise ValueError
    return frame


def stated_rows(scan: pl.LazyFrame, name: str, size: int) -> int:
    """Return how many rows a scan's files say that they have, when their bytes can hold so many.

    Parameters
    ----------
    scan : polars.LazyFrame
        Of files that state it, as Parquet's do.
    name : str
        Theirs, for messages.
    size : int
        Their bytes.

    Returns
    -------
    int

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> stated_rows(pl.LazyFrame({"age": [20, 30]}), "customers.parquet", 1000)
    2
    """
    rows = int(scan.select(pl.len()).collect().item())
    check_shape(rows, leaves(scan.collect_schema()), name=name, size=size)
    return rows


def leaves(schema: Mapping[str, Any]) -> int:
    """Return how many columns there are once records are columns of their own.

    Examples
    --------
    >>> leaves({"id": pl.Int64(), "at": pl.Struct({"city": pl.String(), "street": pl.String()})})
    3
    """
    return sum(leaves(dict(dtype)) if isinstance(dtype, pl.Struct) else 1 for dtype in schema.values())


def _arrow(data: bytes, name: str) -> pl.DataFrame:
    """Read a file or a stream of Arrow; its batches state their rows apart from their values."""
    if data.startswith(b"ARROW1"):
        stated_rows(pl.scan_ipc(io.BytesIO(data)), name, len(data))
        return pl.read_ipc(io.BytesIO(data))
    check_shape(rows_of_stream(data), 1, name=name, size=len(data))
    return pl.read_ipc_stream(io.BytesIO(data))


def _json(data: bytes, name: str) -> pl.DataFrame:
    """Read one object a line, or an array of objects."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    check_json(data, name)
    if data.lstrip().startswith(b"["):
        rows = json.loads(data)
        if not all(isinstance(row, dict) for row in rows):
            raise _BadLineError(1)
        return _from_rows(rows, name, len(data))
    check_lines(io.BytesIO(data), name)
    try:
        schema = pl.scan_ndjson(io.BytesIO(data), infer_schema_length=None).collect_schema()
        check_shape(data.count(b"\n"), leaves(schema), name=name, size=len(data))
        return pl.read_ndjson(io.BytesIO(data), schema=schema)
    except pl.exceptions.PolarsError:
        return _from_rows(list(_objects(data)), name, len(data))


def _objects(data: bytes) -> Iterator[dict[str, Any]]:
    """Read line by line, and name the first that is no object."""
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _BadLineError(number) from error
        if not isinstance(row, dict):
            raise _BadLineError(number)
        yield row


def _from_rows(rows: list[dict[str, Any]], name: str, size: int) -> pl.DataFrame:
    """Return rows as a frame; a column of several kinds of values becomes text."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    check_shape(len(rows), len(keys), name=name, size=size)
    return pl.DataFrame([_column(key, [row.get(key) for row in rows]) for key in keys])


def _column(name: str, values: list[Any]) -> pl.Series:
    try:
        return pl.Series(name, values)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(
            name, [value if value is None or isinstance(value, str) else json.dumps(value) for value in values]
        )


def unnested(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose records are columns of their own.

    Examples
    --------
    >>> unnested(pl.DataFrame({"at": [{"city": "Ulm"}]})).columns
    ['at.city']
    """
    while any(isinstance(dtype, pl.Struct) for dtype in frame.dtypes):
        frame = frame.unnest(pl.selectors.struct(), separator=".")
    return frame
