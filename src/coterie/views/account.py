"""Rows and cells before and after cleaning, so that somebody else can add them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import count
from coterie.remarks import capital, column_label, say, words

if TYPE_CHECKING:
    from coterie.views.summary import CellCounts, Prepared, Summary

_UNPLACED = "without_segment"
_CHANGES = ("empty", "tokens", "unreadable", "impossible", "rewritten")


@dataclass(frozen=True)
class StepLine:
    """A step from the lines of the file to the customers.

    Attributes
    ----------
    what : str
        The step, in a few words.
    gone, left : str
        How many rows were left out, empty for a total; and how many remain.
    total : bool
        Whether it counts what is there.
    """

    what: str
    gone: str
    left: str
    total: bool


@dataclass(frozen=True)
class CellLine:
    """The cells of one column, by what became of them, as text; `filled` says what took the place of missing ones."""

    column: str
    cells: str
    empty: str
    tokens: str
    unreadable: str
    impossible: str
    rewritten: str
    missing: str
    filled: str


@dataclass(frozen=True)
class AccountView:
    """The account of a table.

    Attributes
    ----------
    rows : tuple of StepLine
        From the lines of the file to the customers.
    cells : tuple of CellLine
        Columns that have gaps or were rewritten.
    untouched : int
        How many columns have no gaps and were not rewritten.
    """

    rows: tuple[StepLine, ...]
    cells: tuple[CellLine, ...]
    untouched: int


def account_of(summary: Summary) -> AccountView:
    """Return the account that a page shows.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> account_of(summary_of(found)).rows[-1].what
    'Customers'
    """
    touched = tuple(each for each in summary.account.columns if any(getattr(each, name) for name in _CHANGES))
    fills = {step.feature: step for step in summary.preparation}
    lost = sum(change.rows for change in summary.cleaning if change.code == _UNPLACED)
    return AccountView(
        rows=_steps(summary, lost),
        cells=tuple(_line(each, fills.get(each.column), lost) for each in touched),
        untouched=len(summary.account.columns) - len(touched),
    )


def _steps(summary: Summary, lost: int) -> tuple[StepLine, ...]:
    """Return the way to the customers, with what is left after each step; those without a segment come last."""
    steps, left = [], 0
    for step in summary.account.rows:
        left = left - step.rows if step.left_out else step.rows
        steps.append(_step(step.what, step.rows, left, left_out=step.left_out))
    if steps and lost:
        steps.append(_step(words().step(_UNPLACED), lost, left - lost, left_out=True))
    return tuple(steps)


def _step(what: str, rows: int, left: int, *, left_out: bool) -> StepLine:
    return StepLine(capital(what), count(rows) if left_out else "", count(left), total=not left_out)


def _line(each: CellCounts, step: Prepared | None, lost: int) -> CellLine:
    return CellLine(
        column=column_label(each.column),
        cells=count(each.cells),
        empty=count(each.empty),
        tokens=count(each.tokens),
        unreadable=count(each.unreadable),
        impossible=count(each.impossible),
        rewritten=count(each.rewritten),
        missing=count(each.missing),
        filled=_filled(each, step, lost),
    )


def _filled(each: CellCounts, step: Prepared | None, lost: int) -> str:
    """Say what took the place of missing cells."""
    if not each.gaps:
        return "–"
    if step is None:
        return say("account.stay_missing")
    gaps = each.gaps - lost
    return say("account.filled", n=gaps, fill=step.fill, impute=step.impute) if gaps else "–"
