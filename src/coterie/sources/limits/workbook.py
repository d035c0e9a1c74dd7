"""How far a workbook's sheets reach, and how much text their cells hold: found before room is made for them.

A sheet is read as a full rectangle up to its last cell, and a text that cells share is read for each of them. A few
kilobytes can so stand for all memory there is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from coterie import errors
from coterie.sources.limits.binary_sheets import xlsb_extent
from coterie.sources.limits.bounds import FREE_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

FREE_CELLS = 2**25
CELLS_A_BYTE = 4
"""Cells of all sheets: 32 columns down to the last row that Excel has, and four more for each byte of the file."""

_CHUNK = 2**22
_LONGEST_TAG = 2**10
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_SHARED = re.compile(rb"<(?:\w+:)?si[\s>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<")
_OPEN_DOCUMENT = re.compile(rb"<table:table-row([^>]*)>|<table:(?:covered-)?table-cell([^>]*)>")
_TIMES = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*(\d+)""")


def check_workbook(parts: Mapping[str, bytes], name: str, size: int) -> None:
    """Refuse a workbook whose sheets, or texts, take far more room than its file.

    Parameters
    ----------
    parts : mapping of str to bytes
        The files in it, unpacked.
    name : str
        Its name.
    size : int
        Its bytes.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_workbook({"xl/worksheets/sheet1.xml": b'<row r="1"><c r="A1"/></row>'}, "customers.xlsx", 1000)
    """
    pages = [part for entry, part in parts.items() if entry.endswith(".xml")]
    sheets = [page for page in pages if _ROW.search(page)]
    extents = [_extent(sheet) for sheet in sheets]
    if "content.xml" in parts:
        extents.append(_open_document_extent(parts["content.xml"]))
    extents += [xlsb_extent(part) for entry, part in parts.items() if re.search(r"worksheets/[^/]*\.bin$", entry)]
    check_extents(extents, name, size)
    shared = next((page for page in pages if b"sst" in page[:_LONGEST_TAG]), b"")
    if _text(sheets, shared) > FREE_TEXT:
        raise errors.reading.too_much_text(name, FREE_TEXT)


def check_extents(extents: Sequence[tuple[int, int]], name: str, size: int) -> None:
    """Refuse sheets that reach far further than sheets of such a file.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_extents([(1000, 20)], "customers.xls", 50_000)
    """
    if sum(rows * columns for rows, columns in extents) > FREE_CELLS + CELLS_A_BYTE * size:
        raise errors.reading.too_many_cells(name, *max(extents, key=lambda extent: extent[0] * extent[1]))


def _extent(sheet: bytes) -> tuple[int, int]:
    """Return rows and columns up to the last cell."""
    rows = placed = 0
    letters: set[bytes] = set()
    for start in range(0, len(sheet), _CHUNK):  # a tag over the end of a chunk is found in the next one, too
        found = _REFERENCE.findall(sheet, max(start - _LONGEST_TAG, 0), start + _CHUNK)
        rows = max(rows, max(map(int, {number[:12] for _, number in found}), default=0))
        columns = [column for column, _ in found if column]
        placed += len(columns)
        letters.update(columns)
    width = max(map(_column, letters), default=0)
    if placed < len(_CELL.findall(sheet)):  # cells that do not say where they are follow the one before
        width += max(len(_CELL.findall(row)) for row in _ROW.split(sheet))
        rows += len(_ROW.findall(sheet))
    return rows, width


def _column(letters: bytes) -> int:
    """Return a column's number, from 1: A, Z, AA are 1, 26, 27."""
    number = 0
    for letter in letters[:8].upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _open_document_extent(content: bytes) -> tuple[int, int]:
    """Return rows and columns up to the last filled cell; empty ones repeated beyond it are not read."""
    rows = columns = width = empty = above = 0
    times = 0
    for row, cell in _OPEN_DOCUMENT.findall(content + b"<table:table-row>"):
        if not cell:
            rows, above = (rows + above + times, 0) if width else (rows, above + times)
            columns, width, empty, times = max(columns, width), 0, 0, _times(row)
        elif cell.endswith(b"/") and b"office:" not in cell:
            empty += _times(cell)
        else:
            width, empty = width + empty + _times(cell), 0
    return rows, columns


def _times(tag: bytes) -> int:
    found = _TIMES.search(tag)
    return int(found[1][:12]) if found else 1


def _text(sheets: Sequence[bytes], shared: bytes) -> int:
    """Return how many bytes the cells' shared texts have in all, at most."""
    starts = np.array([found.start() for found in _SHARED.finditer(shared)], np.int64)
    if not len(starts):
        return 0
    lengths: NDArray[np.int64] = np.diff(starts, append=len(shared))
    if int(lengths.max()) * sum(len(sheet) // 8 for sheet in sheets) <= FREE_TEXT:
        return 0
    numbers = [np.array(_VALUE.findall(sheet), "S9").astype(np.int64) for sheet in sheets]
    return sum(int(lengths[each[each < len(lengths)]].sum()) for each in numbers)
