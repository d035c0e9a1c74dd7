"""What `coterie explain` shows on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.cli.table import print_table, shown, terminal
from coterie.remarks import say
from coterie.views.explained import explained_lines, explained_table, explained_titles
from coterie.views.segments_explained import needed_table, parity_table, rules_table, worth_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.segmentation import Segmentation
    from coterie.views.explained import CustomerExplained, ExplainedView
    from coterie.views.segments_explained import SegmentsTold

_MOST_MARKS = 5


def print_explained(segmentation: Segmentation, found: ExplainedView) -> None:
    """Print what is said of a customer, or of segments."""
    if found.customer is not None:
        _print_customer(segmentation, found.customer)
    if found.segments is not None:
        _print_segments(segmentation, found.segments)


def _print_customer(segmentation: Segmentation, found: CustomerExplained) -> None:
    """Print why a customer is in their segment: a sentence, each feature's part, and what would move them."""
    above, below = explained_lines(found)
    _print_lines(above, style="bold")
    if found.next is not None:
        print_table(explained_titles(found), explained_table(segmentation, found))
    _print_lines(below)


def _print_segments(segmentation: Segmentation, found: SegmentsTold) -> None:
    """Print what separates segments; with customers also plain rules and sensitive attributes."""
    for each in found.apart:
        _print_lines([each.segment.name], style="bold")
        _print_lines([f"  {mark.says}{' *' if mark.marker else ''}" for mark in each.telling[:_MOST_MARKS]])
    _print_lines([say("apart.legend"), ""])
    if found.rules is not None:
        titles, *rows = rules_table(found.rules)
        print_table(titles, rows)
        _print_lines(found.rules.remarks)
    if found.worth is not None:
        titles, *rows = worth_table(found.worth)
        _print_lines(["", found.worth.says])
        print_table(titles, rows)
    if found.tests:
        titles, *rows = needed_table(found.tests)
        _print_lines(["", say("planned.intro")])
        print_table(titles, rows)
    for tied in found.sensitive:
        _print_lines(["", tied.says])
        if tied.groups:
            titles, *rows = parity_table(segmentation, tied)
            print_table(titles, rows)
    _print_lines(["", found.warning] if found.warning else [])


def _print_lines(lines: Iterable[str], *, style: str | None = None) -> None:
    console = terminal()
    for line in lines:
        console.print(shown(line), style=style, highlight=False)
