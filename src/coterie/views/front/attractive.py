"""How many people a segment has, and what one of them is worth: where effort may pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import decimals, percent
from coterie.remarks import say

if TYPE_CHECKING:
    from coterie.views.front.value import Value
    from coterie.views.summary import Summary

STABLE = 0.75
"""Mean Jaccard similarity from which a segment is found again (Hennig 2007)."""


@dataclass(frozen=True)
class Spot:
    """One segment.

    Attributes
    ----------
    id : int
    name, says : str
        What it is called, and its numbers in words.
    people : float
        Its share of the people.
    index : float
        How many times the worth of an average customer one of it has.
    stable : bool
        Whether it is found again; true where nothing was tested.
    """

    id: int
    name: str
    says: str
    people: float
    index: float
    stable: bool


def attractive(summary: Summary, value: Value | None) -> tuple[Spot, ...]:
    """Return the segments whose worth is told; none where no column was named for it.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> from coterie.views.front.value import value_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3, value="income").segmentation)
    >>> [spot.index > 1 for spot in attractive(found, value_of(found))]
    [False, False, True]
    """
    if value is None or not value.each:
        return ()
    held = () if summary.stability is None else summary.stability.segments
    found = []
    for place, (segment, index) in enumerate(zip(summary.segments, value.each, strict=True)):
        if index is None:
            continue
        jaccard = held[place].jaccard if place < len(held) else None
        stable = jaccard is None or jaccard >= STABLE
        said = say("front.spot", name=segment.name, people=percent(segment.share), index=decimals(index, 2))
        found.append(Spot(segment.id, segment.name, said, segment.share, index, stable))
    return tuple(found)
