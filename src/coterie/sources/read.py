"""The verb of the first stage: read a customer table from wherever it is."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.databases.address import Address, address_of
from coterie.databases.reading import read_database
from coterie.sources.bounds import check_lines
from coterie.sources.encoding import decode
from coterie.sources.formats import has_lines, recognise
from coterie.sources.frames import digest, from_frame
from coterie.sources.guarded import as_written
from coterie.sources.header import to_frame
from coterie.sources.large import LARGE, read_large
from coterie.sources.records import to_grid
from coterie.sources.table import Remark, Table
from coterie.sources.titles import plain_titles
from coterie.sources.typed import read_folder, read_typed
from coterie.sources.unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = "".join(map(chr, [*range(1, 9), *range(14, 32), 127, *range(128, 160)]))

_Read = tuple["pl.DataFrame", tuple[Remark, ...]]


def read(
    source: object,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
) -> Table:
    r"""Read a customer table.

    Parameters
    ----------
    source : str, pathlib.Path, Table or any frame that narwhals knows
        Delimited text, Excel, Parquet (also a folder of it), Arrow or JSON, also compressed, known by its content; a
        Table passes through. Also a database: a URL, ``$NAME`` of an environment variable that holds one, an SQLite
        or DuckDB file.
    encoding : str, optional
        Of a text file; found by itself otherwise.
    sheet : str, optional
        Of a workbook; otherwise the one that holds most.
    header_row : int, optional
        Line or row of the header, from 1; found by itself otherwise.
    query, table : str, optional
        What to read from a database: one SELECT, or the name of a table or view, which may be left out where there is
        only one.

    Returns
    -------
    Table
        Text files and workbooks as text, so that nothing is lost; the rest with its own types. Of a large text file
        in order, columns of plain numbers come as numbers.

    Raises
    ------
    coterie.errors.InputError
        When there is no such file, or no table in it.

    Examples
    --------
    >>> import polars as pl
    >>> read(pl.DataFrame({"age": [20, 30]})).kind
    'polars'
    """
    if isinstance(source, Table):
        return source
    if (address := address_of(source)) is not None:
        return _database(address, query, table)
    if query or table:
        raise errors.only_for_databases("--query" if query else "--table", _called(source))
    if not isinstance(source, (str, Path)):
        return _checked(from_frame(source))
    path = _path(source)
    try:
        if path.is_dir():
            return _checked(_folder(path))
        if encoding is None and header_row is None and (large := _large(path)) is not None:
            return _checked(large)
        data = _bytes(path)
    except OSError as error:
        raise errors.unreadable(path.name[:80], f"{(error.strerror or 'it cannot be opened').lower()}.") from error
    _check_empty(data, path.name)
    unpacked = unpack(data, path.name)
    kind, remarks = recognise(unpacked.data, unpacked.name)
    _check_empty(unpacked.data, path.name)
    frame, more = _READERS.get(kind, _typed)(
        unpacked.data, path.name, kind=kind, encoding=encoding, sheet=sheet, header_row=header_row
    )
    digest = hashlib.sha256(data).hexdigest()
    return _checked(Table(frame, path.name, digest, "file", (*unpacked.remarks, *remarks, *more), str(path)))


def _database(address: Address, query: str | None, table: str | None) -> Table:
    """Read from a database; the fingerprint is that of the rows, in whatever order they come."""
    rows = read_database(address, query, table)
    if rows.frame.width == 0:
        raise errors.no_columns_in_database(rows.name)
    if rows.frame.height == 0:
        raise errors.no_rows_in_database(rows.name)
    remarks = tuple(Remark(*note) for note in rows.notes)
    return _checked(Table(rows.frame, rows.name, digest(rows.frame.sort(pl.all())), "file", remarks))


def _called(source: object) -> str:
    """Return what a source that is no database is called in messages."""
    return Path(source).name if isinstance(source, str | Path) else type(source).__name__


def _path(source: str | Path) -> Path:
    """Return the path, its ``~`` replaced where that is somebody's home."""
    try:
        return Path(source).expanduser()
    except RuntimeError:
        return Path(source)


def _folder(path: Path) -> Table:
    """Read a folder of Parquet files."""
    found = read_folder(path)
    if found is None:
        raise errors.is_a_folder(path)
    return Table(found[0], path.name, found[1], path=str(path))


def _large(path: Path) -> Table | None:
    """Read a large text file that is in order, if it is one."""
    if not path.is_file() or path.stat().st_size < LARGE:
        return None
    found = read_large(path)
    if found is None:
        return None
    frame, remarks = as_written(found[0])
    return Table(frame, path.name, found[1], remarks=remarks, path=str(path))


def _bytes(path: Path) -> bytes:
    """Return the file's bytes."""
    if not path.exists():
        raise errors.no_such_file(path)
    with path.open("rb") as file:
        if has_lines(file.read(64), path.name):
            check_lines(file, path.name)  # before room is made for it
        file.seek(0)
        return file.read()


def _check_empty(data: bytes, name: str) -> None:
    """Refuse a file of blanks alone."""
    if not data[:65_536].strip(b"\r\n\t \x00\xef\xbb\xbf\xff\xfe") and not data.strip(
        b"\r\n\t \x00\xef\xbb\xbf\xff\xfe"
    ):
        raise errors.empty_file(name)


def _text(data: bytes, name: str, *, encoding: str | None, header_row: int | None, **_: object) -> _Read:
    """Read a delimited text file."""
    check_lines(io.BytesIO(data), name)
    try:
        decoded = decode(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise errors.unreadable(name, f"it is not in the encoding '{encoding}'.") from error
    text, remarks = decoded.text, []
    if not decoded.encoding.startswith("UTF-8") and encoding is None:
        remarks.append(Remark(None, f"read as {decoded.encoding}", 0))
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        remarks.append(Remark(None, "NUL bytes removed", 0, f"{nuls} of them"))
    if _is_binary(text):
        raise errors.unreadable(name, "it holds no text but binary data.")
    grid = to_grid(text)
    if grid.cells.is_empty():
        raise errors.empty_file(name)
    frame, more = to_frame(grid, header_row, name)
    return frame, (*remarks, *grid.remarks, *more)


def _is_binary(text: str) -> bool:
    """Say whether more than one character in fifty is a control character."""
    sample = text[:65_536]
    return sum(map(sample.count, _CONTROL)) > 0.02 * len(sample)


def _workbook(data: bytes, name: str, *, sheet: str | None, header_row: int | None, **_: object) -> _Read:
    """Read a sheet of a workbook."""
    from coterie.sources.excel import sheet_grid  # noqa: PLC0415 - only workbooks need its library

    grid, remarks = sheet_grid(data, name, sheet)
    frame, more = to_frame(grid, header_row, name)
    return frame, (*remarks, *more)


def _typed(data: bytes, name: str, *, kind: str, **_: object) -> _Read:
    """Read a file that states its own types."""
    return read_typed(data, name, kind), ()


_READERS: dict[str, Callable[..., _Read]] = {"text": _text, "excel": _workbook}


def _checked(table: Table) -> Table:
    """Return the table under names that can be used everywhere, when it has rows and columns."""
    if table.frame.height == 0 or table.frame.width == 0:
        raise errors.no_rows(table.name)
    titles, remarks = plain_titles(table.frame.columns)
    changed = {old: new for old, new in zip(table.frame.columns, titles, strict=True) if new != old}
    if not changed:
        return table
    return replace(table, frame=table.frame.rename(changed), remarks=(*table.remarks, *remarks))
