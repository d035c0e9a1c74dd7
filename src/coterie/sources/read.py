"""The verb of the first stage: read a customer table from wherever it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.sources.encoding import decode
from coterie.sources.frames import from_frame
from coterie.sources.header import to_frame
from coterie.sources.records import to_grid
from coterie.sources.table import Remark, Table

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT = {".csv", ".tsv", ".txt", ".tab", ".dat", ".asc", ".psv", ""}
_MAGIC = (
    (b"PAR1", ".parquet"),
    (b"PK\x03\x04", ".xlsx"),
    (b"\xd0\xcf\x11\xe0", ".xls"),
    (b"ARROW1", ".arrow"),
)
_ENDINGS = {
    ".parquet",
    ".pq",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".jsonl",
    ".ndjson",
    ".arrow",
    ".feather",
    ".ipc",
}
_EXCEL = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_CONTROL = "".join(map(chr, [*range(1, 9), *range(14, 32), 127, *range(128, 160)]))


def read(
    source: object, *, encoding: str | None = None, sheet: str | None = None, header_row: int | None = None
) -> Table:
    r"""Read a customer table.

    Parameters
    ----------
    source : str, pathlib.Path, Table or any frame that narwhals knows
        CSV and other delimited text, Parquet, Excel or JSON lines, recognised by its content; a Table passes through.
    encoding : str, optional
        Of a text file; found by itself otherwise.
    sheet : str, optional
        Of a workbook; otherwise the first one that holds a table.
    header_row : int, optional
        Line or row of the header, from 1; found by itself otherwise.

    Returns
    -------
    Table
        Text files and workbooks as text, so that nothing is lost; the rest with its own types.

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
    if not isinstance(source, (str, Path)):
        return _checked(from_frame(source))
    path = Path(source).expanduser()
    data = _bytes(path)
    suffix = _kind(path, data)
    if suffix in _EXCEL:
        from coterie.sources.excel import sheet_grid  # noqa: PLC0415  # only workbooks need it

        grid, remarks = sheet_grid(data, path.name, sheet)
        frame, more = to_frame(grid, header_row)
        frame_and_remarks = frame, (*remarks, *more)
    elif suffix in _TEXT:
        frame_and_remarks = _text(path.name, data, encoding=encoding, header_row=header_row)
    else:
        frame_and_remarks = _typed(path.name, data, suffix), ()
    frame, remarks = frame_and_remarks
    return _checked(Table(frame, path.name, hashlib.sha256(data).hexdigest(), "file", remarks))


def _bytes(path: Path) -> bytes:
    """Return the file's bytes, or say why there are none."""
    if path.is_dir():
        raise errors.is_a_folder(path)
    if not path.exists():
        raise errors.no_such_file(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise errors.unreadable(path.name, f"{(error.strerror or 'it cannot be opened').lower()}.") from error
    if not data.strip(b"\r\n\t \x00\xef\xbb\xbf\xff\xfe"):
        raise errors.empty_file(path.name)
    return data


def _kind(path: Path, data: bytes) -> str:
    """Return what the file is: by its content where that is plain, else by its ending."""
    suffix = path.suffix.lower()
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return suffix if suffix in _EXCEL else kind
    if suffix in _TEXT or suffix in _ENDINGS:
        return suffix
    raise errors.unknown_format(path.name, suffix)


def _text(
    name: str, data: bytes, *, encoding: str | None, header_row: int | None
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Read a delimited text file."""
    try:
        decoded = decode(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise errors.unreadable(name, f"it is not in the encoding '{encoding}'.") from error
    text = decoded.text
    remarks: list[Remark] = []
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
    frame, more = to_frame(grid, header_row)
    return frame, (*remarks, *grid.remarks, *more)


def _is_binary(text: str) -> bool:
    """Say whether more than one character in fifty is a control character."""
    sample = text[:65_536]
    return sum(map(sample.count, _CONTROL)) > 0.02 * len(sample)


def _typed(name: str, data: bytes, suffix: str) -> pl.DataFrame:
    """Read a file that states its own types."""
    readers: dict[str, Callable[[bytes], pl.DataFrame]] = {
        ".parquet": pl.read_parquet,
        ".pq": pl.read_parquet,
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
    }
    reader: Callable[..., Any] = readers.get(suffix, pl.read_ipc)
    try:
        frame: pl.DataFrame = reader(data)
    except (pl.exceptions.PolarsError, ValueError, OSError) as error:
        raise errors.unreadable(name, f"it is no {suffix.removeprefix('.')} file that can be understood.") from error
    return frame


def _json_lines(data: bytes) -> pl.DataFrame:
    """Read one JSON object a line; every line counts for the types."""
    return pl.read_ndjson(data, infer_schema_length=None)


def _checked(table: Table) -> Table:
    """Return the table, its names stripped, when it has rows and columns."""
    if table.frame.height == 0 or table.frame.width == 0:
        raise errors.no_rows(table.name)
    names = {name: stripped for name in table.frame.columns if (stripped := name.strip()) and stripped != name}
    fresh = {name: new for name, new in names.items() if new not in table.frame.columns}
    if not fresh:
        return table
    return Table(table.frame.rename(fresh), table.name, table.sha256, table.kind, table.remarks)
