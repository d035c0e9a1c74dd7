"""Arrow, as a file or as a stream."""

from __future__ import annotations

import io

import polars as pl

from coterie.sources.file_formats.file_format import FileFormat, typed
from coterie.sources.limits.arrow_stream import stated_by_file, stated_by_stream
from coterie.sources.limits.bounds import check_shape, check_values, stated_rows


def _parse(data: bytes, name: str) -> tuple[pl.DataFrame, tuple[()]]:
    """Read a file or a stream of Arrow; its batches state their rows apart from their values."""
    if data.startswith(b"ARROW1"):
        stated_rows(pl.scan_ipc(io.BytesIO(data)), name, len(data))
        check_values(stated_by_file(data).values, name, len(data))
        return pl.read_ipc(io.BytesIO(data)), ()
    stated = stated_by_stream(data)
    check_shape(stated.rows, 1, name=name, size=len(data))
    check_values(stated.values, name, len(data))
    return pl.read_ipc_stream(io.BytesIO(data)), ()


FORMAT = FileFormat(
    spelled="Arrow",
    read=typed(_parse, "Arrow"),
    other=(".arrow", ".feather", ".ipc", ".arrows"),
    starts=(b"ARROW1", b"\xff\xff\xff\xff"),
    media_types={"application/vnd.apache.arrow.file": ".arrow"},
)
