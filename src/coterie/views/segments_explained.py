"""What `coterie explain` says of segments: what separates them, plain rules, and what sensitive attributes are tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from coterie.meaning import TIED
from coterie.number_format import MISSING, count, decimals, percent, readable
from coterie.remarks import say
from coterie.views.amounts import amount
from coterie.views.original_units import called, in_words, signed
from coterie.views.segment_named import SegmentNamed, segment_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.explanation import Mark, SegmentsExplained
    from coterie.meaning import Condition, Rule, Rules, Tie, Worth
    from coterie.segmentation import Segmentation

_Share = Annotated[float, Field(ge=0, le=1)]
_Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class Telling:
    """How one column sets a segment apart from all others."""

    column: str
    role: Literal["feature", "descriptor"]
    category: str | None
    """whose share is told; null of numbers and days"""
    here: float | str
    elsewhere: float | str
    """among all other customers"""
    effect: float
    """in standard deviations of all customers; of a category Cohen's h"""
    lift: float | None
    """of a category, how many times as common as among all customers"""
    marker: bool
    interval: tuple[_Share, _Share] | None
    """of yes or no that built no segments, of 95 %"""
    says: str


@dataclass(frozen=True)
class SegmentApart:
    """What separates a segment, the largest effect first."""

    segment: SegmentNamed
    telling: tuple[Telling, ...]


@dataclass(frozen=True)
class PlainRule:
    """A rule, which counts for those whom no rule before fits."""

    says: str
    segment: SegmentNamed
    customers: _Count
    precision: _Share | None
    """null of fewer than 5 customers, as is recall"""
    recall: _Share | None


@dataclass(frozen=True)
class PlainRules:
    """Rules for all segments: an approximation."""

    rules: tuple[PlainRule, ...]
    agreement: _Share
    customers: _Count
    remarks: tuple[str, ...]
    """How near they come, and who they get wrong."""


@dataclass(frozen=True)
class GroupShares:
    """Which share of a group is in which segment, by place; null where that is of too few."""

    group: str
    customers: _Count
    shares: tuple[_Share | None, ...]


@dataclass(frozen=True)
class TiedAttribute:
    """How strongly a sensitive attribute is tied to segments."""

    column: str
    used: bool
    """whether it built the segments"""
    measure: Literal["cramers_v", "eta_squared"]
    effect: _Share
    through: tuple[str, ...]
    """features that go with it, the strongest first"""
    groups: tuple[GroupShares, ...]
    says: str


@dataclass(frozen=True)
class WorthOfSegment:
    """What one segment is worth; null where it would tell the value of single customers."""

    segment: SegmentNamed
    customers: _Count
    share_of_customers: _Share
    share: float | None
    """of all value"""
    interval: tuple[float, float] | None
    """95 % of the shares in resampled customers"""
    per_customer: float | None
    index: float | None
    """how many times the value of an average customer"""
    stability: float | None
    """clusterwise Jaccard of the segment, where evidence was gathered"""


@dataclass(frozen=True)
class WorthTold:
    """What segments are worth."""

    column: str
    customers: _Count
    unknown: _Count
    """customers without a value, who are left out"""
    gini: _Share | None
    """0: all have the same; 1: one has all"""
    top_tenth: _Share | None
    """share of the tenth of the customers with the most"""
    segments: tuple[WorthOfSegment, ...]
    says: str


@dataclass(frozen=True)
class NeededOfSegment:
    """What a test in one segment needs to see the lift in four of five cases, half of its customers held out."""

    segment: SegmentNamed
    customers: _Count
    rate: _Share | None
    needed: _Count | None
    enough: bool


@dataclass(frozen=True)
class SegmentsTold:
    """What segments mean."""

    apart: tuple[SegmentApart, ...]
    rules: PlainRules | None
    """null without customers"""
    sensitive: tuple[TiedAttribute, ...]
    warning: str
    """empty where no sensitive attribute is tied to segments"""
    worth: WorthTold | None
    """null where no column was named for it"""
    tests: tuple[NeededOfSegment, ...]
    """empty where no outcome was named"""


def segments_told(segmentation: Segmentation, found: SegmentsExplained) -> SegmentsTold:
    """Return what is said of segments.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, k=3, evidence="none").segmentation
    >>> told = segments_told(result, coterie.explain_segments(result, customers))
    >>> len(told.apart), told.rules.rules[-1].segment.id in range(3)
    (3, True)
    """
    return SegmentsTold(
        tuple(
            SegmentApart(
                segment_named(segmentation, each.segment), tuple(_telling(segmentation, mark) for mark in each.telling)
            )
            for each in found.separations
        ),
        None if found.rules is None else _rules(segmentation, found.rules),
        tuple(map(_tied, found.ties)),
        say("tied.warning") if any(each.strength >= TIED for each in found.ties) else "",
        None if found.worth is None else _worth(segmentation, found.worth),
        tuple(
            NeededOfSegment(
                segment_named(segmentation, each.segment), each.customers, each.rate, each.needed, each.enough
            )
            for each in found.tests
        ),
    )


def rules_table(found: PlainRules) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the terminal's table of rules."""
    titles = tuple(say(f"ruled.{title}") for title in ("rule", "customers", "precision", "recall"))
    return titles, *(
        (each.says, count(each.customers), _percent(each.precision), _percent(each.recall)) for each in found.rules
    )


def parity_table(segmentation: Segmentation, found: TiedAttribute) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the table that shows which share of each group is in which segment."""
    names = [each.name for each in segmentation.names.names]
    rows = ((each.group, count(each.customers), *map(_percent, each.shares)) for each in found.groups)
    return (found.column, say("ruled.customers"), *names), *rows


def worth_table(found: WorthTold) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the table of what segments are worth."""
    titles = tuple(say(f"worth.{title}") for title in ("segment", "customers", "share", "interval", "each", "index"))
    return titles, *(
        (
            each.segment.name,
            percent(each.share_of_customers),
            MISSING if each.share is None else say("worth.percent", it=each.share),
            MISSING if each.interval is None else say("worth.between", low=each.interval[0], high=each.interval[1]),
            readable(each.per_customer),
            decimals(each.index, 2),
        )
        for each in found.segments
    )


def needed_table(found: Sequence[NeededOfSegment]) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the table of what tests need."""
    titles = tuple(say(f"planned.{title}") for title in ("segment", "customers", "rate", "needed", "enough"))
    return titles, *(
        (
            each.segment.name,
            count(each.customers),
            _percent(each.rate),
            MISSING if each.needed is None else count(each.needed),
            say("planned.yes" if each.enough else "planned.no"),
        )
        for each in found
    )


def _worth(segmentation: Segmentation, found: Worth) -> WorthTold:
    segments = tuple(
        WorthOfSegment(
            segment_named(segmentation, each.segment),
            each.customers,
            each.share_of_customers,
            each.share,
            each.interval,
            per_customer=each.per_customer,
            index=each.index,
            stability=each.stability,
        )
        for each in found.segments
    )
    said = [say("worth.of", column=found.column, customers=found.customers, unknown=found.unknown)]
    if found.top_tenth is not None and found.gini is not None:
        said.append(say("worth.concentrated", share=found.top_tenth, gini=found.gini))
    return WorthTold(
        found.column,
        found.customers,
        found.unknown,
        found.gini,
        found.top_tenth,
        segments=segments,
        says=" ".join(said),
    )


def _percent(share: float | None) -> str:
    return MISSING if share is None else percent(share)


def _telling(segmentation: Segmentation, mark: Mark) -> Telling:
    return Telling(
        mark.column,
        mark.role,
        mark.category,
        mark.here,
        mark.elsewhere,
        effect=mark.effect,
        lift=mark.lift,
        marker=mark.marker,
        interval=mark.interval,
        says=_said(segmentation, mark),
    )


def _said(segmentation: Segmentation, mark: Mark) -> str:
    facts = {
        "column": called(segmentation.schema, mark.column),
        "here": mark.here,
        "elsewhere": mark.elsewhere,
        "effect": signed(mark.effect),
    }
    if mark.interval is not None:
        return say("apart.yes", low=mark.interval[0], high=mark.interval[1], **facts)
    if mark.category is not None:
        category = in_words(segmentation.schema[mark.column], mark.category)
        return say("apart.category", category=category, lift=mark.lift or 0.0, **facts)
    if isinstance(mark.here, str) or isinstance(mark.elsewhere, str):
        return say("apart.day", **facts)
    largest = max(abs(mark.here), abs(mark.elsewhere))
    here, elsewhere = (amount(mark.column, each, largest=largest) for each in (mark.here, mark.elsewhere))
    return say("apart.number", **facts | {"here": here, "elsewhere": elsewhere})


def _rules(segmentation: Segmentation, found: Rules) -> PlainRules:
    def name(place: int) -> str:
        return segment_named(segmentation, place).name

    remarks = [say("ruled.agree", agreement=found.agreement, customers=found.customers)]
    remarks += [
        say("ruled.mistake", share=each.share, segment=name(each.segment), other=name(each.taken_for))
        for each in found.mistakes[:3]
    ]
    right, wrong = found.margin_right, found.margin_wrong
    if right is not None and wrong is not None and wrong < right:
        remarks.append(say("ruled.near_borders", wrong=wrong, right=right))
    if found.unnamed:
        remarks.append(say("ruled.unnamed", segments=tuple(map(name, found.unnamed))))
    rules = tuple(_rule(segmentation, each) for each in found.rules)
    return PlainRules(rules, found.agreement, found.customers, tuple(remarks))


def _rule(segmentation: Segmentation, rule: Rule) -> PlainRule:
    segment = segment_named(segmentation, rule.segment)
    conditions = tuple(_condition(segmentation, each) for each in rule.conditions)
    code = "ruled.one" if conditions else "ruled.everyone_else"
    said = say(code, conditions=conditions, segment=segment.name)
    return PlainRule(said, segment, rule.customers, rule.precision, rule.recall)


def _condition(segmentation: Segmentation, found: Condition) -> str:
    column = segmentation.schema[found.feature]
    if found.category is not None:
        code = "ruled.is_category" if found.is_category else "ruled.is_not"
        return say(code, column=called(segmentation.schema, found.feature), category=in_words(column, found.category))
    code = "ruled.between" if None not in {found.at_least, found.below} else "ruled.below"
    code = "ruled.at_least" if found.below is None else code
    least, below = in_words(column, found.at_least), in_words(column, found.below)
    return say(code, column=called(segmentation.schema, found.feature), least=least, below=below)


def _tied(found: Tie) -> TiedAttribute:
    through = tuple(each.feature for each in found.proxies)
    facts = {"column": found.column, "effect": found.effect, "through": through}
    size = say("tied.cramers_v" if found.measure == "cramers_v" else "tied.eta_squared", **facts)
    use = say("tied.used" if found.used else "tied.unused")
    strongly = say("tied.tied" if found.strength >= TIED else "tied.hardly", column=found.column, use=use, size=size)
    parity = found.parity
    groups = [] if parity is None else zip(parity.groups, parity.sizes, parity.shares, strict=True)
    return TiedAttribute(
        found.column,
        found.used,
        found.measure,
        min(found.effect, 1.0),
        through,
        groups=tuple(GroupShares(*each) for each in groups),
        says=say("tied.through", sentence=strongly, through=through) if through else strongly,
    )
