"""The verdict as it is shown: its label, its place among the four kinds, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Kind, Standing
from coterie.remarks import capital, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence import kept
    from coterie.views.summary import Segment

KINDS: tuple[Kind, ...] = ("constructed", "reproducible", "partly natural", "natural")
"""The four kinds, the weakest first."""


@dataclass(frozen=True)
class KindOfSegments:
    """One of the four kinds, its label and what it stands for."""

    kind: Kind
    label: str
    means: str


def scale() -> tuple[KindOfSegments, ...]:
    """Return the four kinds with their words, the weakest first.

    Examples
    --------
    >>> [each.label for each in scale()]
    ['Constructed', 'Reproducible', 'Partly natural', 'Natural']
    """
    return tuple(KindOfSegments(kind, _label(kind), say(_means(kind))) for kind in KINDS)


def _label(kind: Kind) -> str:
    return capital(say("kind.label", kind=kind))


def _means(kind: Kind) -> str:
    return f"kind.{kind.replace(' ', '_')}"


@dataclass(frozen=True)
class VerdictView:
    """The verdict.

    Attributes
    ----------
    kind, label, means : str
        What kind of segments these are, and what that stands for.
    one : bool
        Whether there is one segment, so that nothing is divided.
    finding : str
        What was found.
    remarks : tuple of str
        A sentence for each special cause.
    meaning : str
        What the segments can be used for.
    """

    kind: Kind
    one: bool
    label: str
    means: str
    finding: str
    remarks: tuple[str, ...]
    meaning: str
    scale: tuple[KindOfSegments, ...]


@dataclass(frozen=True)
class Stands:
    """How one segment stands to its neighbours."""

    id: int
    name: str
    stands: Standing
    sentence: str


def verdict_view(found: kept.Verdict | None) -> VerdictView | None:
    """Return the verdict as it is shown; None without evidence.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> verdict_view(found.evidence.verdict).label
    'Reproducible'
    """
    if found is None:
        return None
    one = found.k == 1
    label = say("kind.one_segment") if one else _label(found.kind)
    means = say("kind.not_divided" if one else _means(found.kind))
    return VerdictView(found.kind, one, label, means, found.finding, found.remarks, found.meaning, scale())


def standings(found: kept.Verdict | None, segments: Sequence[Segment]) -> tuple[Stands, ...] | None:
    """Return how each segment stands to its neighbours; None for one segment, or without evidence.

    Examples
    --------
    >>> standings(None, ()) is None
    True
    """
    if found is None or len(segments) < 2:
        return None
    return tuple(
        Stands(segment.id, segment.name, own.stands, own.sentence)
        for segment, own in zip(segments, found.segments, strict=True)
    )
