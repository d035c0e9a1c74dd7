"""Natural, partly natural, reproducible or constructed: what these segments are, and what that means for their use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence import wording
from coterie.evidence.borders import FEWEST_NEAR, Border
from coterie.evidence.borders import Cause as BorderCause
from coterie.evidence.card import DISSOLVES, Kind
from coterie.evidence.causes import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.card import KRow

Weakness = Literal["crowd", "segment", "seeds", "coarse"]
Standing = Literal["apart", "shades", "too few", "alone"]


@dataclass(frozen=True)
class SegmentBorders:
    """How one segment stands to its neighbours.

    Attributes
    ----------
    stands : {"apart", "shades", "too few", "alone"}
        A gap at every border; a crowd at one or more; no crowd, but too few customers to tell at one or more; no
        neighbour.
    into : int or None
        The neighbour that it shades into most, or at whose border there are too few customers to tell.
    between, near : int or None
        Customers counted at that border and near the emptier of the two centres.
    cause : {"", "step", "value"}
        Why what looks like a gap there is none; the number of customers is then not the reason.
    """

    stands: Standing
    into: int | None = None
    between: int | None = None
    near: int | None = None
    cause: BorderCause = ""


@dataclass(frozen=True)
class Verdict:
    """What kind of segments these are.

    Attributes
    ----------
    kind : {"natural", "partly natural", "reproducible", "constructed"}
        Natural: a gap at every border, and halves of the customers find the same segments. Partly natural: groups
        stand apart, and the segments found again divide them further. Reproducible: no gaps, but the same cut every
        time. Constructed: segments can be made, but the customers support none.
    k : int
        The number of segments judged.
    supported_k : int
        The number of groups that the customers support; 1 where there are none.
    groups : int
        The number of groups of these segments that gaps separate.
    replication : float or None
        Agreement of random halves of the customers, or of bootstrap samples where customers are few (adjusted Rand).
    few : bool
        Whether customers are too few for halves.
    prediction_strength : float or None
        Mean over halvings.
    worst_segment : float or None
        The smallest clusterwise Jaccard of any segment.
    borders : tuple of Border
        Between these segments.
    segments : tuple of SegmentBorders
        How each of them stands to its neighbours.
    causes : tuple of Cause
        What makes gaps or only looks like one.
    weakened_by : tuple of {"crowd", "segment", "seeds", "coarse"}
        What made a natural verdict partly natural: a crowd at a border, a segment that dissolves in refits, seeds that
        give different segments, further groups that larger K's find inside the segments.
    """

    kind: Kind
    k: int
    supported_k: int
    groups: int
    replication: float | None
    prediction_strength: float | None
    worst_segment: float | None
    borders: tuple[Border, ...] = ()
    segments: tuple[SegmentBorders, ...] = ()
    causes: tuple[Cause, ...] = ()
    weakened_by: tuple[Weakness, ...] = ()
    few: bool = False

    @property
    def dissolves(self) -> bool:
        """Whether a segment is lost when customers are resampled."""
        return self.worst_segment is not None and self.worst_segment < DISSOLVES

    @property
    def sentence(self) -> str:
        """The verdict in words, segments by their numbers."""
        return wording.verdict_sentence(self)

    @property
    def meaning(self) -> str:
        """What the segments can and cannot be used for."""
        return wording.meaning(self)


def give_verdict(
    row: KRow,
    *,
    kind: Kind,
    supported_k: int,
    causes: Sequence[Cause] = (),
    seeds: bool = False,
    coarse: bool = False,
    groups: int | None = None,
) -> Verdict:
    """Judge the segments of one K.

    A natural verdict never stands beside a crowd at a border, a segment that dissolves in refits, seeds that give
    different segments or further groups inside the segments: it then becomes partly natural.

    Parameters
    ----------
    row : KRow
        What the criteria say of it.
    kind : {"natural", "partly natural", "reproducible", "constructed"}
        What the evidence supports.
    supported_k : int
        The number of groups that the customers support.
    causes : sequence of Cause
        What makes gaps or only looks like one.
    seeds : bool
        Whether another seed gives different segments.
    coarse : bool
        Whether larger K's find further groups inside the segments.
    groups : int or None
        Groups that stand apart, where other K's show them too; None: those of these segments.

    Returns
    -------
    Verdict

    References
    ----------
    Natural, reproducible and constructed are the kinds of Dolnicar and Leisch (2010), Evaluation of structure and
    reproducibility of cluster solutions using the bootstrap, Marketing Letters 21:83-101.

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(60, 4))
    >>> judge(noise, n_clusters=range(1, 5)).verdict.kind
    'constructed'
    """
    weakened = _weaknesses(row, seeds=seeds, coarse=coarse) if kind == "natural" else ()
    return Verdict(
        kind="partly natural" if weakened else "constructed" if row.k == 1 else kind,
        k=row.k,
        supported_k=supported_k,
        groups=groups or row.groups or 1,
        replication=row.replication,
        prediction_strength=row.prediction_strength,
        worst_segment=row.worst_segment,
        borders=row.borders,
        segments=tuple(segment_borders(segment, row.borders) for segment in range(row.k)),
        causes=tuple(causes),
        weakened_by=weakened,
        few=row.few,
    )


def _weaknesses(row: KRow, *, seeds: bool, coarse: bool) -> tuple[Weakness, ...]:
    found: dict[Weakness, bool] = {
        "crowd": any(border.answer == "crowd" for border in row.borders),
        "segment": row.worst_segment is not None and row.worst_segment < DISSOLVES,
        "seeds": seeds,
        "coarse": coarse,
    }
    return tuple(weakness for weakness, there in found.items() if there)


def segment_borders(segment: int, borders: Sequence[Border]) -> SegmentBorders:
    """Return how a segment stands to its neighbours, judged by its most crowded border.

    Where hardly anybody is counted near the emptier centre, nothing can be said of a crowd.

    Examples
    --------
    >>> gap = Border(0, 1, near=50, between=5, z=6.0, answer="gap", at=0.0, column=0, share=1.0)
    >>> crowd = Border(0, 2, near=50, between=49, z=0.1, answer="crowd", at=0.0, column=0, share=1.0)
    >>> segment_borders(1, [gap, crowd]).stands, segment_borders(2, [gap, crowd])
    ('apart', SegmentBorders(stands='shades', into=0, between=49, near=50, cause=''))
    """
    own = [border for border in borders if segment in {border.first, border.second}]
    if not own:
        return SegmentBorders("alone")
    stands: Standing = "apart"
    some = [border for border in own if border.answer == "crowd" and border.near >= FEWEST_NEAR]
    if some:
        stands = "shades"
    else:
        some = [border for border in own if border.answer != "gap"]
        stands = "too few" if some else "apart"
    if not some:
        return SegmentBorders("apart")
    worst = max(some, key=lambda border: border.thinness)
    into = worst.second if worst.first == segment else worst.first
    return SegmentBorders(stands, into, worst.between, worst.near, "" if stands == "shades" else worst.cause)
