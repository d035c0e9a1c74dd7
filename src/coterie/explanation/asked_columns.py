"""Columns that a person names for a question, as numbers, or as yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import as_boolean, as_number, as_text, is_texty

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coterie.scoring import Taken


def numbers_in(taken: Taken, name: str, option: str) -> NDArray[np.float64]:
    """Return a column as numbers, one for each cleaned customer; nan where there is none.

    Parameters
    ----------
    taken : Taken
        Customers, cleaned by the plan of a segmentation. A column that the plan leaves out is read as numbers.
    name : str
        The column.
    option : str
        What names it, for messages.

    Raises
    ------
    coterie.errors.ColumnNotFound
    coterie.errors.ColumnRefused
        For a column without numbers.

    Examples
    --------
    >>> import coterie
    >>> from coterie.scoring import take
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age"], k=2, evidence="none").segmentation
    >>> len(numbers_in(take(found, customers), "income", "--value"))
    499
    """
    if name in taken.frame.columns and taken.frame[name].dtype.is_numeric():
        return taken.frame[name].cast(pl.Float64).to_numpy()
    cells = _cells(taken, name, option)
    numbers = as_number(cells) if is_texty(cells.dtype) else cells.cast(pl.Float64, strict=False)
    if not numbers.count():
        example = as_text(cells).drop_nulls() if is_texty(cells.dtype) else cells.drop_nulls().cast(pl.String)
        raise errors.columns.no_numbers_asked(option, name, str(example[0])[:20] if len(example) else "")
    return numbers.to_numpy()


def answers_in(taken: Taken, name: str, option: str) -> NDArray[np.float64]:
    """Return a column of yes and no as 1 and 0, one for each cleaned customer; nan where there is neither.

    Raises
    ------
    coterie.errors.ColumnNotFound
    coterie.errors.ColumnRefused
        For a column that holds something else.
    """
    cells = taken.frame[name] if name in taken.frame.columns else _cells(taken, name, option)
    answers = as_boolean(cells)
    known = as_text(cells) if is_texty(cells.dtype) else cells
    if (answers.is_null() & known.is_not_null()).any() or not answers.count():
        raise errors.columns.not_yes_or_no(option, name)
    return answers.cast(pl.Float64).to_numpy()


def _cells(taken: Taken, name: str, option: str) -> pl.Series:
    table = taken.table.frame
    if name not in table.columns:
        raise errors.columns.unknown_column(option, name, table.columns)
    return table[name] if taken.kept is None else table[name][taken.kept.rows]
