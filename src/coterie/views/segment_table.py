"""The table of segments on a terminal: who they are in a few columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import count, percent, readable
from coterie.remarks import say
from coterie.views.amounts import amount
from coterie.views.cards import columns_of
from coterie.views.comparison import by_median, common, says_yes
from coterie.views.days import titled
from coterie.views.labels import as_in_table
from coterie.views.summary import Category

if TYPE_CHECKING:
    from coterie.naming.card import Card as Layout
    from coterie.views.summary import Profiled, Segment, Summary

_MOST_COLUMNS = 40


@dataclass(frozen=True)
class SegmentTable:
    """A row for each segment.

    Attributes
    ----------
    titles : tuple of str
        Of the columns; the first three are the segment, its customers and their share.
    rows : tuple of tuple of str
        By segment.
    more : int
        Columns that are left out because there are too many.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int


def segment_table(summary: Summary, layout: Layout | None) -> SegmentTable:
    """Return the segments with their customers, shares, means and most common categories.

    Parameters
    ----------
    summary : Summary
    layout : coterie.naming.card.Card or None
        The columns that the catalogue's cards show. Where it is meant for the terminal, too, and the table has all of
        them, they are the columns; otherwise all features and descriptors are.

    Examples
    --------
    >>> import coterie
    >>> from coterie.naming.catalogue import card_of
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> segment_table(summary_of(found), card_of(found.names)).titles[3:5]
    ('Average age', 'Average income')
    """
    headings = _of_card(summary, layout)
    columns = list(headings) or _in_turn(summary)
    shown = columns[:_MOST_COLUMNS]
    titles = (headings.get(name) or _heading(as_in_table(summary, name), summary, name) for name in shown)
    return SegmentTable(
        titles=(say("table.segment"), say("table.customers"), say("table.share"), *titles),
        rows=tuple(_row(segment, shown, summary) for segment in summary.segments),
        more=len(columns) - len(shown),
    )


def _of_card(summary: Summary, layout: Layout | None) -> dict[str, str]:
    """Return the card's columns with their headings, where it has one for the terminal and all of them are there."""
    if layout is None or not layout.terminal:
        return {}
    found = columns_of(layout, summary)
    if len(found) < len(layout.columns):
        return {}
    lines = zip(layout.columns, found.items(), strict=True)
    return {
        column: line.heading
        if line.heading and column not in summary.labels
        else _heading(summary.labels.get(column) or label.lower(), summary, column)
        for line, (column, label) in lines
    }


def _in_turn(summary: Summary) -> list[str]:
    """Return every profiled column: features first, categories last."""
    profile, roles = summary.overall.profile, _roles(summary)
    return sorted(profile, key=lambda name: (isinstance(profile[name], Category), roles[name] != "feature"))


def _roles(summary: Summary) -> dict[str, str]:
    return {column.name: column.role for column in summary.columns}


def _heading(words: str, summary: Summary, column: str) -> str:
    role = _roles(summary).get(column, "")
    if role == "feature" and says_yes(summary.overall.profile[column]) is not None:
        return say("table.says", column=words)
    code = "table.common" if isinstance(summary.overall.profile[column], Category) else "table.average"
    return say(code, column=titled(words, column, summary))


def _row(segment: Segment, columns: list[str], summary: Summary) -> tuple[str, ...]:
    profile = segment.profile
    features = {column.name for column in summary.columns if column.role == "feature"}
    values = [
        _value(name, profile[name], summary.overall.profile[name], feature=name in features)
        if name in profile
        else readable(None)
        for name in columns
    ]
    return segment.name, count(segment.size), percent(segment.share), *values


def _value(column: str, profile: Profiled, overall: Profiled, *, feature: bool) -> str:
    if feature and says_yes(overall) is not None:
        yes = says_yes(profile)
        return readable(None) if yes is None else percent(yes)
    if isinstance(profile, Category):
        return say("table.tie", category=common(profile)) if profile.tie else common(profile)
    mean = None if isinstance(overall, Category) else overall.mean
    largest = mean if isinstance(mean, float) else None
    if profile.mean is None and profile.median is not None:
        return by_median(column, profile, largest=largest)
    return amount(column, profile.mean, largest=largest)
