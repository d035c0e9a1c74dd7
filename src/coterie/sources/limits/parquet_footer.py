"""How many rows a Parquet file has, and how many values in lists, found without reading any.

Each page of values states it in front. What the footer says of a column is not what Polars reads by, so it may say
anything. The footer and the pages' headers are structures of Thrift's compact protocol (github.com/apache/thrift,
doc/specs/thrift-compact-protocol.md); their fields are those of github.com/apache/parquet-format, parquet.thrift.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, BinaryIO

import polars as pl

from coterie.sources.limits.bounds import DEEPEST, check_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ROW_GROUPS, _CHUNKS, _ROWS, _META = 4, 1, 3, 3
_PATH, _SIZE, _FIRST_PAGE, _DICTIONARY = 3, 7, 9, 11  # of a column in a row group
_PACKED, _PAGES, _VALUES = 3, (5, 8), 1  # of a page
_HEADER = 2**16  # a page's header takes far less, but for long texts in its statistics
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_MAGIC = b"PAR1"
_LONG_FOOTER = 2**20
_DAMAGE = (LookupError, struct.error, AttributeError, TypeError, OSError, OverflowError)


def check_pages(files: Iterable[BinaryIO], name: str, schema: Mapping[str, Any]) -> None:
    """Refuse Parquet files that state fewer rows than they have, or whose lists hold far more than such files do.

    Parameters
    ----------
    files : iterable of binary files
        Parquet.
    name : str
        Theirs, for messages.
    schema : mapping of str to polars.DataType
        Their columns.

    Raises
    ------
    coterie.errors.InputError
        When there are too many values.
    ValueError
        When rows would be lost; when there are lists, and a footer or a page cannot be understood.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> pl.DataFrame({"age": [20, 30]}).write_parquet(file)
    >>> check_pages([file], "customers.parquet", {"age": pl.Int64()})
    """
    lists = any(map(_holds_lists, schema.values()))
    size = values = 0
    for file in files:
        with file:
            size += file.seek(0, 2)
            if _loses_rows(file):
                raise ValueError
            values += stated_values(file) if lists else 0
    check_values(values, name, size)


def _loses_rows(file: BinaryIO) -> bool:
    """Return whether the pages of plain columns hold other numbers of rows than the footer says.

    The footer of a very wide file, which takes long to look through, is believed.
    """
    try:
        groups = _groups(file, most=_LONG_FOOTER)
        return any(
            all(_values(file, column) != group[_ROWS] for column in plain)
            for group in groups
            if (plain := [chunk[_META] for chunk in group[_CHUNKS] if len(chunk[_META][_PATH]) == 1])
        )
    except ValueError:
        return False  # Polars says whether it understands the file
    except _DAMAGE:
        return False


def _holds_lists(dtype: object) -> bool:
    if isinstance(dtype, pl.Struct):
        return any(_holds_lists(field.dtype) for field in dtype.fields)
    return isinstance(dtype, (pl.List, pl.Array))


def stated_values(file: BinaryIO) -> int:
    """Add up what all pages of a Parquet file say that they hold: a value for each cell, and for each of a list.

    Raises
    ------
    ValueError
        When the footer or a page cannot be understood.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> pl.DataFrame({"id": [1, 2], "tags": [["a", "b", "c"], ["d"]]}).write_parquet(file)
    >>> stated_values(file)
    6
    """
    try:
        return sum(_values(file, chunk[_META]) for group in _groups(file) for chunk in group[_CHUNKS])
    except _DAMAGE as error:
        raise ValueError from error


def _groups(file: BinaryIO, most: int | None = None) -> list[dict[int, Any]]:
    """Return what the footer says of each group of rows; nothing where it is longer than that."""
    size = file.seek(0, 2)
    file.seek(max(size - 8, 0))
    length, magic = struct.unpack("<I4s", file.read(8)) if size >= 12 else (0, b"")
    if magic != _MAGIC or not 0 < length <= size - 12:
        raise ValueError
    if most is not None and length > most:
        return []
    file.seek(size - 8 - length)
    groups: list[dict[int, Any]] = _Reader(file.read(length)).structure().get(_ROW_GROUPS, [])
    return groups


def _values(file: BinaryIO, column: dict[int, Any]) -> int:
    """Add up what the pages of a column in one row group state."""
    at = column.get(_DICTIONARY) or column[_FIRST_PAGE]
    at, values = min(at, column[_FIRST_PAGE]), 0
    end = at + column[_SIZE]
    while at < end:
        file.seek(at)
        reader = _Reader(file.read(_HEADER))
        page = reader.structure()
        values += sum(_whole(page[kind][_VALUES]) for kind in _PAGES if kind in page)
        at += reader.at + _whole(page[_PACKED])
    return values


def _whole(number: int) -> int:
    if number < 0:
        raise ValueError
    return number


class _Reader:
    """Reads Thrift's compact protocol: structures as their fields by number."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.depth = data, 0, 0

    def structure(self) -> dict[int, Any]:
        """Read a structure to its end."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError
        fields: dict[int, Any] = {}
        number = 0
        while (head := self._byte()) != 0:
            number = number + (head >> 4) if head >> 4 else self._whole()
            kind = head & 15
            fields[number] = kind == _TRUE if kind in {_TRUE, _FALSE} else self._value(kind)
        self.depth -= 1
        return fields

    def _value(self, kind: int) -> Any:  # noqa: ANN401 - whatever it holds
        if kind == _STRUCT:
            return self.structure()
        if kind in {_LIST, _SET}:
            return self._several()
        if kind == _BINARY:
            return self._skip(self._unsigned())
        if kind == _DOUBLE:
            return self._skip(8)
        if kind in {_TRUE, _FALSE, _BYTE}:
            return self._byte()
        if kind == _MAP:
            raise ValueError  # there is none in a footer
        return self._whole()

    def _several(self) -> list[Any]:
        head = self._byte()
        many = self._unsigned() if head >> 4 == 15 else head >> 4
        if many > len(self.data) - self.at:  # each takes a byte at least
            raise ValueError
        return [self._value(head & 15) for _ in range(many)]

    def _skip(self, many: int) -> None:
        self.at += many

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _unsigned(self) -> int:
        number = shift = 0
        while (byte := self._byte()) & 128:
            number |= (byte & 127) << shift
            shift += 7
        return number | byte << shift

    def _whole(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)
