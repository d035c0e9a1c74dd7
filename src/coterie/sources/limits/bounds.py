"""How large a table may be for its file: past these bounds a file is a mistake or an attack, and is refused in words.

A few kilobytes can state billions of rows, or a line that never ends; reading them would take all memory. Each bound is
far beyond any table of customers, and what is checked is checked before room is made for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, BinaryIO

MOST_COLUMNS = 10_000
"""Columns of a table: surveys have a few hundred, a warehouse's widest export a few thousand."""

LONGEST_LINE = 16 * 2**20
"""Bytes of a line of text, line breaks inside quotes aside: 10,000 columns of 1,600 characters."""

DEEPEST = 32
"""Records inside records: an export that was made for people to read has three or four."""

FREE_CELLS = 2**25
CELLS_A_BYTE = 256
"""A table may have 34 million cells, or 256 for each byte of its file: a column that hardly changes packs so well."""

FREE_TEXT = 2**30
TEXT_A_BYTE = 256
"""Its texts may unpack to 1 GiB, or to 256 times the file: as often as one text may be repeated."""

_PEEK = 2**16
_CHUNK = 2**22
_STRING = rb'"(?:[^"\\]|\\.)*"'
_KEY = re.compile(rb'("(?:[^"\\]|\\.)*")\s*:', re.DOTALL)
_STEPS = np.zeros(256, np.int8)
_STEPS[list(b"[{")] = 1
_STEPS[list(b"]}")] = -1


def check_lines(file: BinaryIO, name: str) -> None:
    r"""Refuse text with a line that is too long; only a little of each stretch of that length is looked at.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> import io
    >>> check_lines(io.BytesIO(b"id,age\n1,20\n"), "customers.csv")
    """
    size = file.seek(0, 2)
    for start in range(0, size - LONGEST_LINE + 1, LONGEST_LINE):
        file.seek(start)
        if not _has_break(file.read(_PEEK)) and not _has_break(file.read(LONGEST_LINE - _PEEK)):
            raise errors.reading.line_too_long(name, LONGEST_LINE)


def _has_break(text: bytes) -> bool:
    return b"\n" in text or b"\r" in text


def check_columns(columns: int) -> None:
    """Refuse a table that is too wide.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_columns(20)
    """
    if columns > MOST_COLUMNS:
        raise errors.reading.too_many_columns(columns, MOST_COLUMNS)


def check_shape(rows: int, columns: int, *, name: str, size: int) -> None:
    """Refuse more rows and columns than a file can hold in earnest.

    Parameters
    ----------
    rows, columns : int
        What the file says it has.
    name : str
        Its name.
    size : int
        Its bytes.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_shape(1_000_000, 20, name="customers.parquet", size=50_000_000)
    """
    check_columns(columns)
    if rows * columns > max(FREE_CELLS, CELLS_A_BYTE * size):
        raise errors.reading.too_many_cells(name, rows, columns)


def check_values(values: int, name: str, size: int) -> None:
    """Refuse more values, those in lists among them, than a file can hold in earnest.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_values(20_000_000, "customers.parquet", 50_000_000)
    """
    if values > max(FREE_CELLS, CELLS_A_BYTE * size):
        raise errors.reading.too_many_values(name, values)


def check_text(frame: pl.DataFrame, name: str, size: int) -> None:
    """Refuse texts that are stated once and repeated without end.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_text(pl.DataFrame({"plan": ["Gold"]}), "customers.parquet", 1000)
    """
    most = max(FREE_TEXT, TEXT_A_BYTE * size)
    lengths = frame.select(
        pl.selectors.string().str.len_bytes(), pl.selectors.by_dtype(pl.Categorical, pl.Enum).cat.len_bytes()
    )
    if sum(int(column.cast(pl.UInt64).sum()) for column in lengths.iter_columns()) > most:
        raise errors.reading.too_much_text(name, most)


def check_json(data: bytes, name: str) -> None:
    """Refuse JSON with records inside records without end, or with too many names.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_json(b'{"id": 1, "at": {"city": "Ulm"}}', "customers.jsonl")
    """
    if _depth(data) > DEEPEST and _depth(re.sub(_STRING, b"", data, flags=re.DOTALL)) > DEEPEST:
        raise errors.reading.too_deep(name, DEEPEST)
    if data.count(b":") <= MOST_COLUMNS:
        return
    names: set[bytes] = set()
    for start in range(0, len(data), _CHUNK):
        names.update(_KEY.findall(data, start, start + _CHUNK))
        check_columns(len(names))


def _depth(data: bytes) -> int:
    """Return how many brackets are open at most, those in texts among them."""
    brackets = np.frombuffer(data.translate(None, _NO_BRACKETS), np.uint8)
    deepest = level = 0
    for start in range(0, len(brackets), _CHUNK):
        levels = level + np.cumsum(_STEPS[brackets[start : start + _CHUNK]], dtype=np.int64)
        deepest, level = max(deepest, int(levels.max())), int(levels[-1])
    return deepest


_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


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
