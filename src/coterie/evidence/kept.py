"""What is kept of a judgement: the nouns of `Segmentation.evidence`, in the saved file and in segments.json.

A field that is not here is not kept, and none of these holds anything of one customer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from coterie.json_form import ABSENT
from coterie.remarks import retold

K = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[str, Field(min_length=1)]

Kind = Literal["natural", "partly natural", "reproducible", "constructed"]
"""What kind of segments these are, the best first."""
Answer = Literal["gap", "unproven", "crowd"]
BorderCause = Literal["", "step", "value"]
CauseCode = Literal["value", "step", "column", "small group", "cut across", "long groups", "few values"]
Standing = Literal["apart", "shades", "too few", "alone"]
Basis = Literal["gaps", "groups", "again", "convenience", "criteria", "asked", "elbow", "silhouette"]
Reading = Literal["dissolved", "do not trust", "pattern", "stable", "highly stable", "unknown"]
Effort = Literal["quick", "full", "none"]


@dataclass(frozen=True)
class Border:
    """Between two neighbouring segments: a gap in the customers, or a crowd."""

    first: Count
    """A segment."""
    second: K
    """Its neighbour, the larger number."""
    near: Count
    """Customers counted near the emptier of the two centres, in a window as wide as that of `between`."""
    between: Count
    """Customers counted where the border is emptiest."""
    z: float | None
    """By how many standard errors `between` is below `near`; less where steps or one value make the gap."""
    answer: Answer
    """gap: z above 3, at most 0.7 x near; unproven: thinner, too few customers to tell; crowd: more than 0.7 x near."""
    at: float
    """Where it is emptiest: -0.5 at the first centre, 0 half-way, 0.5 at the second."""
    column: Count
    """The prepared column in which the centres differ most; where there is a cause, the one that makes it."""
    share: Share
    """Its share of the squared distance between the centres."""
    cause: BorderCause
    """What looked like a gap and is none: a step between whole numbers or scores, or one value that many share."""
    feature: str | None
    """The feature this column was made of."""


@retold("sentence")
@dataclass(frozen=True)
class SegmentBorders:
    """How one segment stands to its neighbours."""

    stands: Standing
    """A gap at every border; a crowd at one at least; no crowd, but too few customers to tell; no neighbour."""
    into: Count | None
    """The neighbour at the most crowded border."""
    between: Count | None
    """Customers counted at that border."""
    near: Count | None
    """Customers counted near the emptier of the two centres."""
    cause: BorderCause
    """Why what looks like a gap there is none."""
    sentence: Words


@dataclass(frozen=True)
class Cause:
    """What makes gaps, or only looks like one."""

    code: CauseCode
    column: str | None
    """A feature."""
    value: float | None
    share: float | None
    customers: int | None
    segments: tuple[Count, ...]
    groups: int | None


@retold("sentence", "finding", "remarks", "meaning")
@dataclass(frozen=True)
class Verdict:
    """What kind of segments these are."""

    kind: Kind
    """natural: a gap at every border, found again in random halves; partly natural: groups stand apart, and the
    segments divide them further; reproducible: no gaps, the same cut every time; constructed: the customers support no
    such segments."""
    k: K
    """The number of segments judged."""
    supported_k: K
    """The number that the customers support; 1: no groups."""
    groups: K
    """Groups of these segments that gaps keep apart."""
    replication: float | None
    """Agreement of random halves of the customers (mean adjusted Rand index); of bootstrap samples where `few`."""
    prediction_strength: float | None
    worst_segment: float | None
    """The least clusterwise Jaccard of any segment."""
    borders: tuple[Border, ...]
    segments: tuple[SegmentBorders, ...]
    """How each segment stands to its neighbours, in the order of `segments`."""
    causes: tuple[Cause, ...]
    weakened_by: tuple[Literal["crowd", "segment", "seeds", "coarse"], ...]
    """What made a natural verdict partly natural."""
    few: bool
    """Whether there are too few customers (below 300) for halves."""
    sentence: str
    """The whole verdict: the finding and the remarks."""
    finding: str
    """The verdict without its causes."""
    remarks: tuple[Words, ...]
    """A sentence for each special cause; steps of one column share one."""
    meaning: str


@dataclass(frozen=True)
class Placebo:
    """How one kind of structureless table compares."""

    kind: Literal["gaussian", "box"]
    statistic: float | None
    """How far the customers' silhouettes are above the placebo's, in standard deviations, where they are farthest."""
    draws: tuple[float | None, ...]
    """The same for each placebo table."""
    p: float
    excess: tuple[float | None, ...]
    """The customers' silhouette less the placebo's mean, in standard deviations, by K."""
    silhouette_squared: tuple[float | None, ...]
    """The placebo's mean silhouette with squared distances, by K."""


@dataclass(frozen=True)
class Structure:
    """The test against placebos: tables of the same size without groups."""

    n_clusters: tuple[int, ...]
    silhouette_squared: tuple[float | None, ...]
    placebos: tuple[Placebo, ...]
    treated: tuple[int, ...]
    """Columns whose skew or tails were treated before."""
    rows: int
    found: bool
    p: float
    excess: tuple[float | None, ...]


@dataclass(frozen=True)
class KRow:
    """What each criterion says of one K; null where it says nothing."""

    k: K
    inertia: float
    elbow: bool
    gap: float | None
    gap_se: float | None
    prediction_strength: float | None
    silhouette: float | None
    silhouette_interval: tuple[float, float] | None
    """95 % interval, where the silhouette is that of a sample."""
    silhouette_rows: K | None
    """Customers whose silhouettes the mean is of."""
    silhouette_kind: Literal["exact", "sampled"] | None
    """Whether these are all customers or a random sample of them."""
    silhouette_squared: float | None
    excess: float | None
    calinski_harabasz: float | None
    davies_bouldin: float | None
    bic: float | None
    agreement: float | None
    worst_segment: float | None
    smallest: int
    smallest_share: float
    same_answer: float
    halves: float | None
    """Agreement of random halves of the customers: mean adjusted Rand index, everyone placed by the centres of both."""
    few: bool
    """Whether there are too few customers for halves: `agreement`, of bootstrap samples, is used instead."""
    borders: tuple[Border, ...]
    groups: K | None
    """Groups that are left when neighbouring segments without a gap are joined."""
    kind: Kind | None
    more: Mapping[str, float | None] = field(default_factory=dict, metadata=ABSENT)
    """Values of criteria that have no key of their own; absent where there are none."""

    def value(self, column: str) -> float | None:
        """Return the value of a criterion."""
        found: float | None = getattr(self, column) if hasattr(self, column) else self.more.get(column)
        return found


@dataclass(frozen=True)
class KCard:
    """What every criterion says of every K."""

    rows: tuple[KRow, ...]
    choices: Mapping[str, int | None]
    """The K that each criterion would choose."""
    elbows: tuple[tuple[int, int | None], ...]
    """For each largest K of the ranges tried, the elbow in that range."""
    customers: Count
    """Customers in the sample that was halved and resampled."""

    def row(self, k: int) -> KRow | None:
        """Return what is said of one K; None where it was not tried."""
        return next((row for row in self.rows if row.k == k), None)


@retold("reason", "runner_up_reason", "limited", "ladder")
@dataclass(frozen=True)
class Recommendation:
    """The number of segments to use."""

    supported_k: K | None
    """The number that the customers support; 1: no groups; null without evidence."""
    recommended_k: K
    """The K that would be used if nothing were asked for."""
    k: K
    """The K to use."""
    basis: Basis
    """Why k: a gap at every border; groups that stand apart, divided further; the same cut every time; nothing speaks
    for any K; criteria alone, since nothing was tested; a person asked for the number, or for one criterion."""
    reason: str
    agreeing: tuple[str, ...]
    disagreeing: tuple[str, ...]
    runner_up: int | None
    runner_up_reason: str | None
    limited: str | None
    ladder: str
    """What the customers support at every K, in a sentence; empty without evidence."""


@dataclass(frozen=True)
class SegmentStability:
    """How one segment held together in refits."""

    jaccard: float | None
    recovered: float | None
    slsw: float | None
    stayed: float | None
    borderline: int
    reading: Reading


@dataclass(frozen=True)
class Stability:
    """How the segments held together in refits."""

    n_resamples: int
    rows: int
    agreement: float | None
    segments: tuple[SegmentStability, ...]
    borderline: int


@dataclass(frozen=True)
class Step:
    """Which segment splits into which from one K to the next."""

    n_clusters: tuple[int, int]
    shared: tuple[tuple[int, ...], ...]
    """Customers by segment at the first K and at the second."""
    slsa: tuple[float | None, ...]
    order: tuple[int, ...]
    """The segments of the second K in the order that crosses fewest lines."""


@retold("advice")
@dataclass(frozen=True)
class FeatureAudit:
    """What one feature does to the segments."""

    feature: str
    share: float
    eta_squared: float
    structure_without: float | None
    agreement_without: float | None
    same_without: float | None
    same_reweighted: float | None
    redundant_with: tuple[str, ...]
    noise: bool
    dominates: bool
    advice: str


@retold("sentence")
@dataclass(frozen=True)
class ClearerSubset:
    """Features in which structure is clearer."""

    features: tuple[str, ...]
    left_out: tuple[str, ...]
    k: int
    p: float
    prediction_strength: float | None
    gain: float | None
    sentence: str


@dataclass(frozen=True)
class Audit:
    """Which features earn their place."""

    features: tuple[FeatureAudit, ...]
    clearer: ClearerSubset | None


@retold("message", "advice")
@dataclass(frozen=True)
class Caution:
    """A warning, with what to do."""

    code: str
    message: str
    advice: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class DescriptorTest:
    """Whether segments differ in one descriptor."""

    descriptor: str
    effect: float | None
    test: Literal["kruskal-wallis", "chi-squared"]
    p: float | None
    p_holm: float | None


@dataclass(frozen=True)
class Evidence:
    """Everything that is kept of a judgement, with the tests of descriptors."""

    verdict: Verdict | None
    structure: Structure | None
    k_card: KCard
    recommendation: Recommendation
    stability: Stability | None
    across: tuple[Step, ...]
    audit: Audit | None
    warnings: tuple[Caution, ...]
    rows: Count
    effort: Effort
    own_agreement: float | None
    descriptors: tuple[DescriptorTest, ...]
