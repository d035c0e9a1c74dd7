"""The verb of the first stage: read a customer table from wherever it is."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import polars as pl

from coterie import errors
from coterie.atomic import system_reason
from coterie.databases.address import Address, address_of
from coterie.databases.reading import read_database
from coterie.remarks import Fact, Remark, group_of
from coterie.sources.column_names import UNSEEN, plain_titles, visible
from coterie.sources.control_characters import checked, has_controls
from coterie.sources.file_formats import FORMATS
from coterie.sources.file_formats.file_format import Read
from coterie.sources.formats import has_lines, recognise
from coterie.sources.frames import digest, from_frame
from coterie.sources.limits.bounds import check_lines
from coterie.sources.limits.pipes import is_stream, stream_bytes
from coterie.sources.limits.unpacking import unpack
from coterie.sources.remote.addresses import file_name, is_cloud, is_web, masked
from coterie.sources.table import Table
from coterie.sources.text.blocks import repeating_blocks
from coterie.sources.text.box_characters import in_usual_characters
from coterie.sources.text.encoding import decode
from coterie.sources.text.guarded import as_written
from coterie.sources.text.header import to_frame
from coterie.sources.text.large import LARGE, read_large
from coterie.sources.text.records import to_grid
from coterie.sources.text.year_above import begun, with_years
from coterie.sources.typed.files import read_folder, unnested

if TYPE_CHECKING:
    from coterie.sources.text.records import Grid

_CONTROL = "".join(map(chr, [*range(2, 9), *range(14, 31), 127, *range(128, 160)]))  # 1 and 31 may be delimiters

_SHARE_OF_LINES = 0.9


class Reading(TypedDict, total=False):
    """How to read a table: the options of `read`, by name."""

    encoding: str | None
    sheet: str | None
    header_row: int | None
    query: str | None
    table: str | None


_Lines = tuple[tuple[str, int], ...]


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
        Delimited text, Excel, Parquet (also a folder of it), Arrow or JSON, also compressed, known by its content; or
        the address of one: ``https://``, ``s3://``, ``gs://``, ``az://``. A Table passes through. Also a database: a
        URL, ``$NAME`` of an environment variable that holds one, an SQLite or DuckDB file.
    encoding : str, optional
        Of a text file; detected automatically otherwise.
    sheet : str, optional
        Of a workbook; otherwise the one that holds most, hidden ones left out.
    header_row : int, optional
        Line or row of the header, from 1; detected automatically otherwise.
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
    how = {"encoding": encoding, "sheet": sheet, "header_row": header_row}
    if (address := address_of(source)) is not None:
        if named := next((name for name, value in how.items() if value is not None), None):
            raise errors.databases.only_for_files(f"--{named.replace('_', '-')}", address.name)
        return _database(address, query, table)
    if query is not None or table is not None:
        raise errors.databases.only_for_databases("--table" if query is None else "--query", _called(source))
    if not isinstance(source, (str, Path)):
        return _checked(checked(from_frame(source)))
    if isinstance(source, str) and (is_web(source) or is_cloud(source)):
        return _checked(_remote(source, **how))
    return _checked(_local(_path(source), **how))


def _local(path: Path, **how: Any) -> Table:  # noqa: ANN401 - each reader takes what concerns it
    """Read a file or a folder of this machine."""
    try:
        if path.is_dir():
            return _folder(path)
        if how["encoding"] is None and how["header_row"] is None and (large := _large(path)) is not None:
            return large
        data = _bytes(path)
    except OSError as error:
        raise errors.reading.unreadable(
            path.name[:80], f"{(error.strerror or 'it cannot be opened').lower()}."
        ) from error
    return _table(data, path.name, str(path), **how)


def _table(data: bytes, name: str, path: str, **how: Any) -> Table:  # noqa: ANN401 - as above
    """Read a file's bytes."""
    _check_empty(data, name)
    unpacked = unpack(data, name)
    kind, remarks = recognise(unpacked.data, unpacked.name)
    _check_empty(unpacked.data, name)
    found = FORMATS[kind].read(unpacked.data, name, **how)
    sha256 = hashlib.sha256(data).hexdigest()
    told = (*unpacked.remarks, *remarks, *found.remarks)
    table = Table(
        found.frame, name, sha256, "file", told, path, found.lines, found.delimiter, since_1904=found.since_1904
    )
    return table if kind == "text" and not has_controls(unpacked.data) else checked(table)


def _remote(address: str, **how: Any) -> Table:  # noqa: ANN401 - as above
    """Read a table from another machine; its address is kept without what is secret in it."""
    if is_web(address):
        from coterie.sources.remote.download import fetch  # noqa: PLC0415 - only addresses need it

        data, name = fetch(address)
        return _table(data, name, masked(address), **how)
    from coterie.sources.remote.cloud import read_object  # noqa: PLC0415 - only addresses need it

    found, name = read_object(address), file_name(address)
    if isinstance(found, bytes):
        return _table(found, name, masked(address), **how)
    return checked(replace(from_frame(unnested(found)), name=name, kind="file", path=masked(address)))


def _database(address: Address, query: str | None, table: str | None) -> Table:
    """Read from a database; the fingerprint is that of the rows, in whatever order they come."""
    try:
        rows = read_database(address, query, table)
    except OSError as error:
        raise errors.databases.cannot_connect(address.place, system_reason(error)) from None
    if rows.frame.width == 0:
        raise errors.databases.no_columns_in_database(rows.name)
    if rows.frame.height == 0:
        raise errors.databases.no_rows_in_database(rows.name)
    return _checked(checked(Table(rows.frame, rows.name, digest(rows.frame.sort(pl.all())), "file", rows.remarks)))


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
        raise errors.reading.is_a_folder(path)
    return checked(Table(found[0], path.name, found[1], path=str(path)))


def _large(path: Path) -> Table | None:
    """Read a large text file that is in order, if it is one."""
    if not path.is_file() or path.stat().st_size < LARGE:
        return None
    found = read_large(path)
    if found is None:
        return None
    frame, remarks = as_written(found[0])
    lines = (("lines_in_file", frame.height + 1), ("header", 1))
    return Table(frame, path.name, found[1], remarks=remarks, path=str(path), lines=lines)


def _bytes(path: Path) -> bytes:
    """Return the file's bytes."""
    if not path.exists():
        raise errors.reading.no_such_file(path)
    if is_stream(path):
        return stream_bytes(path)
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
        raise errors.reading.empty_file(name)


def read_text(data: bytes, name: str, *, encoding: str | None, header_row: int | None, **_: object) -> Read:
    """Read a delimited text file."""
    check_lines(io.BytesIO(data), name)
    try:
        decoded = decode(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise errors.reading.unreadable(name, f"it is not in the encoding '{encoding}'.") from error
    text, remarks = decoded.text, []
    if not decoded.encoding.startswith("UTF-8") and encoding is None:
        facts: dict[str, Fact] = {"encoding": decoded.encoding, "words": decoded.words}
        remarks.append(Remark("read_as_encoding", facts=facts))
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        remarks.append(Remark("null_bytes", facts={"times": nuls}))
    if unseen := 0 if text.isascii() else sum(map(text.count, UNSEEN)):
        text = visible(text)
        remarks.append(Remark("invisible_characters", facts={"times": unseen}))
    text, done = in_usual_characters(text)
    remarks += done
    if _is_binary(text):
        raise errors.reading.unreadable(name, "it holds no text but binary data.")
    grid = to_grid(text)
    if grid.cells.is_empty():
        raise errors.reading.empty_file(name)
    if grid.cells.width == 1 and _lined_up(grid.cells.to_series()):
        raise errors.reading.no_delimiter(name)
    if header_row is None and (blocks := repeating_blocks(grid)) is not None:
        raise errors.reading.blocks_of_lines(name, *blocks)
    frame, more = to_frame(grid, header_row, name)
    frame, dated = with_years(frame, begun(text.partition("\n")[0], grid.delimiter))
    found = (*remarks, *grid.remarks, *more, *dated)
    return Read(frame, found, _lines("lines_in_file", grid, found, frame.height), grid.delimiter)


def _lines(what: str, grid: Grid, remarks: tuple[Remark, ...], rows: int) -> _Lines:
    """Account for every line: what is neither a row nor left out is the header."""
    gone = [(remark.code, remark.rows) for remark in remarks if group_of(remark.code) == "lines_left_out"]
    gone += [("continued_lines", grid.joined)] * bool(grid.joined)
    header = grid.height - sum(lines for _, lines in gone) - rows
    return ((what, grid.height), *([("header", header)] * bool(header)), *gone)


def _lined_up(lines: pl.Series) -> bool:
    """Return whether columns stand under each other by blanks alone: then where one ends is a guess."""
    gaps = lines.head(200).str.strip_chars().str.count_matches(r"\s{2,}|\t")
    return bool((gaps >= 1).mean() >= _SHARE_OF_LINES)  # type: ignore[operator]  # a Boolean's mean


def _is_binary(text: str) -> bool:
    """Return whether more than one character in fifty is a control character."""
    sample = text[:65_536]
    return sum(map(sample.count, _CONTROL)) > 0.02 * len(sample)


def read_workbook(data: bytes, name: str, *, sheet: str | None, header_row: int | None, **_: object) -> Read:
    """Read a sheet of a workbook."""
    from coterie.sources.workbook.cells import remarks_on, times_as_minutes  # noqa: PLC0415 - only workbooks need it
    from coterie.sources.workbook.sheets import sheet_grid  # noqa: PLC0415 - only workbooks need its library

    grid, remarks, cells = sheet_grid(data, name, sheet)
    frame, more = to_frame(grid, header_row, name)
    frame, times = times_as_minutes(frame)
    found = (*remarks, *grid.remarks, *remarks_on(cells), *more, *times)
    lines = _lines("rows_in_sheet", grid, found, frame.height)
    return Read(frame, found, lines, since_1904=cells.since_1904)


def _checked(table: Table) -> Table:
    """Return the table under names that can be used everywhere, when it has rows and columns."""
    if table.frame.height == 0 or table.frame.width == 0:
        raise errors.reading.no_rows(table.name)
    titles, remarks = plain_titles(table.frame.columns)
    changed = {old: new for old, new in zip(table.frame.columns, titles, strict=True) if new != old}
    if not changed:
        return table
    return replace(table, frame=table.frame.rename(changed), remarks=(*table.remarks, *remarks))
