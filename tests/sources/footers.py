"""Parquet files whose footers say other numbers than they were written with."""

from __future__ import annotations

import struct


def restated(data: bytes, was: int, says: int, *, times: int = -1) -> bytes:
    """Return a Parquet file in whose footer one number stands for another, everywhere or so many times."""
    size = struct.unpack("<I", data[-8:-4])[0]
    footer = data[-8 - size : -8].replace(_varint(was), _varint(says), times)
    return data[: -8 - size] + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _varint(number: int) -> bytes:
    number <<= 1
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])
