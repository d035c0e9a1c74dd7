"""Reading the cells of customers by the plan of before: each says the same whatever stands in the other rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.cleaning.columns import repair_column
from coterie.threads import map_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.schema import Column
    from coterie.scoring.description import IdType

_WHOLE = re.compile(r"(?:0|-?[1-9]\d{0,17})")
_EXACT = 2**53


def read_columns(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """Return the features of a batch, cleaned.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> age = Column("age", "numeric", "feature", 0, "")
    >>> read_columns(pl.DataFrame({"age": ["31", "n/a"], "other": [1, 2]}), [age]).rows()
    [(31.0,), (None,)]
    """
    return pl.DataFrame(map_columns(lambda each: read_column(frame[each.name], each), columns, rows=frame.height))


def read_column(cells: pl.Series, column: Column) -> pl.Series:
    """Return one feature, cleaned: Float64, String or Boolean.

    Raises
    ------
    coterie.errors.Drifted
        For yes and no where numbers were: a column of another type is no row's fault.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> read_column(pl.Series("x", ["1.5", "1,5"]), Column("x", "numeric", "feature", 0, "")).to_list()
    [1.5, None]
    """
    if cells.dtype == pl.Boolean and column.type == "numeric" and cells.count():
        raise errors.columns.unreadable_feature(column.name, column.comes_as, str(cells.drop_nulls()[0]))
    if cells.dtype.is_decimal():
        cells = cells.cast(pl.String).cast(pl.Float64)  # rounded once, however many decimals the column keeps
    return repair_column(cells, column, pl.int_range(1, len(cells) + 1, eager=True))[0]


def read_ids(cells: pl.Series, id_type: IdType | None) -> pl.Series:
    """Return ids of the type that they have had from the beginning.

    Raises
    ------
    coterie.errors.InputError
        For an id that is no whole number where all were.

    Examples
    --------
    >>> read_ids(pl.Series("id", ["7", None]), "integer").to_list(), read_ids(pl.Series("id", [7.0]), "text").to_list()
    ([7, None], ['7'])
    """
    plain = _plain(cells)
    if id_type is None or plain.dtype == (pl.Int64 if id_type == "integer" else pl.String):
        return plain
    text = _as_text(plain)
    if id_type == "text":
        return text
    whole = text.str.contains(f"^{_WHOLE.pattern}$")
    if not whole.all():
        raise errors.columns.id_of_another_type(cells.name, str(text.filter(~whole)[0]))
    return text.cast(pl.Int64)


def _plain(cells: pl.Series) -> pl.Series:
    """Return ids as they are, in types that a frame of another kind has as well."""
    if cells.dtype.is_object():
        return pl.Series(cells.name, [None if cell is None else str(cell) for cell in cells], dtype=pl.String)
    if isinstance(cells.dtype, (pl.Categorical, pl.Enum)):
        return cells.cast(pl.String)
    return cells.cast(pl.Int64) if cells.dtype.is_integer() and _fits(cells) else cells


def _fits(cells: pl.Series) -> bool:
    most = cells.max()
    return not isinstance(most, int) or most < 2**63


def _as_text(cells: pl.Series) -> pl.Series:
    if not cells.dtype.is_float():
        return cells.cast(pl.String)
    number = pl.col("n")
    whole = (number == number.round()) & (number.abs() < _EXACT)
    said = (
        pl.when(whole)
        .then(pl.when(whole).then(number).cast(pl.Int64).cast(pl.String))
        .otherwise(pl.when(number.is_not_nan()).then(number.cast(pl.String)))
    )
    return cells.alias("n").to_frame().select(said.alias(cells.name)).to_series()
