"""What segments mean, as pages say it: what separates them, rules, sensitive attributes, worth; from what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.explanation import SegmentsExplained, separations
from coterie.remarks import column_label, say
from coterie.views.segments_explained import parity_table, rules_table, segments_told, worth_table
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation
    from coterie.views.segments_explained import SegmentApart, SegmentsTold

Table = tuple[tuple[str, ...], ...]
"""Titles, and rows."""

_MOST_APART = 4


@dataclass(frozen=True)
class Apart:
    """What separates one segment, the largest differences first.

    Attributes
    ----------
    id : int
    name : str
    lines : tuple of str
        The four largest.
    all : tuple of str
        Every one.
    """

    id: int
    name: str
    lines: tuple[str, ...]
    all: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many are not among the largest."""
        return len(self.all) - len(self.lines)


@dataclass(frozen=True)
class RuleLine:
    """A rule: what it says, whom it names, and how good it is."""

    segment: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sensitive:
    """A sensitive attribute: how it is tied to segments, and which share of each of its groups is in which."""

    column: str
    says: str
    table: Table


@dataclass(frozen=True)
class Meant:
    """What segments mean.

    Attributes
    ----------
    apart : tuple of Apart
    rules : tuple of RuleLine
        Empty where none were kept.
    rule_titles, rule_remarks : tuple of str
        What the cells of rules are, and how near rules come.
    sensitive : tuple of Sensitive
    warning : str
        Empty where no sensitive attribute is tied to segments.
    worth : Table
        Empty where no column was named for it.
    worth_says : str
        What it is the worth of, and how concentrated that is.
    """

    apart: tuple[Apart, ...]
    rules: tuple[RuleLine, ...]
    rule_titles: tuple[str, ...]
    rule_remarks: tuple[str, ...]
    sensitive: tuple[Sensitive, ...]
    warning: str
    worth: Table
    worth_says: str


def meant(segmentation: Segmentation) -> Meant | None:
    """Return what segments mean, from what is kept of them alone; None of one segment.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, value="income").segmentation
    >>> said = meant(found)
    >>> len(said.apart), len(said.rules) > 2, [each.column for each in said.sensitive], len(said.worth)
    (3, True, ['age', 'gender'], 4)
    """
    if len(segmentation.centers) < 2:
        return None
    with spoken(segmentation):
        return _meant(segmentation, told_of(segmentation))


def told_of(segmentation: Segmentation) -> SegmentsTold:
    """Return what is said of segments, from what is kept of them alone.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> told_of(found).worth is None
    True
    """
    kept = segmentation.meaning
    apart = separations(segmentation)
    explained = (
        SegmentsExplained(apart) if kept is None else SegmentsExplained(apart, kept.rules, kept.ties, kept.worth)
    )
    return segments_told(segmentation, explained)


def _meant(segmentation: Segmentation, told: SegmentsTold) -> Meant:
    rules = told.rules
    titles, *cells = ((),) if rules is None else rules_table(rules)
    return Meant(
        apart=tuple(map(_apart, told.apart)),
        rules=tuple(
            RuleLine(rule.segment.id, tuple(line))
            for rule, line in zip(() if rules is None else rules.rules, cells, strict=True)
        ),
        rule_titles=tuple(titles),
        rule_remarks=() if rules is None else rules.remarks,
        sensitive=tuple(
            Sensitive(column_label(each.column), each.says, parity_table(segmentation, each) if each.groups else ())
            for each in told.sensitive
        ),
        warning=told.warning,
        worth=() if told.worth is None else worth_table(told.worth),
        worth_says="" if told.worth is None else told.worth.says,
    )


def _apart(each: SegmentApart) -> Apart:
    lines = tuple(
        say("apart.marker", said=telling.says) if telling.marker else telling.says for telling in each.telling
    )
    return Apart(each.segment.id, each.segment.name, lines[:_MOST_APART], lines)
