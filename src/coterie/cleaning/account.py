"""The noun of an auditor: every row and every cell, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from coterie.cleaning.report import CleaningAction

_TOKENS = frozenset(("missing token", "id missing"))
_IMPOSSIBLE = frozenset(("impossible value taken as missing",))
_UNREADABLE = frozenset((
    "not a number", "not finite", "number beyond 1e100", "neither yes nor no", "not a date", "no single value",
))  # fmt: skip
_REWRITTEN = frozenset(("number written as text", "number nearer 0 than 1e-100", "spelling unified"))


@dataclass(frozen=True)
class Step:
    """Rows counted, or rows left out on the way to the customers.

    Attributes
    ----------
    what : str
        In a few words.
    rows : int
        How many.
    left_out : bool
        Whether they were left out; otherwise so many were there at this point.
    """

    what: str
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


def row_steps(
    lines: Sequence[tuple[str, int]], actions: Iterable[CleaningAction], *, read: int, used: int
) -> tuple[Step, ...]:
    """Tell how lines became rows, and rows customers.

    Parameters
    ----------
    lines : sequence of (str, int)
        Of the file: first how many, then what was left out of them; empty where there are no lines.
    actions : iterable of CleaningAction
        What cleaning did to whole rows.
    read, used : int
        Rows of the table, and rows after cleaning.

    Examples
    --------
    >>> from coterie.cleaning.report import CleaningAction
    >>> dropped = CleaningAction(None, "duplicate row dropped", 2, "")
    >>> for step in row_steps([("lines in the file", 12), ("header", 1)], [dropped], read=11, used=9):
    ...     print(step.what, step.rows, step.left_out)
    lines in the file 12 False
    header 1 True
    rows read 11 False
    duplicate row dropped 2 True
    customers 9 False
    """
    steps = [Step(what, rows, left_out=at > 0) for at, (what, rows) in enumerate(lines)]
    steps.append(Step("rows read", read, left_out=False))
    gone = ("duplicate row dropped", "row of the same customer merged")
    steps += [Step(each.action, each.rows, left_out=True) for each in actions if each.action in gone]
    return (*steps, Step("customers", used, left_out=False))


def column_count(cells: pl.Series, actions: Iterable[CleaningAction], *, gaps: int) -> ColumnCount:
    """Count the cells of a column by what became of them.

    Parameters
    ----------
    cells : polars.Series
        As they were read.
    actions : iterable of CleaningAction
        What was done to them.
    gaps : int
        Customers without a value in the end.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.cleaning.report import CleaningAction
    >>> done = [CleaningAction("age", "missing token", 1, "'?' 1"), CleaningAction("age", "not a number", 1, "")]
    >>> counted = column_count(pl.Series("age", ["20", "?", None, "x"]), done, gaps=3)
    >>> counted.empty, counted.tokens, counted.unreadable, counted.missing
    (1, 1, 1, 3)
    """
    done = list(actions)

    def of(kinds: frozenset[str]) -> int:
        return sum(each.rows for each in done if each.action in kinds)

    empty = cells.null_count()
    ids = sum(each.rows for each in done if each.action == "id missing")
    tokens = of(_TOKENS) - (empty if ids else 0)  # an id is missing either way
    return ColumnCount(
        cells.name, len(cells), empty, tokens, of(_UNREADABLE), of(_IMPOSSIBLE), of(_REWRITTEN), gaps=gaps
    )
