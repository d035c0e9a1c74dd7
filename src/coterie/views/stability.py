"""How each segment held together in refits, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.stability import THRESHOLDS
from coterie.number_format import MISSING, count, decimals, percent
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence import kept
    from coterie.evidence.kept import Reading
    from coterie.views.summary import Segment


@dataclass(frozen=True)
class Held:
    """How one segment held together.

    Attributes
    ----------
    id, name
        The segment.
    value : str
        Its Jaccard similarity, as text.
    jaccard : float
        The same as a number; 0 where it is unknown.
    reading, sentence : str
        What that means, and how many of its customers stay together.
    """

    id: int
    name: str
    value: str
    jaccard: float
    reading: str
    sentence: str


@dataclass(frozen=True)
class StabilityView:
    """How the segments held together.

    Attributes
    ----------
    refits : str
        How many there were.
    sample : str
        The number of customers they were made on; empty for all.
    borderline : int
        Customers who stayed in fewer than three out of four refits.
    share : str
        Their share.
    rows : tuple of Held
        By segment.
    thresholds : tuple of float
        Where the readings of the Jaccard similarity begin.
    """

    refits: str
    sample: str
    borderline: int
    share: str
    rows: tuple[Held, ...]
    thresholds: tuple[float, ...] = THRESHOLDS


def stability(found: kept.Stability | None, segments: Sequence[Segment]) -> StabilityView | None:
    """Return how each segment held together in refits; None for one segment, or without refits.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> stability(bank.stability, bank.segments).rows[0].reading
    'Highly stable'
    """
    if found is None or len(segments) < 2:
        return None
    customers = sum(segment.size for segment in segments)
    return StabilityView(
        refits=count(found.n_resamples),
        sample=count(found.rows) if found.rows < customers else "",
        borderline=found.borderline,
        share=percent(found.borderline / customers),
        rows=tuple(_held(segment, own) for segment, own in zip(segments, found.segments, strict=True)),
    )


def _held(segment: Segment, own: kept.SegmentStability) -> Held:
    value = decimals(own.jaccard, 2)
    if own.jaccard is None or own.stayed is None:
        return Held(segment.id, segment.name, value, 0.0, MISSING, say("held.too_few"))
    stayed = say("held.stayed", n=segment.size, share=own.stayed)
    sentence = say("held.in_refits", stayed=stayed, borderline=_borderline(own.borderline))
    return Held(segment.id, segment.name, value, own.jaccard, _reading(own.reading), sentence)


def _reading(reading: Reading) -> str:
    """Return what Hennig's thresholds say, in words for people."""
    return MISSING if reading == "unknown" else say(f"reading.{reading.replace(' ', '_')}")


def _borderline(customers: int) -> str:
    """Count who stayed in fewer than three of four refits.

    Examples
    --------
    >>> _borderline(0), _borderline(1), _borderline(1212)
    ('none is borderline', '1 is borderline', '1,212 are borderline')
    """
    return say("held.borderline", n=customers) if customers else say("held.none_borderline")
