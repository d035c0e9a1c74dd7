"""What is kept of the verdict: borders, causes, placebos, and what every criterion says of every K."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coterie.artefact.format_3.numbers import Count, Ordinal, Share, Words
from coterie.artefact.written import Written
from coterie.evidence import kept


class Border(Written):
    """Between two neighbouring segments: a gap in the customers, or a crowd."""

    NOUN = kept.Border

    first: Count = Field(description="A segment.")
    second: Ordinal = Field(description="Its neighbour, the larger number.")
    near: Count = Field(
        description="Customers counted near the emptier of the two centres, in a window as wide as that of `between`."
    )
    between: Count = Field(description="Customers counted where the border is emptiest.")
    z: float | None = Field(
        description="By how many standard errors `between` is below `near`; less where steps or one value make the gap."
    )
    answer: Literal["gap", "unproven", "crowd"] = Field(
        description="gap: z above 3, at most 0.7 x near; unproven: thinner, too few customers to tell; crowd: more "
        "than 0.7 x near."
    )
    at: float = Field(description="Where it is emptiest: -0.5 at the first centre, 0 half-way, 0.5 at the second.")
    column: Count = Field(
        description="The prepared column in which the centres differ most; where there is a cause, the one that makes "
        "it."
    )
    share: Share = Field(description="Its share of the squared distance between the centres.")
    cause: Literal["", "step", "value"] = Field(
        description="What looked like a gap and is none: a step between whole numbers or scores, or one value that "
        "many share."
    )
    feature: str | None = Field(description="The feature this column was made of.")


class SegmentBorders(Written):
    """How one segment stands to its neighbours."""

    NOUN = kept.SegmentBorders

    stands: Literal["apart", "shades", "too few", "alone"] = Field(
        description="A gap at every border; a crowd at one at least; no crowd, but too few customers to tell; no "
        "neighbour."
    )
    into: Count | None = Field(description="The neighbour at the most crowded border.")
    between: Count | None = Field(description="Customers counted at that border.")
    near: Count | None = Field(description="Customers counted near the emptier of the two centres.")
    cause: Literal["", "step", "value"] = Field(description="Why what looks like a gap there is none.")
    sentence: Words = Field(description="The same in words.")


class Cause(Written):
    """What makes gaps, or only looks like one."""

    NOUN = kept.Cause

    code: Literal["value", "step", "column", "small group", "cut across", "long groups", "few values"] = Field(
        description="What it is."
    )
    column: str | None = Field(description="A feature.")
    value: float | None = Field(description="The value that many share, where it is one.")
    share: float | None = Field(description="Share of the customers concerned.")
    customers: int | None = Field(description="Customers concerned.")
    segments: tuple[Count, ...] = Field(description="Segments concerned.")
    groups: int | None = Field(description="Groups concerned.")


class Verdict(Written):
    """What kind of segments these are."""

    NOUN = kept.Verdict

    kind: Literal["natural", "partly natural", "reproducible", "constructed"] = Field(
        description="natural: a gap at every border, found again in random halves; partly natural: groups stand apart, "
        "and the segments divide them further; reproducible: no gaps, the same cut every time; constructed: "
        "the customers support no such segments."
    )
    k: Ordinal = Field(description="The number of segments judged.")
    supported_k: Ordinal = Field(description="The number that the customers support; 1: no groups.")
    groups: Ordinal = Field(description="Groups of these segments that gaps keep apart.")
    replication: float | None = Field(
        description="Agreement of random halves of the customers (mean adjusted Rand index); of bootstrap samples "
        "where `few`."
    )
    prediction_strength: float | None = Field(description="Prediction strength of this K, from 0 to 1.")
    worst_segment: float | None = Field(description="The least clusterwise Jaccard of any segment.")
    borders: tuple[Border, ...] = Field(description="Between every two neighbouring segments.")
    segments: tuple[SegmentBorders, ...] = Field(
        description="How each segment stands to its neighbours, in the order of `segments`."
    )
    causes: tuple[Cause, ...] = Field(description="What makes gaps, or only looks like one.")
    weakened_by: tuple[Literal["crowd", "segment", "seeds", "coarse"], ...] = Field(
        description="What made a natural verdict partly natural."
    )
    few: bool = Field(description="Whether there are too few customers (below 300) for halves.")
    sentence: str = Field(description="The whole verdict: the finding and the remarks.")
    finding: str = Field(description="The verdict without its causes.")
    remarks: tuple[Words, ...] = Field(description="A sentence for each special cause; steps of one column share one.")
    meaning: str = Field(description="What this kind of verdict means.")


class Placebo(Written):
    """How one kind of structureless table compares."""

    NOUN = kept.Placebo

    kind: Literal["gaussian", "box"] = Field(description="How the structureless tables were drawn.")
    statistic: float | None = Field(
        description="How far the customers' silhouettes are above the placebo's, in standard deviations, where they "
        "are farthest."
    )
    draws: tuple[float | None, ...] = Field(description="The same for each placebo table.")
    p: float = Field(description="Its p-value.")
    excess: tuple[float | None, ...] = Field(
        description="The customers' silhouette less the placebo's mean, in standard deviations, by K."
    )
    silhouette_squared: tuple[float | None, ...] = Field(
        description="The placebo's mean silhouette with squared distances, by K."
    )


class Structure(Written):
    """The test against placebos: tables of the same size without groups."""

    NOUN = kept.Structure

    n_clusters: tuple[int, ...] = Field(description="The K compared.")
    silhouette_squared: tuple[float | None, ...] = Field(
        description="The customers' silhouette with squared distances, by K."
    )
    placebos: tuple[Placebo, ...] = Field(description="One for each kind of structureless table.")
    treated: tuple[int, ...] = Field(description="Columns whose skew or tails were treated before.")
    rows: int = Field(description="Customers compared.")
    found: bool = Field(description="Whether the customers beat both placebos.")
    p: float = Field(description="The larger p of the two.")
    excess: tuple[float | None, ...] = Field(
        description="By K from 2, how far the silhouette is above the placebo that does better there."
    )


class KRow(Written):
    """What each criterion says of one K; null where it says nothing."""

    NOUN = kept.KRow

    k: Ordinal = Field(description="Number of segments.")
    inertia: float = Field(description="Sum of squared distances to the centroids.")
    elbow: bool = Field(description="Whether the inertia curve bends here in every range of K.")
    gap: float | None = Field(description="Gap statistic.")
    gap_se: float | None = Field(description="Its standard error.")
    prediction_strength: float | None = Field(description="Prediction strength.")
    silhouette: float | None = Field(description="Mean silhouette, with Euclidean distances.")
    silhouette_interval: tuple[float, float] | None = Field(
        description="95 % interval, where the silhouette is that of a sample."
    )
    silhouette_rows: Ordinal | None = Field(description="Customers whose silhouettes the mean is of.")
    silhouette_kind: Literal["exact", "sampled"] | None = Field(
        description="Whether these are all customers or a random sample of them."
    )
    silhouette_squared: float | None = Field(description="Mean silhouette, with squared distances.")
    excess: float | None = Field(
        description="How far the silhouette is above the better placebo's, in standard deviations."
    )
    calinski_harabasz: float | None = Field(description="Calinski-Harabasz index.")
    davies_bouldin: float | None = Field(description="Davies-Bouldin index.")
    bic: float | None = Field(description="Bayesian information criterion.")
    agreement: float | None = Field(description="Mean adjusted Rand index of pairs of refits on bootstrap samples.")
    worst_segment: float | None = Field(description="The least clusterwise Jaccard of any segment.")
    smallest: int = Field(description="Customers in the smallest segment.")
    smallest_share: float = Field(description="Its share of the customers.")
    same_answer: float = Field(description="Share of starts that came to the best answer.")
    halves: float | None = Field(
        description="Agreement of random halves of the customers: mean adjusted Rand index, everyone placed by the "
        "centres of both."
    )
    few: bool = Field(
        description="Whether there are too few customers for halves: `agreement`, of bootstrap samples, is used "
        "instead."
    )
    borders: tuple[Border, ...] = Field(description="Between every two neighbouring segments.")
    groups: Ordinal | None = Field(
        description="Groups that are left when neighbouring segments without a gap are joined."
    )
    kind: Literal["natural", "partly natural", "reproducible", "constructed"] | None = Field(
        description="What kind of segments these are."
    )
    more: dict[str, float | None] = Field(
        default_factory=dict,
        description="Values of criteria that have no key of their own; absent where there are none.",
    )


class KCard(Written):
    """What every criterion says of every K."""

    NOUN = kept.KCard

    rows: tuple[KRow, ...] = Field(description="One for each K.")
    choices: dict[str, int | None] = Field(description="The K that each criterion would choose.")
    elbows: tuple[tuple[int, int | None], ...] = Field(
        description="For each largest K of the ranges tried, the elbow in that range."
    )
    customers: Count = Field(description="Customers in the sample that was halved and resampled.")
