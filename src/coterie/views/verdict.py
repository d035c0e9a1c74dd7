"""The verdict as it is shown: its label, its place among the four kinds, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Kind, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence import kept
    from coterie.views.summary import Segment

KINDS: dict[Kind, tuple[str, str]] = {
    "constructed": ("Constructed", "a convenient cut that is not found again"),
    "reproducible": ("Reproducible", "no groups stand apart, but the cut is the same every time"),
    "partly natural": ("Partly natural", "groups stand apart, but not every border is real"),
    "natural": ("Natural", "a gap at every border, and the same segments every time"),
}
"""The label of each verdict and what it stands for, the weakest first."""


@dataclass(frozen=True)
class KindOfSegments:
    """One of the four kinds, its label and what it stands for."""

    kind: Kind
    label: str
    means: str


SCALE = tuple(KindOfSegments(kind, *words) for kind, words in KINDS.items())
"""The four kinds, the weakest first."""


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
    scale: tuple[KindOfSegments, ...] = SCALE


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
    label, means = ("One segment", "nothing is divided") if one else KINDS[found.kind]
    return VerdictView(found.kind, one, label, means, found.finding, found.remarks, found.meaning)


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
