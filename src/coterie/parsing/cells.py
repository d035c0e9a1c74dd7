"""Cells of any type as text, as numbers, as dates: what deciding on a column and cleaning it share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.booleans import to_boolean
from coterie.parsing.dates import EXCEL, in_reach, number_to_date, to_date
from coterie.parsing.missing import fold, is_missing
from coterie.parsing.numbers import Mark, in_range, to_number

if TYPE_CHECKING:
    from collections.abc import Collection


def is_texty(dtype: pl.DataType) -> bool:
    """Return whether a column holds text, plainly or as categories.

    Examples
    --------
    >>> import polars as pl
    >>> is_texty(pl.Categorical()), is_texty(pl.Int64())
    (True, False)
    """
    return isinstance(dtype, (pl.String, pl.Categorical, pl.Enum))


def is_nested(dtype: pl.DataType) -> bool:
    """Return whether a column's cells are no single values.

    Examples
    --------
    >>> import polars as pl
    >>> is_nested(pl.List(pl.Int64)), is_nested(pl.Int64())
    (True, False)
    """
    return dtype.is_nested() or isinstance(dtype, (pl.Binary, pl.Object, pl.Time, pl.Duration, pl.BaseExtension))


def nested_cells(dtype: pl.DataType) -> str:
    """Say what the cells of a column are that are no single values.

    Examples
    --------
    >>> import polars as pl
    >>> nested_cells(pl.List(pl.Int64)), nested_cells(pl.Duration())
    ('lists', 'spans of time')
    """
    kinds = {
        pl.List: "lists", pl.Array: "lists", pl.Struct: "records", pl.Binary: "bytes", pl.Object: "Python objects",
        pl.Time: "times of day", pl.Duration: "spans of time",
    }  # fmt: skip
    return next((said for kind, said in kinds.items() if isinstance(dtype, kind)), f"cells of the type {dtype}")


def as_text(column: pl.Series, answers: Collection[str] = ()) -> pl.Series:
    """Return cells as text; whole numbers without a decimal point, missing ones and those of no single value null.

    Spellings of "missing" that are `answers` in the column stay.

    Examples
    --------
    >>> import polars as pl
    >>> as_text(pl.Series([1.0, None, 3.0])).to_list(), as_text(pl.Series([" x ", "n/a"])).to_list()
    (['1', None, '3'], [' x ', None])
    >>> as_text(pl.Series(["none", "gold", "-"]), ("none",)).to_list()
    ['none', 'gold', None]
    """
    dtype = column.dtype
    if is_nested(dtype):
        return pl.repeat(None, len(column), dtype=pl.String, eager=True).alias(column.name)
    if is_texty(dtype):
        text = column.cast(pl.String)
        return (
            text.alias("t")
            .to_frame()
            .select(pl.when(_is_said(pl.col("t"), answers)).then("t").alias(column.name))
            .to_series()
        )
    return _float_text(as_number(column)) if dtype.is_float() else column.cast(pl.String)


def _float_text(numbers: pl.Series) -> pl.Series:
    """Return numbers as text: each says the same whatever stands in the other rows."""
    number = pl.col("n")
    whole = (number == number.round()) & (number.abs() < 2**53)
    said = (
        pl.when(whole)
        .then(pl.when(whole).then(number).cast(pl.Int64).cast(pl.String))
        .otherwise(number.cast(pl.String))
    )
    return numbers.alias("n").to_frame().select(said.alias(numbers.name)).to_series()


def _is_said(text: pl.Expr, answers: Collection[str]) -> pl.Expr:
    said = ~is_missing(text)
    return said | fold(text).is_in([answer.lower() for answer in answers]) if answers else said


def as_number(column: pl.Series, mark: Mark = ".") -> pl.Series:
    """Return cells as Float64; what is no number, or too large to compute with, is null.

    Examples
    --------
    >>> import polars as pl
    >>> as_number(pl.Series(["15k", "n/a", "inf"])).to_list()
    [15000.0, None, None]
    """
    dtype = column.dtype
    if is_texty(dtype):
        numbers = to_number(as_text(column), mark)
    elif dtype.is_numeric() or isinstance(dtype, (pl.Boolean, pl.Null)):
        numbers = column.cast(pl.Float64)
    else:
        numbers = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(column))
    return in_range(numbers).alias(column.name)


def as_boolean(column: pl.Series) -> pl.Series:
    """Return cells as Boolean; what is neither yes nor no is null.

    Examples
    --------
    >>> import polars as pl
    >>> as_boolean(pl.Series([1.0, 0.0, None])).to_list()
    [True, False, None]
    """
    return column if isinstance(column.dtype, pl.Boolean) else to_boolean(as_text(column))


def as_date(column: pl.Series, form: str = "") -> pl.Series:
    """Return cells as Date by a format that `coterie.parsing.dates.date_format` found.

    Examples
    --------
    >>> import polars as pl
    >>> as_date(pl.Series(["4/9/2012", "?"]), "%d-%m-%Y").to_list()
    [datetime.date(2012, 9, 4), None]
    """
    dtype = column.dtype
    if isinstance(dtype, (pl.Date, pl.Datetime)):
        return in_reach(column if isinstance(dtype, pl.Date) else column.dt.date())
    if dtype.is_numeric() and not form.startswith("%"):
        return number_to_date(as_number(column), form or EXCEL).alias(column.name)
    return to_date(as_text(column), form).alias(column.name)
