"""The noun of an auditor: every row and every cell, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.remarks import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from coterie.remarks import Group, Remark


@dataclass(frozen=True)
class Step:
    """Rows counted, or rows left out on the way to the customers.

    Attributes
    ----------
    code : str
        Of the remark that names the step.
    rows : int
        How many.
    left_out : bool
        Whether they were left out; otherwise these rows were there at this point.
    """

    code: str
    rows: int
    left_out: bool


@dataclass(frozen=True)
class ColumnCount:
    """The cells of one column.

    Attributes
    ----------
    column : str
        Its name.
    cells : int
        In the rows that are no duplicates.
    empty, tokens, unreadable, impossible : int
        Cells that are missing now: those that were empty, that said "missing" in some way, that could not be read as
        what the column is, and whose value cannot be.
    rewritten : int
        Cells that say the same in another way now: numbers that were text, categories in one spelling.
    gaps : int
        Customers without a value, after rows of one customer were put together.
    """

    column: str
    cells: int
    empty: int
    tokens: int
    unreadable: int
    impossible: int
    rewritten: int
    gaps: int

    @property
    def missing(self) -> int:
        """Cells that are missing after cleaning."""
        return self.empty + self.tokens + self.unreadable + self.impossible


@dataclass(frozen=True)
class Account:
    """Where every row and every cell went.

    Attributes
    ----------
    rows : tuple of Step
        From the lines of the file to the customers.
    columns : tuple of ColumnCount
        One for each column that is used.
    """

    rows: tuple[Step, ...] = ()
    columns: tuple[ColumnCount, ...] = ()


def row_steps(lines: Sequence[tuple[str, int]], remarks: Iterable[Remark], *, read: int, used: int) -> tuple[Step, ...]:
    """Tell how lines became rows, and rows customers.

    Parameters
    ----------
    lines : sequence of (str, int)
        Of the file: first how many, then what was left out of them, by code; empty where there are no lines.
    remarks : iterable of Remark
        What cleaning did to whole rows.
    read, used : int
        Rows of the table, and rows after cleaning.

    Examples
    --------
    >>> from coterie.remarks import Remark
    >>> dropped = Remark("duplicate_row", rows=2)
    >>> for step in row_steps([("lines_in_file", 12), ("header", 1)], [dropped], read=11, used=9):
    ...     print(step.code, step.rows, step.left_out)
    lines_in_file 12 False
    header 1 True
    rows_read 11 False
    duplicate_row 2 True
    customers 9 False
    """
    steps = [Step(code, rows, left_out=at > 0) for at, (code, rows) in enumerate(lines)]
    steps.append(Step("rows_read", read, left_out=False))
    gone = (each for each in remarks if group_of(each.code) == "rows_left_out")
    steps += [Step(each.code, each.rows, left_out=True) for each in gone]
    return (*steps, Step("customers", used, left_out=False))


def column_count(cells: pl.Series, remarks: Iterable[Remark], *, gaps: int) -> ColumnCount:
    """Count the cells of a column by what became of them.

    Parameters
    ----------
    cells : polars.Series
        As they were read.
    remarks : iterable of Remark
        What was done to them.
    gaps : int
        Customers without a value in the end.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.remarks import Remark
    >>> done = [Remark("missing_token", "age", 1, {"counts": (("?", 1),)}), Remark("not_a_number", "age", 1)]
    >>> counted = column_count(pl.Series("age", ["20", "?", None, "x"]), done, gaps=3)
    >>> counted.empty, counted.tokens, counted.unreadable, counted.missing
    (1, 1, 1, 3)
    """
    done = list(remarks)

    def of(group: Group) -> int:
        return sum(each.rows for each in done if group_of(each.code) == group)

    empty = cells.null_count()
    ids = sum(each.rows for each in done if each.code == "id_missing")
    tokens = of("missing_token") - (empty if ids else 0)  # an id is missing either way
    return ColumnCount(
        cells.name, len(cells), empty, tokens, of("unreadable"), of("impossible"), of("rewritten"), gaps=gaps
    )
