"""JSON: one object a line, an array of objects, or the one table inside an object, as services answer."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.remarks import Remark
from coterie.sources.limits.bounds import check_json, check_lines, check_shape, leaves
from coterie.sources.text.encoding import decode
from coterie.sources.typed.repeated_names import Repeats, repeat_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEP = 4


class BadLineError(ValueError):
    """A line of a JSON file that holds no object."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_json(data: bytes, name: str) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    r"""Read a table from JSON.

    Parameters
    ----------
    data : bytes
        One object a line; an array of objects, or of rows under a row of names; or an object that holds one such
        array, or a list of values for each column.
    name : str
        The file's, for messages.

    Returns
    -------
    frame : polars.DataFrame
    remarks : tuple of Remark
        Where in the file the table was found, if not at its top; names that stand twice in one object.

    Raises
    ------
    BadLineError
        With the first line that is no object.
    coterie.errors.InputError
        When it is larger than any table of its size can be.

    Examples
    --------
    >>> read_json(b'{"id": 1}\n{"id": 2}', "a.json")[0].rows()
    [(1,), (2,)]
    >>> read_json(b'{"data": [{"id": 1}]}', "a.json")[1][0].facts
    {'path': 'data'}
    """
    if data[:4].count(0) or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        data = decode(data).text.encode()
    check_json(data, name)
    repeats = Repeats()
    if data.lstrip().startswith(b"["):
        frame = _from_array(repeats.loads(data), name, len(data))
        remarks: tuple[Remark, ...] = ()
    else:
        frame, remarks = _from_lines(data, name, repeats)
    check_shape(frame.height, leaves(frame.schema), name=name, size=len(data))
    return frame, (*remarks, *repeats.remarks())


def _from_lines(data: bytes, name: str, repeats: Repeats) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Read one object a line, or one object in all."""
    check_lines(io.BytesIO(data), name)
    try:
        schema = pl.scan_ndjson(io.BytesIO(data), infer_schema_length=None).collect_schema()
        check_shape(data.count(b"\n"), leaves(schema), name=name, size=len(data))
        frame = pl.read_ndjson(io.BytesIO(data), schema=schema)
    except pl.exceptions.PolarsError:
        frame = None
    if frame is not None and frame.height > 1 and repeat_names(data):
        frame = None  # Polars takes the first of two values under one name
    if (frame is None or frame.height == 1) and (whole := _object(data, repeats)) is not None:
        return _inside(whole, name, len(data))
    return (_from_rows(list(_objects(data, repeats)), name, len(data)) if frame is None else frame), ()


def _object(data: bytes, repeats: Repeats) -> dict[str, Any] | None:  # whatever JSON holds
    """Return the file as one object, if it is one."""
    try:
        whole = repeats.loads(data)
    except ValueError:
        repeats.forget()  # what was found in the first line is found again
        return None
    return whole if isinstance(whole, dict) else None


def _from_array(rows: list[Any], file: str, size: int) -> pl.DataFrame:
    """Return a table from objects, or from rows under a row of names."""
    if rows and all(isinstance(row, dict) for row in rows):
        return _from_rows(rows, file, size)
    if len(rows) > 1 and _is_grid(rows[0], rows[1:]):
        return _from_columns(rows[0], list(zip(*rows[1:], strict=True)))
    if rows:
        raise BadLineError(1)
    return pl.DataFrame()


def _is_grid(names: Any, rows: list[Any]) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Return whether rows are lists as long as the one with the names."""
    named = isinstance(names, list) and all(isinstance(name, str) for name in names) and len({*names}) == len(names)
    return named and all(isinstance(row, list) and len(row) == len(names) for row in rows)


def _from_columns(names: list[str], columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame({name: _column(list(values)) for name, values in zip(names, columns, strict=True)})


def _inside(
    whole: dict[str, Any],  # whatever JSON holds
    file: str,
    size: int,
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Return the one table that an object holds; else the object itself as a row."""
    if isinstance(whole.get("columns"), list) and _is_grid(whole["columns"], rows := whole.get("data") or []) and rows:
        return _from_columns(whole["columns"], list(zip(*rows, strict=True))), _found("data")
    values = list(whole.values())
    lists = values and all(isinstance(value, list) and not _holds_records(value) for value in values)
    if lists and len({len(value) for value in values}) == 1 and len(values[0]) > 1:
        return _from_columns(list(whole), values), ()
    places = list(_records(whole, ()))
    if len(places) == 1:
        path, records = places[0]
        return _from_rows(records, file, size), _found(".".join(path))
    if len(values) > 1 and all(isinstance(value, dict) and _is_flat(value) for value in values):
        return _from_keyed(whole, file, size)
    return _from_rows([whole], file, size), ()


def _found(path: str) -> tuple[Remark, ...]:
    return (Remark("json_place", facts={"path": path}),)


def _is_flat(value: dict[str, Any]) -> bool:  # as above
    return bool(value) and not any(isinstance(held, dict | list) for held in value.values())


def _holds_records(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(row, dict) for row in value)


def _records(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:  # noqa: ANN401 - whatever JSON holds
    """Yield each list of objects with its path, those inside others left out."""
    if isinstance(value, list) and _holds_records(value):
        yield path, value
    elif isinstance(value, dict) and len(path) < _DEEP:
        for key, held in value.items():
            yield from _records(held, (*path, key))


def _from_keyed(
    whole: dict[str, dict[str, Any]],  # whatever JSON holds
    file: str,
    size: int,
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Return a table from objects under their keys: columns of numbered cells, or rows each under its id."""
    if all(key.isdigit() for held in whole.values() for key in held):
        cells = list(dict.fromkeys(key for held in whole.values() for key in held))
        return _from_columns(list(whole), [[held.get(key) for key in cells] for held in whole.values()]), ()
    rows = [{"key": key, **held} for key, held in whole.items()]
    return _from_rows(rows, file, size), (Remark("json_keys", "key", len(rows)),)


def _objects(data: bytes, repeats: Repeats) -> Iterator[dict[str, Any]]:  # as above
    """Read line by line, and name the first that is no object."""
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = repeats.loads(line)
        except ValueError as error:
            raise BadLineError(number) from error
        if not isinstance(row, dict):
            raise BadLineError(number)
        yield row


def _from_rows(rows: list[dict[str, Any]], file: str, size: int) -> pl.DataFrame:  # as above
    """Return rows as a frame; a column of several kinds of values becomes text."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    check_shape(len(rows), len(names), name=file, size=size)
    return pl.DataFrame({name: _column([row.get(name) for row in rows]) for name in names})


def _column(values: list[Any]) -> pl.Series:
    try:
        return pl.Series(values)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series([value if value is None or isinstance(value, str) else json.dumps(value) for value in values])
