"""Text files whose formulas coterie, or another careful program, put behind an apostrophe."""

from __future__ import annotations

from typing import Any

import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.formulas import are_guarded, guarded, unguarded
from coterie.remarks import Remark
from coterie.sources.frames import from_frame, to_kind


def guard(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame that no spreadsheet runs anything of, to be written as text.

    Parameters
    ----------
    frame : polars.DataFrame
        Of any types; numbers, dates and flags stay as they are.

    Returns
    -------
    polars.DataFrame
        Texts and names of columns that begin with ``= + - @``, a tab or a line break have an apostrophe in front.

    Examples
    --------
    >>> import polars as pl
    >>> guard(pl.DataFrame({"=id": ["@a", "b"], "n": [-1, 2]})).to_dict(as_series=False)
    {"'=id": ["'@a", 'b'], 'n': [-1, 2]}
    """
    cells = [guarded(column.cast(pl.String)) if is_texty(column.dtype) else column for column in frame.iter_columns()]
    return _named(guarded(_names(frame)), cells)


def _names(frame: pl.DataFrame) -> pl.Series:
    return pl.Series("names", frame.columns, dtype=pl.String)


def _named(names: pl.Series, cells: list[pl.Series]) -> pl.DataFrame:
    return pl.DataFrame(dict(zip(names.to_list(), cells, strict=True)))


def unguard(frame: Any) -> Any:  # noqa: ANN401  # any frame, and the same kind back
    """Take back what coterie did to keep spreadsheets from running text of a CSV file as a formula.

    Parameters
    ----------
    frame : any frame that narwhals knows
        Assignments as another program read them from a CSV file that coterie wrote.

    Returns
    -------
    frame of the same kind
        With the texts and names of columns that were there before, to the letter.

    Raises
    ------
    coterie.errors.InputError
        When it is no frame.

    Examples
    --------
    >>> import polars as pl
    >>> unguard(pl.DataFrame({"id": ["'=1+1", "a"]}))["id"].to_list()
    ['=1+1', 'a']
    """
    table = from_frame(frame)
    cells = [unguarded(column) if column.dtype == pl.String else column for column in table.frame.iter_columns()]
    return to_kind(_named(unguarded(_names(table.frame)), cells), table.kind)


def as_written(frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Return a text file's cells and names as they were before they were guarded.

    Only where every text of a column that a spreadsheet would run stands behind an apostrophe: that is how such a file
    is written, and then nothing is lost. A formula that does no more than hold a text, ``="0012"``, is that text.

    Parameters
    ----------
    frame : polars.DataFrame
        As read from a text file or a workbook.

    Returns
    -------
    frame : polars.DataFrame
    remarks : tuple of Remark
        One for each column that changed.

    Examples
    --------
    >>> import polars as pl
    >>> frame, remarks = as_written(pl.DataFrame({"id": ["'=1+1", "a"]}))
    >>> frame["id"].to_list(), remarks[0].rows
    (['=1+1', 'a'], 1)
    """
    remarks: list[Remark] = []
    names = _names(frame).str.replace(_HELD, "$1")
    names = names if names.n_unique() == len(names) else _names(frame)
    frame = _named(names, frame.get_columns())
    cells = [_column(column, remarks) for column in frame.iter_columns()]
    bare = unguarded(names)
    if are_guarded(names) and bare.n_unique() == len(bare):
        remarks += [Remark("guarded_name", new) for old, new in zip(names, bare, strict=True) if old != new]
        names = bare
    return _named(names, cells), tuple(remarks)


_HELD = r'^="([^"]*)"$'


def _column(column: pl.Series, remarks: list[Remark]) -> pl.Series:
    if column.dtype != pl.String:
        return column
    column = _held(column, remarks)
    if not are_guarded(column):
        return column
    bare = unguarded(column)
    changed = (bare != column).fill_null(value=False)
    example = column.filter(changed)[0][:30]
    remarks.append(Remark("guarded_cells", column.name, int(changed.sum()), {"example": example}))
    return bare


def _held(column: pl.Series, remarks: list[Remark]) -> pl.Series:
    """Return cells with the texts that formulas hold: some programs write them so to keep zeros in front."""
    plain = column.alias("c")
    holds = plain.str.contains(_HELD).fill_null(value=False)
    if not holds.any():
        return column
    example = str(plain.filter(holds)[0])[:30]
    remarks.append(Remark("formula_text", column.name, int(holds.sum()), {"example": example}))
    return plain.str.replace(_HELD, "$1").alias(column.name)
