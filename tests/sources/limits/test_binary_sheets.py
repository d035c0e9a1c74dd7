from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING

import pytest

from coterie.errors import InputError
from coterie.sources import read
from coterie.sources.limits.binary_sheets import xls_extents, xlsb_extent
from coterie.sources.limits.workbook import check_workbook

if TYPE_CHECKING:
    from pathlib import Path

SECTOR = 512
END, FAT = 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode())


def xls(cells: bytes) -> bytes:
    """Return a workbook of one sheet, as a compound file: the workbook's sectors, the folder, the table of sectors."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    name = b"Customers"
    start = 4 + len(begin) + 4 + 8 + len(name) + 4
    bound = record(0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name)
    sheet = record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:]) + cells + record(0x000A)
    stream = (record(0x0809, begin) + bound + record(0x000A) + sheet).ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    many = len(stream) // SECTOR
    table = [*range(1, many), END, END, FAT]
    entries = [entry("Root Entry", 5, END, 0, child=1), entry("Workbook", 2, 0, len(stream))]
    folder = b"".join(entries).ljust(SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, many, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", many + 1, *[0xFFFFFFFF] * 108)
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + stream + folder + sectors


def entry(name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    title = name.encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    head = title.ljust(64, b"\0") + struct.pack("<HBB", len(title) + 2, kind, 1) + links
    return head + b"\0" * 36 + struct.pack("<IQ", first, size)


SMALL = label(0, 0, "id") + label(0, 1, "age") + b"".join(number(n, 0, n) + number(n, 1, 20 + n) for n in range(1, 9))


def test_a_small_workbook_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(xls(SMALL))
    assert xls_extents(xls(SMALL))[-1] == (9, 2)
    frame = read(tmp_path / "a.xls").frame
    assert (frame.columns, frame.height) == (["id", "age"], 8)


@pytest.mark.parametrize("far", [number(65_535, 65_535, 1), record(0x00BE, struct.pack("<HHHH", 65_535, 0, 0, 65_000))])
def test_a_cell_far_away_is_refused_before_room_is_made(tmp_path: Path, far: bytes) -> None:
    (tmp_path / "a.xls").write_bytes(xls(SMALL + far))
    with pytest.raises(
        InputError, match=r"^'a\.xls' says that it has 65,536 rows of 65,\d+ columns, far more than a file"
    ):
        read(tmp_path / "a.xls")


def test_a_far_cell_of_xlsb_is_refused() -> None:
    row = b"\x00\x04" + struct.pack("<I", 1_048_575)
    cell = b"\x05\x10" + struct.pack("<IId", 16_383, 0, 1.5)
    dimension = b"\x94\x01\x10" + struct.pack("<IIII", 0, 3, 0, 3)
    assert xlsb_extent(dimension + row + cell) == (1_048_576, 16_384)
    with pytest.raises(InputError, match=r"says that it has 1,048,576 rows of 16,384 columns, far more than a file"):
        check_workbook({"xl/worksheets/sheet1.bin": dimension + row + cell}, "a.xlsb", 1000)
    check_workbook({"xl/worksheets/sheet1.bin": dimension + row[:2] + bytes(4) + cell}, "a.xlsb", 1000)


def test_damaged_files_are_let_through_to_their_reader_or_refused() -> None:
    drawn = random.Random(2)  # noqa: S311 - no secret
    whole = xls(SMALL)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(4):
            damaged[drawn.randrange(8, len(damaged))] = drawn.randrange(256)
        assert isinstance(xls_extents(bytes(damaged)), list)
        assert isinstance(xls_extents(whole[: drawn.randrange(len(whole))]), list)
