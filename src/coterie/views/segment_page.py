"""A page of its own for each segment: who they are, what separates them, rules, what would move one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.explanation import customers_needed, why
from coterie.number_format import MISSING, count, decimals, percent
from coterie.profiling import CategoryProfile, NumericProfile
from coterie.remarks import capital, say
from coterie.views.amounts import amount
from coterie.views.comparison import says_yes
from coterie.views.explained import customer_told
from coterie.views.front.outcomes import interval, is_outcome
from coterie.views.front.strips import Column, decimals_for, strips
from coterie.views.front.value import value_of
from coterie.views.front.who import Row, rows
from coterie.views.labels import named
from coterie.views.meant import RuleLine, Table, meant, told_of
from coterie.views.spoken import spoken
from coterie.views.summarising import summary_of
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.segmentation import Segmentation
    from coterie.views.meant import Meant
    from coterie.views.segments_explained import SegmentsTold
    from coterie.views.summary import Segment, Summary

_MOST_CATEGORIES = 4
_MOST_MOVES = 4
_MOST_APART = 10
_MOST_BETWEEN = 3
_LIFT = 0.1
"""The relative change of an outcome for which a test is planned."""


@dataclass(frozen=True)
class SegmentPage:
    """What the page of one segment shows.

    Attributes
    ----------
    row : Row
        What the first page says of it.
    description : str
        What its archetype says of it; empty without one.
    columns : tuple of Column
        Every feature that can be drawn.
    ranges, categories, worth, outcomes, sensitive : Table
        Titles and rows; empty where there is nothing to show.
    apart : tuple of str
        What separates it, the largest difference first.
    neighbour, between : str, tuple of str
        The nearest segment, and what separates the two.
    rules : tuple of RuleLine
        Those that name it.
    rule_titles : tuple of str
    moves : tuple of str
        What would move a typical customer of it.
    stability : tuple of str
        How far it is found again.
    warning : str
        What not to use segments for; empty where no sensitive attribute is tied to them.
    """

    row: Row
    description: str
    columns: tuple[Column, ...]
    ranges: Table
    categories: Table
    apart: tuple[str, ...]
    neighbour: str
    between: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    rule_titles: tuple[str, ...]
    moves: tuple[str, ...]
    worth: Table
    outcomes: Table
    sensitive: Table
    stability: tuple[str, ...]
    warning: str


def segment_pages(segmentation: Segmentation) -> tuple[SegmentPage, ...]:
    """Return a page for each segment, in the order of the first page; none of one segment.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> pages = segment_pages(found)
    >>> len(pages), pages[0].moves != ()
    (3, True)
    """
    summary, said = summary_of(segmentation), meant(segmentation)
    if said is None:
        return ()
    with spoken(segmentation):
        value, told, columns = value_of(summary), told_of(segmentation), strips(summary, None)
        return tuple(
            _page(segmentation, summary, row, said=said, told=told, columns=columns) for row in rows(summary, value)
        )


def _page(
    segmentation: Segmentation,
    summary: Summary,
    row: Row,
    *,
    said: Meant,
    told: SegmentsTold,
    columns: tuple[Column, ...],
) -> SegmentPage:
    place = summary.places[row.id]
    segment = summary.segments[place]
    other = _nearest(segmentation, place)
    return SegmentPage(
        row=row,
        description=segment.evidence.description,
        columns=columns if segment.profile else (),
        ranges=_ranges(summary, segment),
        categories=_categories(summary, segment),
        apart=_apart(said.apart[place].all),
        neighbour=summary.segments[other].name,
        between=tuple(_between(segmentation, summary, segment, summary.segments[other])),
        rules=tuple(each for each in said.rules if each.segment == row.id),
        rule_titles=said.rule_titles,
        moves=_moves(segmentation, segment, place),
        worth=(said.worth[0], said.worth[1 + place]) if said.worth else (),
        outcomes=_outcomes(summary, segment),
        sensitive=_sensitive(told, place),
        stability=tuple(_stability(summary, row)),
        warning=said.warning,
    )


def _apart(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ten largest differences, and how many more there are."""
    more = len(lines) - _MOST_APART
    return (*lines[:_MOST_APART], say("meant.more", n=more)) if more > 1 else lines


def _ranges(summary: Summary, segment: Segment) -> Table:
    """Return between which numbers half and eight of ten of the customers lie, beside all customers."""
    titles = tuple(
        say(f"alone.{each}") for each in ("column", "median", "half", "most", "median_of_all", "half_of_all")
    )
    made = []
    for name, everyone in summary.overall.profile.items():
        own = segment.profile.get(name)
        if not isinstance(own, Number) or not isinstance(everyone, Number) or own.median is None:
            continue
        largest = _largest(summary, name)
        cells = [
            _one(name, own.median, largest),
            _two(name, own.p25, own.p75, largest),
            _two(name, own.p10, own.p90, largest),
            _one(name, everyone.median, largest),
            _two(name, everyone.p25, everyone.p75, largest),
        ]
        made.append((capital(named(summary, name)), *cells))
    return (titles, *made) if made else ()


def _one(column: str, value: float | None, largest: float) -> str:
    return amount(column, value, largest=largest)


def _two(column: str, low: float | None, high: float | None, largest: float) -> str:
    if low is None or high is None:
        return MISSING
    return say("alone.from_to", low=_one(column, low, largest), high=_one(column, high, largest))


def _categories(summary: Summary, segment: Segment) -> Table:
    """Return the most common categories of each column, each with its share and how common it is among all."""
    made = [line for name in summary.overall.profile for line in _shares(summary, segment, name)]
    titles = tuple(say(f"alone.{each}") for each in ("column", "category", "share", "of_all", "lift"))
    return (titles, *made) if made else ()


def _shares(summary: Summary, segment: Segment, name: str) -> Iterator[tuple[str, ...]]:
    own, everyone = segment.profile.get(name), summary.overall.profile.get(name)
    if not isinstance(own, Category) or not isinstance(everyone, Category):
        return
    yes = says_yes(everyone) is not None
    if yes and says_yes(own) is None:
        return
    shown = ["true"] if yes else sorted(own.shares, key=lambda each: (-own.shares[each], each))[:_MOST_CATEGORIES]
    for category in shown:
        share, of_all = own.shares.get(category, 0.0), everyone.shares.get(category)
        lift = decimals(share / of_all, 1) if of_all else MISSING
        word = say("explained.flag", it="true") if yes else category
        yield capital(named(summary, name)), word, percent(share), MISSING if of_all is None else percent(of_all), lift


def _nearest(segmentation: Segmentation, place: int) -> int:
    """Return the segment whose centroid is the nearest."""
    centers = np.array(segmentation.centers)
    far = ((centers - centers[place]) ** 2).sum(axis=1)
    far[place] = np.inf
    return int(np.argmin(far))


def _between(segmentation: Segmentation, summary: Summary, segment: Segment, other: Segment) -> Iterator[str]:
    """Say in which features the two centroids lie farthest apart, with the medians of both."""
    here, there = (summary.places[each.id] for each in (segment, other))
    apart = (np.array(segmentation.centers)[here] - np.array(segmentation.centers)[there]) ** 2
    start, parts = 0, {}
    for feature in segmentation.preparation.features:
        width = len(feature.columns)
        parts[feature.feature] = float(apart[start : start + width].sum())
        start += width
    whole = sum(parts.values()) or 1.0
    for name in sorted(parts, key=lambda each: (-parts[each], each))[:_MOST_BETWEEN]:
        largest = _largest(summary, name)
        own, others = (_middle(each, name, largest) for each in (segment, other))
        yield say("alone.between", column=name, here=own, there=others, other=other.name, share=parts[name] / whole)


def _largest(summary: Summary, name: str) -> float:
    """Return what sets the decimals of a column, the same on every page."""
    own = [summary.overall.profile.get(name), *(each.profile.get(name) for each in summary.segments)]
    medians = [each.median for each in own if isinstance(each, Number) and each.median is not None]
    return decimals_for(medians) if medians else 0.0


def _middle(segment: Segment, name: str, largest: float) -> str:
    own = segment.profile.get(name)
    if isinstance(own, Category):
        return MISSING if own.mode is None else own.mode
    return amount(name, None if own is None else own.median, largest=largest)


def _moves(segmentation: Segmentation, segment: Segment, place: int) -> tuple[str, ...]:
    """Return what would move a made-up customer with the medians and the most common categories of the segment."""
    profile = segmentation.profiles.segments[place].columns
    values: dict[str, float | str | None] = {}
    for column in segmentation.schema.features:
        own = profile.get(column.name)
        values[column.name] = own.median if isinstance(own, NumericProfile) else None
        if isinstance(own, CategoryProfile):
            values[column.name] = own.mode
    if all(each is None for each in values.values()):
        return ()
    found = why(segmentation, segment.name, values)
    if found.segment != place:  # its medians together are nobody of it
        return ()
    return tuple(each.says for each in customer_told(segmentation, found).moves[:_MOST_MOVES])


def _outcomes(summary: Summary, segment: Segment) -> Table:
    """Return how many had each outcome, and how many customers a test of a change by a tenth needs."""
    made = []
    for test in summary.descriptors:
        own, everyone = segment.profile.get(test.descriptor), summary.overall.profile.get(test.descriptor)
        share = None if own is None else says_yes(own)
        if not is_outcome(test.descriptor) or share is None or everyone is None or not isinstance(own, Category):
            continue
        needed = customers_needed(share, lift=_LIFT) if 0 < share < 1 / (1 + _LIFT) else None
        between = MISSING if not own.known else _between_shares(*interval(share, own.known))
        cells = [
            percent(share),
            between,
            percent(says_yes(everyone) or 0.0),
            MISSING if needed is None else count(needed),
            MISSING if own.known is None else count(own.known),
        ]
        made.append((capital(named(summary, test.descriptor)), *cells))
    titles = tuple(say(f"alone.{each}") for each in ("outcome", "share", "interval", "of_all", "needed", "there_are"))
    return (titles, *made) if made else ()


def _between_shares(low: float, high: float) -> str:
    return say("front.interval", low=low, high=high)


def _sensitive(told: SegmentsTold, place: int) -> Table:
    """Return which share of each group is in this segment."""
    made = [
        (say("alone.group", column=each.column, group=group.group), count(group.customers), _share(group.shares[place]))
        for each in told.sensitive
        for group in each.groups
    ]
    titles = tuple(say(f"alone.{each}") for each in ("who", "customers", "in_it"))
    return (titles, *made) if made else ()


def _share(share: float | None) -> str:
    return MISSING if share is None else percent(share)


def _stability(summary: Summary, row: Row) -> Iterator[str]:
    held = () if summary.stability is None else summary.stability.segments
    place = summary.places[row.id]
    if place < len(held) and held[place].jaccard is not None:
        yield say("alone.again", jaccard=held[place].jaccard)
    if row.life:
        yield row.life
    if summary.verdict is not None and place < len(summary.verdict.segments):
        yield summary.verdict.segments[place].sentence
