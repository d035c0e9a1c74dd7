"""Numbers of a file from another country: read by the decimal mark that the file itself proves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.parsing.cells import as_text, is_texty
from coterie.parsing.numbers import decimal_mark, to_number
from coterie.parsing.units import without_units
from coterie.schema import Schema

if TYPE_CHECKING:
    import polars as pl

    from coterie.parsing.numbers import Mark
    from coterie.schema import Column

_ENOUGH = 0.9


def with_own_marks(schema: Schema, frame: pl.DataFrame) -> Schema:
    """Return an old plan with the decimal marks of new customers.

    A column that proves its mark is read by it. One that could be read either way is read by the mark that the other
    columns prove, where they agree; otherwise as before.

    Parameters
    ----------
    schema : Schema
        Of the columns that scoring needs.
    frame : polars.DataFrame
        The customers as they were read.

    Returns
    -------
    Schema

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import Column
    >>> old = Schema((Column("income", "numeric", "feature", 0, ""), Column("debt", "numeric", "feature", 0, "")))
    >>> new = with_own_marks(old, pl.DataFrame({"income": ["15.000,50"], "debt": ["1.500"]}))
    >>> [column.decimal for column in new.columns]
    [',', ',']
    """
    written = {
        column.name: without_units(as_text(frame[column.name]).drop_nulls().unique(), column.units)
        for column in schema.columns
        if column.role != "id" and column.comes_as == "numeric" and is_texty(frame[column.name].dtype)
    }
    found = {name: decimal_mark(values) for name, values in written.items()}
    proven = {name: mark.mark for name, mark in found.items() if mark.proven and _reads(written[name], mark.mark)}
    marks = set(proven.values())
    common = marks.pop() if len(marks) == 1 else None

    def own(column: Column) -> Column:
        mark = proven.get(column.name) or (common if column.name in found and found[column.name].ambiguous else None)
        return column if mark is None else replace(column, decimal=mark)

    return Schema(tuple(own(column) for column in schema.columns))


def _reads(values: pl.Series, mark: Mark) -> bool:
    """Return whether nearly all values are numbers with that mark."""
    return bool(to_number(values, mark).count() >= _ENOUGH * len(values))
