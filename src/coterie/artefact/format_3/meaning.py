"""What segments mean: plain rules, what is tied to them, and what they are worth."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coterie import meaning
from coterie.artefact.format_3.numbers import Count, Share
from coterie.artefact.written import Written

_Place = Count
_UNKNOWN = "null where too few customers are behind it"


class Condition(Written):
    """What a rule asks of one feature."""

    NOUN = meaning.Condition

    feature: str = Field(description="The feature.")
    at_least: float | None = Field(description="The lower bound of a number, in original units; null without one.")
    below: float | None = Field(description="The upper bound, which is not reached; null without one.")
    category: str | None = Field(description="The category of a feature that is no number.")
    is_category: bool = Field(description="Whether it must have that category, or must not.")


class Rule(Written):
    """A rule, which counts for those whom no rule before fits."""

    NOUN = meaning.Rule

    conditions: tuple[Condition, ...] = Field(description="All must hold; none: everyone else.")
    segment: _Place = Field(description="The place of the segment that it names.")
    customers: Count = Field(description="Whom it fits.")
    precision: Share | None = Field(description=f"Share of them in that segment; {_UNKNOWN}.")
    recall: Share | None = Field(description=f"Share of that segment that it finds; {_UNKNOWN}.")


class Mistake(Written):
    """Customers of a segment whom the rules take for those of another."""

    NOUN = meaning.Mistake

    segment: _Place = Field(description="Their segment.")
    taken_for: _Place = Field(description="That of the rule.")
    customers: Count = Field(description="How many, five at least.")
    share: Share = Field(description="Of the segment.")


class Rules(Written):
    """Plain rules for all segments: an approximation."""

    NOUN = meaning.Rules

    rules: tuple[Rule, ...] = Field(description="Of those that fit a customer, the first counts.")
    agreement: Share = Field(description="Share of the customers for whom they name the right segment.")
    customers: Count = Field(description="Customers they were tried on.")
    mistakes: tuple[Mistake, ...] = Field(description="The most frequent of each segment.")
    unnamed: tuple[_Place, ...] = Field(description="Segments that no rule names.")
    margin_right: float | None = Field(description="Median margin of those whom they put right; null of few.")
    margin_wrong: float | None = Field(description="Median margin of those whom they put wrong; null of few.")


class Proxy(Written):
    """A feature that goes with a sensitive attribute."""

    NOUN = meaning.Proxy

    feature: str = Field(description="The feature.")
    strength: Share = Field(description="Cramér's V, the root of η², or the absolute correlation.")


class Parity(Written):
    """Which share of each group is in which segment."""

    NOUN = meaning.Parity

    groups: tuple[str, ...] = Field(description="The commonest, each of five customers at least.")
    sizes: tuple[Count, ...] = Field(description="Their customers.")
    shares: tuple[tuple[Share | None, ...], ...] = Field(
        description="A row for each group, by segment; null where customers are few, or would follow."
    )


class Tie(Written):
    """How strongly a sensitive attribute is tied to segments."""

    NOUN = meaning.Tie

    column: str = Field(description="The attribute.")
    used: bool = Field(description="Whether it built the segments.")
    measure: Literal["cramers_v", "eta_squared"] = Field(description="What `effect` is.")
    effect: Share = Field(description="Cramér's V of groups, η² of a number.")
    proxies: tuple[Proxy, ...] = Field(description="Features that go with it, the strongest first.")
    parity: Parity | None = Field(description="null of a number without groups.")


class SegmentWorth(Written):
    """What one segment is worth."""

    NOUN = meaning.SegmentWorth

    segment: _Place = Field(description="Its place.")
    customers: Count = Field(description="Those whose value is known.")
    share_of_customers: Share = Field(description="Their share of all whose value is known.")
    share: float | None = Field(description="Share of all value; null where it would tell that of single customers.")
    interval: tuple[float, float] | None = Field(description="95 % of the shares in resampled customers.")
    per_customer: float | None = Field(description="The mean, as the profile has it.")
    stability: Share | None = Field(description="Jaccard similarity of the segment in refits; null where not tested.")


class Worth(Written):
    """What all segments are worth."""

    NOUN = meaning.Worth

    column: str = Field(description="The column that says it.")
    customers: Count = Field(description="With a segment and a value.")
    unknown: Count = Field(description="With a segment and without a value.")
    gini: Share | None = Field(description="How uneven it is; null with values below 0.")
    top_tenth: float | None = Field(description="Share of the tenth of the customers with the most; null of few.")
    segments: tuple[SegmentWorth, ...] = Field(description="By place.")


class Meaning(Written):
    """What segments mean."""

    NOUN = meaning.Meaning

    rules: Rules | None = Field(description="Plain rules.")
    ties: tuple[Tie, ...] = Field(description="Sensitive attributes, the most strongly tied first.")
    worth: Worth | None = Field(description="null where no column was named for it.")
