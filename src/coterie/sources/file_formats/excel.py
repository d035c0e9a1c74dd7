"""Workbooks of Excel and LibreOffice."""

from __future__ import annotations

from typing import Any

from coterie.sources.file_formats.file_format import FileFormat, Read


def _read(data: bytes, name: str, **how: Any) -> Read:  # noqa: ANN401 - the options of reading
    from coterie.sources.read import read_workbook  # noqa: PLC0415 - it asks for formats itself

    return read_workbook(data, name, **how)


FORMAT = FileFormat(
    spelled="a workbook",
    read=_read,
    usual=(".xlsx", ".xls"),
    other=(".xlsm", ".xlsb", ".ods"),
    starts=(b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    media_types={
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
        "application/vnd.ms-excel": ".xls",
    },
)
