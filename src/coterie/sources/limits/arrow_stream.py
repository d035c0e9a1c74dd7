"""How many rows Arrow says that it has, and how many values in lists, found without reading any."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTINUED = 0xFFFFFFFF
_RECORD_BATCH = 3
_BLOCKS = 3


class Stated(NamedTuple):
    """Rows, and values of all columns: those of lists, and each list itself."""

    rows: int
    values: int


def stated_by_stream(data: bytes) -> Stated:
    """Add up what a stream's batches state.

    Parameters
    ----------
    data : bytes
        A stream of Arrow's inter-process format: messages, each a size, a flatbuffer and a body.

    Returns
    -------
    Stated

    Raises
    ------
    ValueError
        When it is cut off, or no stream.

    Examples
    --------
    >>> import io
    >>> import polars as pl
    >>> stream = io.BytesIO()
    >>> pl.DataFrame({"age": [20, 30], "tags": [["a"], ["b", "c"]]}).write_ipc_stream(stream)
    >>> stated_by_stream(stream.getvalue())
    Stated(rows=2, values=7)
    """
    at = rows = values = 0
    try:
        while at + 4 <= len(data):
            length, stated = _message(data, at)
            if not length:
                break
            rows, values, at = rows + stated.rows, values + stated.values, at + length
    except (struct.error, IndexError) as error:
        raise ValueError from error
    return Stated(rows, values)


def stated_by_file(data: bytes) -> Stated:
    """Add up what a file's batches state, wherever its end says that they are.

    Raises
    ------
    ValueError
        When it is cut off, or no file.

    Examples
    --------
    >>> import io
    >>> import polars as pl
    >>> file = io.BytesIO()
    >>> pl.DataFrame({"age": [20, 30], "tags": [["a"], ["b", "c"]]}).write_ipc(file)
    >>> stated_by_file(file.getvalue())
    Stated(rows=2, values=7)
    """
    try:
        (size,) = struct.unpack_from("<i", data, len(data) - 10)
        footer = memoryview(data)[max(len(data) - 10 - _whole(size), 0) : len(data) - 10]
        blocks = _field(footer, struct.unpack_from("<I", footer)[0], _BLOCKS)
        found = [_message(data, _whole(at))[1] for (at,) in _structs(footer, blocks, "<q16x")]
    except (struct.error, IndexError) as error:
        raise ValueError from error
    return Stated(sum(each.rows for each in found), sum(each.values for each in found))


def _message(data: bytes, at: int) -> tuple[int, Stated]:
    """Return how long a message with its body is, 0 at the end, and what it states."""
    start = at
    (size,) = struct.unpack_from("<I", data, at)
    if size == _CONTINUED:
        at += 4
        (size,) = struct.unpack_from("<I", data, at)
    if size == 0:
        return 0, _NOTHING
    message = memoryview(data)[at + 4 : at + 4 + size]
    table: int = struct.unpack_from("<I", message)[0]
    kind, header, body = (_field(message, table, number) for number in (1, 2, 3))
    length: int = struct.unpack_from("<q", message, body)[0] if body else 0
    whole = at + 4 + size + _whole(length) - start
    if not kind or message[kind] != _RECORD_BATCH or not header:
        return whole, _NOTHING
    batch = header + struct.unpack_from("<I", message, header)[0]
    rows = _field(message, batch, 0)
    nodes = _structs(message, _field(message, batch, 1), "<q8x")
    stated: int = struct.unpack_from("<q", message, rows)[0] if rows else 0
    return whole, Stated(_whole(stated), sum(_whole(values) for (values,) in nodes))


def _structs(message: memoryview, place: int, form: str) -> Iterator[tuple[int, ...]]:
    """Yield the structures of a flatbuffer's vector."""
    if not place:
        return
    vector = place + struct.unpack_from("<I", message, place)[0]
    (many,) = struct.unpack_from("<I", message, vector)
    size = struct.calcsize(form)
    for number in range(many):
        yield struct.unpack_from(form, message, vector + 4 + number * size)


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


_NOTHING = Stated(0, 0)
