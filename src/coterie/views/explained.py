"""What `coterie explain` says of one customer: for programs as JSON, and in sentences with original units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.explanation import Explained
from coterie.number_format import MISSING
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.original_units import called, day_of, in_words, signed
from coterie.views.remarked import Remarked, remarked
from coterie.views.scored import Artefact
from coterie.views.segment_named import SegmentNamed, segment_named
from coterie.views.segments_explained import SegmentsTold, segments_told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.explanation import Contribution, Explanation, Move, SegmentsExplained
    from coterie.schema import Column
    from coterie.segmentation import Segmentation

_Count = Annotated[int, Field(ge=0)]
_NotNegative = Annotated[float, Field(ge=0)]
_MOST_MOVES = 3


@dataclass(frozen=True)
class Part:
    """A feature's part in why a customer is in their segment."""

    feature: str
    value: float | str | None
    """The customer's, in original units; null where it is missing."""
    filled: float | str | None
    """What stands in for a missing value."""
    own: float | None
    """The centroid of their segment in original units; of a category the share there that has the customer's. Null for
    a segment of fewer than 5 customers."""
    next: float | None
    """The same of the next segment."""
    effect: float
    """Its part in `difference`: positive where it speaks for the own segment."""


@dataclass(frozen=True)
class Changed:
    """A change of one feature."""

    feature: str
    before: float | str
    exact: float | None
    """Just over the border; null of a category."""
    after: float | str
    """The same, rounded away from the customer to a value that can be: a whole year, a whole unit, a cent."""


@dataclass(frozen=True)
class Moved:
    """A change that moves a customer."""

    to: SegmentNamed
    changes: tuple[Changed, ...]
    size: _NotNegative
    """How far it is to the border, in prepared units without weights."""
    says: str


@dataclass(frozen=True)
class CustomerExplained:
    """Why a customer is in their segment, and what would move them."""

    id: str
    segment: SegmentNamed
    next: SegmentNamed | None
    """The segment with the next centroid; null where there is only one segment."""
    margin: Annotated[float, Field(ge=0, le=1)]
    """From 0 on the border to 1 at the centroid, as in the assignments."""
    squared_distance: _NotNegative
    next_squared_distance: _NotNegative
    difference: float
    """Between the two: what the parts add up to."""
    parts: tuple[Part, ...]
    """Every feature, the largest part first."""
    moves: tuple[Moved, ...]
    """The smallest change of each feature that leads into another segment, the smallest first."""
    together: Moved | None
    """The smallest change of two numbers together that leads into the next segment."""


@dataclass(frozen=True)
class ExplainedView:
    """What `coterie explain --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    artefact: Artefact
    source: str | None
    """Name of the file or table with the customers; null without customers."""
    customer: CustomerExplained | None
    """Why one customer is in their segment; null where none was named."""
    segments: SegmentsTold | None
    """What the segments mean; null where a customer was named."""
    remarks: tuple[Remarked, ...]
    """What is doubtful about these customers."""


def explained_view(
    segmentation: Segmentation, found: Explained | SegmentsExplained, *, names: tuple[str, str | None]
) -> ExplainedView:
    """Return what is said of a customer, or of segments.

    Parameters
    ----------
    segmentation : Segmentation
    found : Explained or SegmentsExplained
        From `coterie.explanation.explained`, or `coterie.explain_segments`.
    names : (str, str or None)
        Of the artefact and of the customers, if there were any.

    Examples
    --------
    >>> import coterie
    >>> from coterie.explanation import explained
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> found = explained(result, customers, id=customers["customer_id"][0])
    >>> view = explained_view(result, found, names=("bank.coterie", "bank.csv"))
    >>> [part.feature for part in view.customer.parts]
    ['income', 'age']
    """
    return ExplainedView(
        schema_version=1,
        coterie_version=__version__,
        artefact=Artefact(names[0], segmentation.short_hash, segmentation.version),
        source=names[1],
        customer=customer_told(segmentation, found.explanation) if isinstance(found, Explained) else None,
        segments=None if isinstance(found, Explained) else segments_told(segmentation, found),
        remarks=tuple(map(remarked, found.doubts)),
    )


def explained_titles(found: CustomerExplained) -> tuple[str, ...]:
    """Return the titles of the terminal's table: the customer beside the two segments."""
    titles = [say("explained.feature"), say("explained.customer"), found.segment.name]
    return (*titles, *([found.next.name] if found.next else []), say("explained.speaks"))


def explained_table(segmentation: Segmentation, found: CustomerExplained) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the terminal's table, under `explained_titles`."""
    rows = [_row(segmentation, part) for part in found.parts]
    blank = "" if found.next else ()
    return (*rows, (say("explained.sum"), "", "", *([blank] if blank == "" else []), signed(found.difference)))


def explained_lines(found: CustomerExplained) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences above the table, and those below it."""
    if found.next is None:
        return (say("explained.only", id=found.id, segment=found.segment.name),), ()
    facts = {"id": found.id, "segment": found.segment.name, "other": found.next.name}
    above = say("explained.is_in", margin=found.margin, **facts)
    moves = [each.says for each in found.moves[:_MOST_MOVES]]
    if found.together is not None:
        moves.append(say("explained.together", change=found.together.says))
    told = (say("explained.would_move"), *moves, say("explained.no_promise")) if moves else (say("explained.stays"),)
    return (above,), (say("explained.reading", **facts), "", *told)


def _row(segmentation: Segmentation, part: Part) -> tuple[str, ...]:
    column = segmentation.schema[part.feature]
    value = in_words(column, part.value)
    if part.value is None:
        value = say("explained.filled", value=in_words(column, part.filled))
    one = segmentation.preparation.features[[each.name for each in segmentation.schema.features].index(part.feature)]
    share = one.transform == "one-hot"
    own, other = (
        MISSING if each is None else say("explained.share", share=each) if share else _typical(column, each)
        for each in (part.own, part.next)
    )
    return called(segmentation.schema, part.feature), value, own, other, signed(part.effect)


def _typical(column: Column, number: float) -> str:
    """Return a centroid's number; of days before a date, with the day."""
    said = say("explained.number", it=number)
    return say("explained.days", days=said, day=day_of(column, number)) if column.days_before else said


def customer_told(segmentation: Segmentation, found: Explanation) -> CustomerExplained:
    """Return what is said of one customer, who may be made up.

    Examples
    --------
    >>> import coterie
    >>> from coterie.explanation import why
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> customer_told(found, why(found, "someone", {"age": 40.0, "income": 50_000.0})).id
    'someone'
    """
    alone = len(segmentation.centers) < 2
    return CustomerExplained(
        id=found.id,
        segment=segment_named(segmentation, found.segment),
        next=None if alone else segment_named(segmentation, found.other),
        margin=found.margin,
        squared_distance=found.squared[0],
        next_squared_distance=found.squared[1],
        difference=found.difference,
        parts=tuple(map(_part, found.contributions)),
        moves=tuple(_moved(segmentation, move) for move in found.moves),
        together=None if found.together is None else _moved(segmentation, found.together),
    )


def _part(found: Contribution) -> Part:
    return Part(found.feature, found.value, found.filled, found.own, found.other, found.effect)


def _moved(segmentation: Segmentation, move: Move) -> Moved:
    to = segment_named(segmentation, move.to)
    changes = tuple(Changed(each.feature, each.before, each.exact, each.after) for each in move.changes)
    said = say("explained.move", changes=tuple(_said(segmentation, changes)), segment=to.name)
    return Moved(to, changes, move.size, said)


def _said(segmentation: Segmentation, changes: Iterable[Changed]) -> Iterable[str]:
    for each in changes:
        column = segmentation.schema[each.feature]
        before, after = in_words(column, each.before), in_words(column, each.after)
        yield say("explained.change", feature=called(segmentation.schema, each.feature), before=before, after=after)
