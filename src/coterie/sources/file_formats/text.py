"""Delimited text."""

from __future__ import annotations

from typing import Any

from coterie.sources.file_formats.file_format import FileFormat, Read


def _read(data: bytes, name: str, **how: Any) -> Read:  # noqa: ANN401 - the options of reading
    from coterie.sources.read import read_text  # noqa: PLC0415 - it asks for formats itself

    return read_text(data, name, **how)


FORMAT = FileFormat(
    spelled="text",
    read=_read,
    usual=(".csv", ".tsv", ".txt"),
    other=(".tab", ".dat", ".asc", ".psv", ".data", ""),
    media_types={"text/csv": ".csv", "text/tab-separated-values": ".tsv", "text/plain": ".txt"},
    lines=True,
)
