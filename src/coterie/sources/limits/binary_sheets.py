"""How far the sheets of .xls and .xlsb workbooks reach: up to their last cell, whatever they state themselves.

A reader makes room for a full rectangle. Cells are records that begin with their row and column: Microsoft's open
specifications MS-XLS (2.4) and MS-XLSB (2.3), inside the compound file of MS-CFB for .xls.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SHEET_BEGINS = 0x0809
_CELLS = {0x0006, 0x00BE, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0206}
_SEVERAL = {0x00BD, 0x00BE}
"""Records of several cells, whose last column stands in their last two bytes."""

_ROW, _LAST_CELL = 0, 11
_NO_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_SMALL = 4096


def xlsb_extent(sheet: bytes) -> tuple[int, int]:
    r"""Return rows and columns of a sheet of .xlsb up to the last cell.

    Examples
    --------
    >>> row, cell = b"\x00\x04" + struct.pack("<I", 6), b"\x05\x0c" + struct.pack("<IId", 2, 0, 1.5)[:12]
    >>> xlsb_extent(row + cell)
    (7, 3)
    """
    rows = columns = row = at = 0
    try:
        while at < len(sheet):
            kind, at = _number(sheet, at, 2)
            size, at = _number(sheet, at, 4)
            if kind == _ROW and size >= 4:
                row = struct.unpack_from("<I", sheet, at)[0] + 1
            elif kind <= _LAST_CELL and size >= 4:
                rows, columns = max(rows, row), max(columns, struct.unpack_from("<I", sheet, at)[0] + 1)
            at += size
    except (IndexError, struct.error):
        pass  # it is cut off: its reader says so
    return rows, columns


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends."""
    number = 0
    for place in range(most):
        number |= (data[at] & 127) << (7 * place)
        at += 1
        if data[at - 1] < 128:
            break
    return number, at


def xls_extents(data: bytes) -> list[tuple[int, int]]:
    """Return rows and columns of each sheet of .xls up to the last cell; none where it cannot be understood.

    Examples
    --------
    >>> xls_extents(b"no workbook")
    []
    """
    try:
        return [extent for stream in _streams(data) for extent in _sheets(stream)]
    except (IndexError, struct.error):
        return []  # its reader says so


def _sheets(stream: bytes) -> Iterator[tuple[int, int]]:
    """Yield the extent of what lies between the beginnings of sheets."""
    rows = columns = at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _SHEET_BEGINS:
            yield rows, columns
            rows = columns = 0
        elif kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind in _SEVERAL and at + 2 + size <= len(stream) - 2:
                column = max(column, struct.unpack_from("<H", stream, at + 2 + size)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + size
    yield rows, columns


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a compound file that may be a workbook."""
    if not data.startswith(COMPOUND):
        return
    size = 1 << struct.unpack_from("<H", data, 30)[0] % 16
    tables = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _NO_SECTOR]
    more = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while more < _NO_SECTOR and more not in seen:
        seen.add(more)
        *some, more_next = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables += [sector for sector in some if sector < _NO_SECTOR]
        more = more_next
    chain = b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in tables)
    following = struct.unpack(f"<{len(chain) // 4}I", chain[: len(chain) // 4 * 4])
    folder = _chain(data, struct.unpack_from("<I", data, 48)[0], following, size)
    small = b""
    for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        kind, (first, length) = folder[at + 66], struct.unpack_from("<II", folder, at + 116)
        name = folder[at : at + 64].decode("utf-16-le", errors="replace").split("\0")[0]
        if kind == 5:
            small = _chain(data, first, following, size)
        elif name.casefold() in {"workbook", "book"}:
            yield small if length < _SMALL else _chain(data, first, following, size)[:length]


def _chain(data: bytes, sector: int, following: tuple[int, ...], size: int) -> bytes:
    """Return the sectors of a stream, one after the other; a circle is gone through once."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while sector < _NO_SECTOR and sector not in seen and sector < len(following):
        seen.add(sector)
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = following[sector]
    return b"".join(parts)
