"""All that is kept of the evidence."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coterie.artefact.format_3.judged import KCard, Structure, Verdict
from coterie.artefact.format_3.numbers import Count, Ordinal
from coterie.artefact.written import Written
from coterie.evidence import kept


class Recommendation(Written):
    """The number of segments to use."""

    NOUN = kept.Recommendation

    supported_k: Ordinal | None = Field(
        description="The number that the customers support; 1: no groups; null without evidence."
    )
    recommended_k: Ordinal = Field(description="The K that would be used if nothing were asked for.")
    k: Ordinal = Field(description="The K to use.")
    basis: Literal["gaps", "groups", "again", "convenience", "criteria", "asked", "elbow", "silhouette"] = Field(
        description="Why k: a gap at every border; groups that stand apart, divided further; the same cut every time; "
        "nothing speaks for any K; criteria alone, since nothing was tested; a person asked for the number, "
        "or for one criterion."
    )
    reason: str = Field(description="Why, in a sentence.")
    agreeing: tuple[str, ...] = Field(description="Criteria that would choose the same K.")
    disagreeing: tuple[str, ...] = Field(description="Criteria that would choose another.")
    runner_up: int | None = Field(description="The next best K.")
    runner_up_reason: str | None = Field(description="Why it is.")
    limited: str | None = Field(description="What limits on segments changed, in a sentence.")
    ladder: str = Field(description="What the customers support at every K, in a sentence; empty without evidence.")


class SegmentStability(Written):
    """How one segment held together in refits."""

    NOUN = kept.SegmentStability

    jaccard: float | None = Field(description="Clusterwise Jaccard, mean of the refits.")
    recovered: float | None = Field(description="Share of refits where that was at least 0.75.")
    slsw: float | None = Field(description="Segment level stability within solutions.")
    stayed: float | None = Field(description="Share of its customers, on average over refits, who stayed together.")
    borderline: int = Field(description="Its customers who stayed in fewer than three of four refits.")
    reading: Literal["dissolved", "do not trust", "pattern", "stable", "highly stable", "unknown"] = Field(
        description="What the Jaccard means."
    )


class Stability(Written):
    """How the segments held together in refits."""

    NOUN = kept.Stability

    n_resamples: int = Field(description="Refits.")
    rows: int = Field(description="Customers refitted.")
    agreement: float | None = Field(description="Mean adjusted Rand index between refits.")
    segments: tuple[SegmentStability, ...] = Field(description="One for each segment.")
    borderline: int = Field(description="Customers who stayed in fewer than three of four refits.")


class Split(Written):
    """Which segment splits into which from one K to the next."""

    NOUN = kept.Step

    n_clusters: tuple[int, int] = Field(description="The two K.")
    shared: tuple[tuple[int, ...], ...] = Field(description="Customers by segment at the first K and at the second.")
    slsa: tuple[float | None, ...] = Field(
        description="By segment of the second K: 1 when all its customers come from one segment, 0 when from all alike."
    )
    order: tuple[int, ...] = Field(description="The segments of the second K in the order that crosses fewest lines.")


class FeatureAudit(Written):
    """What one feature does to the segments."""

    NOUN = kept.FeatureAudit

    feature: str = Field(description="The feature.")
    share: float = Field(description="Its share of the differences between segments.")
    eta_squared: float = Field(description="Share of its variance that lies between segments.")
    structure_without: float | None = Field(
        description="Change of the structure when it is left out: positive, clearer without it."
    )
    agreement_without: float | None = Field(description="Change of the agreement of refits when it is left out.")
    same_without: float | None = Field(description="Adjusted Rand index of the segments with and without it.")
    same_reweighted: float | None = Field(
        description="The least adjusted Rand index of the segments with those where it counts twice, or half."
    )
    redundant_with: tuple[str, ...] = Field(description="Features with which it correlates beyond 0.9.")
    noise: bool = Field(description="Whether structure is clearer without it, or segments hardly differ in it.")
    dominates: bool = Field(description="Whether it makes up more than half of what lies between segments.")
    advice: str = Field(description="What to do about it.")


class ClearerSubset(Written):
    """Features in which structure is clearer."""

    NOUN = kept.ClearerSubset

    features: tuple[str, ...] = Field(description="The features kept.")
    left_out: tuple[str, ...] = Field(description="Those left out.")
    k: int = Field(description="Number of segments then.")
    p: float = Field(description="p of the test against both placebos; the set was searched for, so it is too small.")
    prediction_strength: float | None = Field(description="Prediction strength then.")
    gain: float | None = Field(
        description="How much further the silhouettes stand above placebos than with all features."
    )
    sentence: str = Field(description="The same in words.")


class Audit(Written):
    """Which features earn their place."""

    NOUN = kept.Audit

    features: tuple[FeatureAudit, ...] = Field(description="One for each feature.")
    clearer: ClearerSubset | None = Field(description="Features in which structure is clearer, if there are any.")


class Caution(Written):
    """A warning, with what to do."""

    NOUN = kept.Caution

    code: str = Field(description="Which warning.")
    message: str = Field(description="The warning in a sentence.")
    advice: str = Field(description="What to do.")
    about: tuple[str, ...] = Field(description="Columns or segments that it is about.")


class DescriptorTest(Written):
    """Whether segments differ in one descriptor."""

    NOUN = kept.DescriptorTest

    descriptor: str = Field(description="The descriptor.")
    effect: float | None = Field(description="Epsilon squared of ranks for numbers, Cramer's V for categories.")
    test: Literal["kruskal-wallis", "chi-squared"] = Field(description="Which test.")
    p: float | None = Field(description="Its p.")
    p_holm: float | None = Field(description="The same, adjusted by Holm.")


class Evidence(Written):
    """Everything that is kept of a judgement, with the tests of descriptors."""

    NOUN = kept.Evidence

    verdict: Verdict | None = Field(description="What kind of segments these are; null without evidence.")
    structure: Structure | None = Field(description="The test against placebos.")
    k_card: KCard = Field(description="What every criterion says of every K.")
    recommendation: Recommendation = Field(description="The number of segments to use.")
    stability: Stability | None = Field(description="How the segments held together in refits.")
    across: tuple[Split, ...] = Field(description="Which segment splits into which.")
    audit: Audit | None = Field(description="Which features earn their place.")
    warnings: tuple[Caution, ...] = Field(description="Warnings, with what to do.")
    rows: Count = Field(description="Customers in the sample that refits were made on.")
    effort: Literal["quick", "full", "none"] = Field(description="How much evidence was gathered.")
    own_agreement: float | None = Field(
        description="Adjusted Rand index of labels that were given with coterie's own; null here."
    )
    descriptors: tuple[DescriptorTest, ...] = Field(description="Tests of descriptors across segments.")
