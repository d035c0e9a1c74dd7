"""One customer: why they are in their segment, what would move them, and who else stands on a border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.stability import BORDERLINE
from coterie.explanation import distances, values_at, why
from coterie.meaning.given import is_sensitive
from coterie.number_format import decimals, percent
from coterie.remarks import capital, say
from coterie.views.explained import customer_told
from coterie.views.exploring.what_if import Moving, moving
from coterie.views.original_units import called, signed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from coterie.explanation import Explanation, Move
    from coterie.segmentation import Segmentation

    Value = float | str | None

_MOST_MOVES = 4
_PLACES = 2


@dataclass(frozen=True)
class Far:
    """How far a segment's centre is: its place, its name, the distance as text and as a part of the farthest."""

    segment: int
    name: str
    distance: str
    part: float


@dataclass(frozen=True)
class Speaking:
    """What a feature says of the segment: as text, and as a part of the largest; negative: for the next one."""

    said: str
    effect: str
    part: float


@dataclass(frozen=True)
class Suggested:
    """A change that would move a customer: in words, the segment, and the values by the places of their features."""

    says: str
    to: int
    changes: tuple[tuple[int, float | str], ...]


@dataclass(frozen=True)
class Customer:
    """What is shown of one customer.

    Attributes
    ----------
    heading, lead : str
    segment, other : int
        The own one, and the next; the same where there is only one.
    far : tuple of Far
        Every segment, the nearest first.
    parts : tuple of Speaking
        Every feature in the order of `features`; their effects add up to `together`.
    together, of : str
        The difference of the squared distances, and which those are.
    next_share : str
        How much farther the next segment is; empty for who is at the centre of the own one.
    moves : tuple of Suggested
        The smallest change of each feature, none of a sensitive column.
    features : tuple of Moving
    """

    heading: str
    lead: str
    segment: int
    other: int
    far: tuple[Far, ...]
    parts: tuple[Speaking, ...]
    together: str
    of: str
    next_share: str
    moves: tuple[Suggested, ...]
    features: tuple[Moving, ...]


def values_in(
    customers: pl.DataFrame, place: int, segmentation: Segmentation, *, columns: Sequence[str]
) -> dict[str, Value]:
    """Return the features of one of the customers of a run.

    Parameters
    ----------
    customers : polars.DataFrame
        `Drawn.customers`.
    place : int
        Among all, from 0.
    segmentation : Segmentation
    columns : sequence of str
        `Drawn.columns`.
    """
    features = segmentation.schema.features
    named = {f"c{columns.index(each.name)}": each.name for each in features}
    return values_at(customers[place : place + 1].select(list(named)).rename(named), 0, features)


def who(customers: pl.DataFrame, place: int, *, columns: Sequence[str], key: str | None) -> str:
    """Return what a customer is called: their id, or the number of the row.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.DataFrame({"c0": ["00123"]})
    >>> who(frame, 0, columns=("client",), key="client"), who(frame, 0, columns=("age",), key=None)
    ('00123', '1')
    """
    return str(place + 1) if key is None else str(customers[f"c{columns.index(key)}"][place])


def stayed(customers: pl.DataFrame, place: int, k: int) -> float | None:
    """Return in what share of the refits a customer stayed; None where there was none.

    Examples
    --------
    >>> import polars as pl
    >>> stayed(pl.DataFrame({"t3": [0.5]}), 0, 3), stayed(pl.DataFrame({"t3": [0.5]}), 0, 4)
    (0.5, None)
    """
    return float(customers[f"t{k}"][place]) if f"t{k}" in customers.columns else None


def customer_view(
    segmentation: Segmentation, whose: str, values: Mapping[str, Value], *, stays: float | None = None
) -> Customer:
    """Return what is shown of one customer.

    Parameters
    ----------
    segmentation : Segmentation
    whose : str
        What the customer is called.
    values : mapping of str to float, str or None
        Their features, cleaned, in original units.
    stays : float or None
        In what share of the refits they stayed.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> shown = customer_view(found, "me", {"age": 40.0, "income": 50_000.0})
    >>> len(shown.far), [each.said for each in shown.parts], shown.far[0].segment == shown.segment
    (3, ['Age', 'Income'], True)
    """
    found = why(segmentation, whose, values)
    names = [each.name for each in segmentation.names.names]
    near, far = map(math.sqrt, found.squared)
    return Customer(
        heading=_heading(whose, names[found.segment], stays, alone=len(names) < _PLACES),
        lead=_lead(names[found.other], (near, far), stays, alone=len(names) < _PLACES),
        segment=found.segment,
        other=found.other,
        far=_far(names, distances(segmentation, values), found.segment),
        parts=_parts(segmentation, found),
        together=signed(found.difference),
        of=say("studio.difference_of", far=decimals(far, _PLACES), near=decimals(near, _PLACES)),
        next_share=percent(far / near - 1) if near else "",
        moves=_moves(segmentation, found),
        features=moving(segmentation, values),
    )


def _heading(whose: str, segment: str, stays: float | None, *, alone: bool) -> str:
    if alone:
        return say("explained.only", id=whose, segment=segment)
    on_border = stays is not None and stays < BORDERLINE
    return say("studio.customer_border" if on_border else "studio.customer_in", id=whose, segment=segment)


def _lead(other: str, distances: tuple[float, float], stays: float | None, *, alone: bool) -> str:
    if alone:
        return ""
    said = [say("studio.customer_next", other=other, far=_farther(*distances))]
    if stays is not None:
        said.append(say("studio.customer_stays", share=stays))
    return " ".join(said)


def _farther(near: float, far: float) -> str:
    """Say how much farther the next segment is than the own one."""
    if near > 0 and far < 2 * near:
        return say("studio.farther", share=far / near - 1)
    return say("studio.times_as_far", times=decimals(far / near, 1)) if near > 0 else say("studio.at_centre")


def _far(names: Sequence[str], distances: Sequence[float], own: int) -> tuple[Far, ...]:
    farthest = max(distances) or 1.0
    order = sorted(range(len(names)), key=lambda place: (place != own, distances[place], place))
    return tuple(
        Far(place, names[place], decimals(distances[place], _PLACES), distances[place] / farthest) for place in order
    )


def _parts(segmentation: Segmentation, found: Explanation) -> tuple[Speaking, ...]:
    effects = {each.feature: each.effect for each in found.contributions}
    largest = max((abs(each) for each in effects.values()), default=0.0) or 1.0
    return tuple(
        Speaking(capital(called(segmentation.schema, name)), signed(effects[name]), effects[name] / largest)
        for name in (each.feature for each in segmentation.preparation.features)
        if name in effects
    )


def _moves(segmentation: Segmentation, found: Explanation) -> tuple[Suggested, ...]:
    """Return what would move a customer: nothing sensitive, and two changes only where no single one would do."""
    told = customer_told(segmentation, found)
    pairs = [each for each in zip(found.moves, told.moves, strict=True) if not _sensitive(each[0])]
    if not pairs and found.together is not None and told.together is not None and not _sensitive(found.together):
        pairs = [(found.together, told.together)]
    order = [each.feature for each in segmentation.preparation.features]
    return tuple(
        Suggested(
            says=capital(said.says),
            to=move.to,
            changes=tuple((order.index(each.feature), each.after) for each in move.changes),
        )
        for move, said in pairs[:_MOST_MOVES]
    )


def _sensitive(move: Move) -> bool:
    return any(is_sensitive(each.feature) for each in move.changes)
