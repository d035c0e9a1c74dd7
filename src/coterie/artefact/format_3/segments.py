"""The segments: how K was chosen, what each looks like, what it is called, and who it is for ever."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from coterie import naming, profiling, segmentation
from coterie.artefact.format_3.numbers import Count, NotNegative, Segments, Share
from coterie.artefact.written import Written, kind_by
from coterie.evidence import KChoice
from coterie.naming import card
from coterie.naming.names import Evidence
from coterie.segmentation import identities


class Trial(Written):
    """One K of the sweep."""

    NOUN = segmentation.Trial

    k: Segments = Field(description="Number of segments.")
    inertia: NotNegative = Field(description="Sum of squared distances to the centroids.")
    silhouette: float | None = Field(description="With Euclidean distances; null for one segment.")
    silhouette_squared: float | None = Field(description="With squared distances; null for one segment.")
    n_best: Count = Field(description="Starts that reached the best inertia.")
    n_starts: Count = Field(description="Starts in all.")


class Choice(Written):
    """Which K was chosen, and why."""

    NOUN = KChoice

    k: Segments = Field(description="Number of segments.")
    method: Literal["elbow", "silhouette", "evidence", "given"] = Field(description="What chose it.")
    reason: str = Field(description="The choice in a sentence, doubts included.")
    elbows: tuple[tuple[int, int | None], ...] = Field(
        description="For each largest K of the ranges tried, the elbow found there."
    )


class NumericProfile(Written):
    """A numeric column within a segment, in original units, missing values left out."""

    NOUN = profiling.NumericProfile

    kind: Literal["numeric"] = Field(default="numeric", description="Which of the three this is.")
    mean: float | None = Field(
        description="Arithmetic mean; null where fewer than 20 have a value, or one has most of it."
    )
    median: float | None = Field(description="Median; of a table read in batches, that of the sample.")
    std: float | None = Field(description="Standard deviation (n - 1).")
    min: float | None = Field(description="Least value.")
    max: float | None = Field(description="Greatest value.")
    known: Count | None = Field(description="Customers with a value; null where an earlier version did not keep it.")
    p10: float | None = Field(None, description="A tenth lie below; null where few have a value, or not kept.")
    p25: float | None = Field(None, description="A quarter lie below; as `p10`.")
    p75: float | None = Field(None, description="Three quarters lie below; as `p10`.")
    p90: float | None = Field(None, description="Nine tenths lie below; as `p10`.")


class DateProfile(Written):
    """A column of dates within a segment: ISO dates."""

    NOUN = profiling.DateProfile

    kind: Literal["date"] = Field(default="date", description="Which of the three this is.")
    mean: str | None = Field(description="Mean day.")
    median: str | None = Field(description="Median day.")
    std: float | None = Field(description="Standard deviation, in days.")
    min: str | None = Field(description="First day.")
    max: str | None = Field(description="Last day.")
    known: Count | None = Field(description="Customers with a value; null where an earlier version did not keep it.")


class CategoryProfile(Written):
    """A categorical or boolean column within a segment."""

    NOUN = profiling.CategoryProfile

    kind: Literal["category"] = Field(default="category", description="Which of the three this is.")
    mode: str | None = Field(description="The most common value.")
    tie: bool = Field(description="Whether another value is as common.")
    shares: dict[str, Share] = Field(
        description="Each value's share of the customers that have one, at most 31; “(other)” is several together."
    )
    known: Count | None = Field(description="Customers with a value; null where an earlier version did not keep it.")


ColumnProfile = Annotated[
    Annotated[NumericProfile, Tag("numeric")]
    | Annotated[DateProfile, Tag("date")]
    | Annotated[CategoryProfile, Tag("category")],
    Discriminator(kind_by(NumericProfile, DateProfile, CategoryProfile)),
]


class SegmentProfile(Written):
    """One segment, or all customers together."""

    NOUN = profiling.SegmentProfile

    size: Count = Field(description="Customers in it.")
    share: Share = Field(description="Of all customers that have a segment.")
    columns: dict[str, ColumnProfile] = Field(
        description="Every feature and descriptor; empty for a segment of fewer than five customers."
    )


class Profiles(Written):
    """What the segments look like."""

    NOUN = profiling.Profiles

    overall: SegmentProfile = Field(description="All customers together.")
    segments: tuple[SegmentProfile, ...] = Field(description="In the order of `centers`.")


class Claim(Written):
    """One number behind a name."""

    NOUN = Evidence

    column: str = Field(description="The column it was read from.")
    role: str | None = Field(description="The catalogue's word for that column.")
    claim: str = Field(description="What the name claims.")
    essential: bool = Field(description="Whether the name would not be given without it.")
    z: float = Field(description="The segment's mean minus that of all, in standard deviations of all.")
    mean: float = Field(description="The segment's mean, in original units.")
    average: float = Field(description="The mean of all, in original units.")
    fit: float = Field(description="How well the number fits the claim, from 0 to 1.")


class Name(Written):
    """A segment's name, and what earned it."""

    NOUN = naming.Name

    name: str = Field(description="Unique among the segments.")
    archetype: str | None = Field(description="Key of the catalogue entry that gave it, if one did.")
    fit: float | None = Field(description="How well the archetype's claims fit, from 0 to 1.")
    advice: str = Field(description="An untested idea; empty without an archetype.")
    sentence: str = Field(description="The evidence in words.")
    evidence: tuple[Claim, ...] = Field(description="The numbers behind the name, strongest first.")
    description: str = Field(description="What the archetype says, as far as it is true.")
    given: bool = Field(description="Whether a person gave `name`.")
    idea: str = Field("", description="The idea of `advice` alone; empty where there is none.")


class CardColumn(Written):
    """One line of a segment's card."""

    NOUN = card.CardColumn

    label: str = Field(description="What stands before the value; empty for the column's own name.")
    role: str = Field(description="The role whose column is shown; empty where it is found otherwise.")
    column: str = Field(description="The column's name, letter by letter.")
    category: tuple[str, ...] = Field(description="Words of which the name of a column of categories holds one.")
    essential: bool = Field(description="Whether the card is for tables with this column only.")
    heading: str = Field(description="The heading in the terminal; empty for the usual one.")


class Card(Written):
    """The columns of the cards of a catalogue of a person's own."""

    NOUN = card.Card

    columns: tuple[CardColumn, ...] = Field(description="In their order.")
    terminal: bool = Field(description="Whether the terminal's table has these columns, too.")


class Names(Written):
    """The segments' names."""

    NOUN = naming.Names

    names: tuple[Name, ...] = Field(description="In the order of `centers`.")
    catalogue: str = Field(description="The catalogue they come from.")
    columns: dict[str, str] = Field(description="The column that plays each of the catalogue's roles.")
    card: Card | None = Field(
        default=None, description="What the cards show, of a catalogue of one's own; null for a catalogue of coterie."
    )


class Identity(Written):
    """A segment for ever."""

    NOUN = identities.Identity

    id: Count = Field(description="Permanent number, given at birth and never to another segment.")
    name: str = Field(description="What it is called: as in `names`, or what a retired one was called last.")
    born: str = Field(description="Short hash of the segmentation in which it first was.")
    locked: bool = Field(description="Whether its name stays whatever naming would say, as a person gave it.")
    parent: Count | None = Field(description="Id of the segment it split off from; null for one that did not.")
    retired: str | None = Field(description="Short hash of the first segmentation without it; null while it is there.")


class Identities(Written):
    """Who the segments are, whatever is made anew."""

    NOUN = identities.Identities

    segments: tuple[Identity, ...] = Field(description="Those that are, in the order of `centers`.")
    next_id: Count = Field(description="The id that the next new segment gets.")
    retired: tuple[Identity, ...] = Field(description="Those that were.")


class Lineage(Written):
    """Which segmentation this one continues."""

    parent: str | None = Field(default=None, description="Its short hash; null for a first one.")


class HoldOut(Written):
    """What decides who is held out of an audience."""

    salt: str = Field(
        min_length=1,
        max_length=64,
        description="Hashed with a customer's id. It follows from the fingerprint of the table, and is no secret.",
    )
