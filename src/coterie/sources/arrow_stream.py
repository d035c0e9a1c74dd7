"""How many rows a stream of Arrow says that it has, found without reading any."""

from __future__ import annotations

import struct

_CONTINUED = 0xFFFFFFFF
_RECORD_BATCH = 3


def rows_of_stream(data: bytes) -> int:
    """Add up the rows that a stream's batches state.

    Parameters
    ----------
    data : bytes
        A stream of Arrow's inter-process format: messages, each a size, a flatbuffer and a body.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        When it is cut off, or no stream.

    Examples
    --------
    >>> import io
    >>> import polars as pl
    >>> stream = io.BytesIO()
    >>> pl.DataFrame({"age": [20, 30]}).write_ipc_stream(stream)
    >>> rows_of_stream(stream.getvalue())
    2
    """
    at = rows = 0
    try:
        while at + 4 <= len(data):
            (size,) = struct.unpack_from("<I", data, at)
            if size == _CONTINUED:
                at += 4
                (size,) = struct.unpack_from("<I", data, at)
            if size == 0:
                break
            body, stated = _message(memoryview(data)[at + 4 : at + 4 + size])
            rows += stated
            at += 4 + size + body
    except (struct.error, IndexError) as error:
        raise ValueError from error
    return rows


def _message(message: memoryview) -> tuple[int, int]:
    """Return how long the body is, and how many rows the message states."""
    table: int = struct.unpack_from("<I", message)[0]
    kind, header, body = (_field(message, table, number) for number in (1, 2, 3))
    length: int = struct.unpack_from("<q", message, body)[0] if body else 0
    if not kind or message[kind] != _RECORD_BATCH or not header:
        return _whole(length), 0
    batch = header + struct.unpack_from("<I", message, header)[0]
    rows = _field(message, batch, 0)
    return _whole(length), _whole(struct.unpack_from("<q", message, rows)[0]) if rows else 0


def _field(message: memoryview, table: int, number: int) -> int:
    """Return where a field of a flatbuffer's table is, or 0 where it has its default."""
    fields = table - struct.unpack_from("<i", message, table)[0]
    if fields < 0 or 4 + 2 * number >= struct.unpack_from("<H", message, fields)[0]:
        return 0
    offset: int = struct.unpack_from("<H", message, fields + 4 + 2 * number)[0]
    return table + offset if offset else 0


def _whole(number: int) -> int:
    if number < 0:
        raise ValueError
    return number
