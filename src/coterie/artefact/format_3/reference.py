"""What customers of another day are compared with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from coterie import reference
from coterie.artefact.format_3.numbers import Count, NotNegative
from coterie.artefact.written import Written, kind_by
from coterie.evidence.smallest import FEWEST_CUSTOMERS

Bin = Annotated[int, Field(ge=FEWEST_CUSTOMERS, lt=2**63)]


class NumericBins(Written):
    """Customers by a number, in tenths of all; ties and few customers make fewer bins."""

    NOUN = reference.NumericBins

    kind: Literal["numeric"] = Field(default="numeric", description="Which of the two this is.")
    edges: tuple[float, ...] = Field(description="Upper edges, rising; a bin holds its own. The last bin has none.")
    counts: tuple[Bin, ...] = Field(
        description="Customers in each bin, at least five: one bin more than edges, or none where fewer than five have "
        "a value."
    )
    missing: Count = Field(description="Customers without a value.")


class CategoryBins(Written):
    """Customers by category."""

    NOUN = reference.CategoryBins

    kind: Literal["category"] = Field(default="category", description="Which of the two this is.")
    categories: tuple[str, ...] = Field(description="Those with a bin of their own, the most common first, at most 30.")
    counts: tuple[Bin, ...] = Field(description="Customers in each, at least five.")
    others: Count = Field(description="Customers of all other categories together: none or at least five.")
    missing: Count = Field(description="Customers without a value.")


ColumnBins = Annotated[
    Annotated[NumericBins, Tag("numeric")] | Annotated[CategoryBins, Tag("category")],
    Discriminator(kind_by(NumericBins, CategoryBins)),
]


class Distances(Written):
    """How far customers are from the centroid of their own segment, in prepared units."""

    NOUN = reference.Distances

    mean_square: NotNegative = Field(description="Mean of the squared distances.")
    deviation_square: NotNegative = Field(description="Their standard deviation (n).")
    quantiles: tuple[NotNegative, ...] = Field(
        min_length=len(reference.QUANTILES),
        max_length=len(reference.QUANTILES),
        description="Distances that 1, 5, 10, 25, 50, 75, 90, 95 and 99 % of the customers do not exceed.",
    )
    by_feature: tuple[NotNegative, ...] = Field(
        default=(),
        description="What each feature adds to `mean_square`, in their order; empty where an earlier version wrote it.",
    )


class Reference(Written):
    """The customers that the segments were made from, as counts."""

    NOUN = reference.Reference

    customers: Count = Field(
        description="How many are counted here: all that have a segment, or the sample held of a table read in batches."
    )
    columns: dict[str, ColumnBins] = Field(description="Every feature, in original units.")
    segments: tuple[Count, ...] = Field(description="Customers counted in each segment, in the order of `centers`.")
    distances: Distances = Field(description="Their distances.")
