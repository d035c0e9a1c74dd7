"""Parquet."""

from __future__ import annotations

import io

import polars as pl

from coterie.sources.file_formats.file_format import FileFormat, typed
from coterie.sources.limits.bounds import stated_rows
from coterie.sources.limits.parquet_footer import check_pages


def _parse(data: bytes, name: str) -> tuple[pl.DataFrame, tuple[()]]:
    """Read Parquet; it states its rows apart from its values."""
    scan = pl.scan_parquet(io.BytesIO(data))
    rows = stated_rows(scan, name, len(data))
    check_pages([io.BytesIO(data)], name, scan.collect_schema())
    frame = scan.collect()
    if frame.height != rows:
        raise ValueError
    return frame, ()


FORMAT = FileFormat(
    spelled="Parquet",
    read=typed(_parse, "Parquet"),
    usual=(".parquet",),
    other=(".pq", ".parq"),
    starts=(b"PAR1",),
    media_types={"application/vnd.apache.parquet": ".parquet"},
)
