"""What is said of months: whether their customers drifted, and how large segments were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Count
from coterie.monitoring.drift import Advice, Answer, Drift
from coterie.number_format import count, percent
from coterie.remarks import say
from coterie.views.drifted import what

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coterie.monitoring.months import Month

_LINES = 4
"""Months that the terminal shows: the last ones."""


@dataclass(frozen=True)
class MonthView:
    """The customers of one month."""

    month: str
    """Such as 2026-05."""
    customers: Count
    """Those with a segment."""
    answer: Answer | None
    """Null where nothing was kept to compare with, and of purchases that cover too few days up to then."""
    advice: Advice | None
    segments: dict[int, Count]
    """Customers by segment."""
    drift: Drift | None


def month_view(month: Month) -> MonthView:
    """Return a month for programs.

    Examples
    --------
    >>> from coterie.monitoring.months import Month
    >>> month_view(Month("2026-05", None, stops=True, segments={0: 3})).answer
    'drifted'
    """
    seen = month.drift
    return MonthView(
        month.month,
        month.customers,
        answer="drifted" if month.stops else None if seen is None else seen.answer,
        advice="mend" if month.stops else None if seen is None else seen.advice,
        segments=month.segments,
        drift=seen,
    )


def month_said(month: Month) -> str:
    """Return whether a month's customers drifted, and what did.

    Examples
    --------
    >>> from coterie.monitoring.months import Month
    >>> month_said(Month("2026-05", None, stops=True, segments={0: 3}))
    'Drifted: the table cannot be read as before'
    """
    if month.days is not None:
        return say("monthly.short", days=month.days, wanted=month.wanted)
    answer = month_view(month).answer
    if answer == "drifted":
        return say("monthly.drifted", what=what(month.drift, stops=month.stops))
    return say(f"monthly.{answer or 'none'}")


def month_lines(months: Sequence[Month]) -> Iterator[str]:
    """Say the last months, one a line.

    Examples
    --------
    >>> list(month_lines(()))
    []
    """
    for month in months[-_LINES:]:
        yield say("monthly.line", month=month.month, n=month.customers, says=month_said(month))
    if len(months) > _LINES:
        yield say("monthly.more", n=len(months) - _LINES)


@dataclass(frozen=True)
class MonthRow:
    """A month as the page shows it: the share of each segment, in the order of the titles."""

    month: str
    customers: str
    says: str
    drifted: bool
    shares: tuple[str, ...]


def month_rows(months: Sequence[Month], names: Mapping[int, str]) -> tuple[MonthRow, ...]:
    """Return months as the page shows them.

    Examples
    --------
    >>> from coterie.monitoring.months import Month
    >>> month_rows([Month("2026-05", None, stops=True, segments={0: 3, 1: 1})], {0: "A", 1: "B"})[0].shares
    ('75%', '25%')
    """
    return tuple(
        MonthRow(
            month.month,
            count(month.customers),
            month_said(month),
            drifted=month_view(month).answer == "drifted",
            shares=tuple(percent(month.segments.get(number, 0) / max(month.customers, 1)) for number in names),
        )
        for month in months
    )
