"""The decimal mark of customers to be scored: that of before reads every cell, and cells of another one are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.parsing.cells import is_texty
from coterie.parsing.numbers import to_number
from coterie.parsing.units import without_units

if TYPE_CHECKING:
    import polars as pl

    from coterie.parsing.numbers import Mark
    from coterie.schema import Column


def other_mark(column: Column) -> Mark:
    """Return the decimal mark that a column was not read by.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> other_mark(Column("income", "numeric", "feature", 0, ""))
    ','
    """
    return "," if column.decimal == "." else "."


def of_other_mark(cells: pl.Series, column: Column) -> pl.Series:
    """Return which cells, none of which the mark of before reads, are numbers with the other mark.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import Column
    >>> of_other_mark(pl.Series(["15.000,50", "high"]), Column("income", "numeric", "feature", 0, "")).to_list()
    [True, False]
    """
    if column.comes_as != "numeric" or column.words or not is_texty(cells.dtype):
        return cells.is_null() & cells.is_not_null()
    return to_number(without_units(cells, column.units), other_mark(column)).is_not_null()
