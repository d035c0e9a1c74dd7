"""Columns from rows of Python's own values, whose types may differ from row to row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import starmap
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.databases.rows import different, numbers
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BATCH = 50_000
_PLAIN: dict[frozenset[type], pl.DataType] = {
    frozenset({int}): pl.Int64(),
    frozenset({float}): pl.Float64(),
    frozenset({int, float}): pl.Float64(),
    frozenset({bool}): pl.Boolean(),
    frozenset({str}): pl.String(),
    frozenset({date}): pl.Date(),
    frozenset({datetime}): pl.Datetime("us"),
}
_DAY = timedelta(days=1)


def to_frame(titles: Iterable[str], batches: Iterable[Sequence[Sequence[Any]]]) -> tuple[pl.DataFrame, list[Remark]]:
    """Return rows as a frame.

    A column of one type has it; whole numbers and fractions together are fractions; any other mixture is text, as
    nothing may get lost. Binary values are left out.

    Parameters
    ----------
    titles : iterable of str
        Of the columns; repeated ones are numbered.
    batches : iterable of sequences of rows
        Some rows at a time, so that only these are held as Python's values.

    Examples
    --------
    >>> to_frame(["id", "paid"], [[(1, 2), (2, 2.5)], [(3, "none")]])[0].rows()
    [(1, '2.0'), (2, '2.5'), (3, 'none')]
    """
    names, remarks = different(titles)
    columns = [_Column() for _ in names]
    for batch in batches:
        for column, values in zip(columns, zip(*batch, strict=True), strict=True):
            column.add(values)
    made = list(starmap(_finished, zip(names, columns, strict=True)))
    return pl.DataFrame([series for series, _ in made if series is not None]), [*remarks, *(n for _, n in made if n)]


def batches_of(cursor: Any) -> Iterator[Sequence[Sequence[Any]]]:  # noqa: ANN401 - a cursor of any driver
    """Yield a cursor's rows, some at a time."""
    while rows := cursor.fetchmany(BATCH):
        yield rows


class _Column:
    """The values of one column, batch after batch."""

    def __init__(self) -> None:
        self.parts: list[pl.Series] = []
        self.types: set[type] = set()
        self.binary = 0

    def add(self, values: Sequence[Any]) -> None:
        """Take the next values."""
        types = set(map(type, values)) - {type(None)}
        if types & {bytes, bytearray, memoryview}:
            self.binary += sum(isinstance(value, bytes | bytearray | memoryview) for value in values)
            values = [None if isinstance(value, bytes | bytearray | memoryview) else value for value in values]
            types -= {bytes, bytearray, memoryview}
        if types == {timedelta}:
            values, types = [None if value is None else value / _DAY for value in values], {float}
        self.types |= types
        self.parts.append(_series(values, types))


def _series(values: Sequence[Any], types: set[type]) -> pl.Series:
    """Return values of some types, as text where no one type holds them."""
    if not types:
        return pl.Series([None] * len(values), dtype=pl.Null)
    try:
        if types == {datetime}:
            return pl.Series(values).dt.cast_time_unit("us")
        if found := _PLAIN.get(frozenset(types)):
            return pl.Series(values, dtype=found, strict=types != {int, float})
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        pass  # numbers beyond 64 bits, dates with and without a zone
    return pl.Series([None if value is None else _word(value) for value in values], dtype=pl.String)


def _word(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)


def _finished(name: str, column: _Column) -> tuple[pl.Series | None, Remark | None]:
    """Return the whole column, and what became of binary values."""
    remark = Remark("database_binary_values", name, column.binary) if column.binary else None
    if column.binary and not column.types:
        return None, Remark("database_binary", name)
    held = {part.dtype for part in column.parts} - {pl.Null()}
    dtype = held.pop() if len(held) == 1 else pl.Float64() if held == {pl.Int64(), pl.Float64()} else pl.String()
    whole = pl.concat([part.cast(dtype) for part in column.parts]) if column.parts else pl.Series(dtype=dtype)
    decimals = Decimal in column.types and column.types <= {Decimal, int}
    return (numbers(whole) if decimals else whole).alias(name), remark
