"""The summary of a segmentation: the nouns of segments.json, whose JSON Schema is made from them (see `contract`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.evidence import kept
from coterie.evidence.kept import Count, Effort, K, Share, Words
from coterie.json_form import ABSENT
from coterie.meaning import Meaning
from coterie.remarks import Fact
from coterie.segmentation.lineage import Refit

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
"""A day; a month where customers are few."""
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]


@dataclass(frozen=True)
class Source:
    """Where the customers came from; rows and columns are those of the table with one row per customer."""

    name: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    rows: Count
    columns: K


@dataclass(frozen=True)
class MadeOf:
    """The purchases that customers were made of; then `source` has the rows and columns of the customers."""

    columns: Mapping[str, str]
    """The column of the purchases by what it says."""
    as_of: Day
    rows: K
    width: K
    purchases: K
    customers: K
    says: str
    otherwise: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of the table, what it is used as, and why."""

    name: str
    type: Literal["numeric", "categorical", "boolean", "date", "text"]
    role: Literal["id", "feature", "descriptor", "ignored"]
    missing: Count
    reason: Words
    days_before: Day | None = field(default=None, kw_only=True, metadata=ABSENT)
    """Of dates that build segments: their numbers are the days before this day; absent for other columns."""


@dataclass(frozen=True)
class Change:
    """A change made to the customers."""

    code: str
    """what was done, the same in every language"""
    column: str | None
    """null: whole rows"""
    action: str
    rows: Count
    detail: str
    facts: Mapping[str, Fact]
    """what the sentence says besides: examples, rows, numbers"""


@dataclass(frozen=True)
class RowStep:
    """A step from the lines of the file to the customers."""

    code: str
    rows: Count
    left_out: bool
    """false: these rows were there at this point"""
    what: str


@dataclass(frozen=True)
class CellCounts:
    """The cells of one column. missing = empty + tokens + unreadable + impossible."""

    column: str
    cells: Count
    empty: Count
    tokens: Count
    unreadable: Count
    impossible: Count
    rewritten: Count
    gaps: Count
    """customers without a value in the end"""
    missing: Count


@dataclass(frozen=True)
class Account:
    """Every row and every cell, before and after cleaning."""

    rows: tuple[RowStep, ...]
    """From the lines of the file to the customers."""
    columns: tuple[CellCounts, ...]
    """Each column that is used."""


@dataclass(frozen=True)
class Prepared:
    """How a feature was prepared before distances were measured."""

    feature: str
    impute: Literal["median", "mean", "mode"]
    fill: float | str
    transform: Literal["none", "yeo-johnson", "one-hot"]
    center: float
    scale: Positive
    power: float | None
    unit: float | None
    categories: tuple[str, ...]
    weight: Positive = 1.0
    """by how much its share of the squared distance is multiplied; scale has it already"""


@dataclass(frozen=True)
class Tried:
    """One K of the sweep."""

    k: K
    inertia: NotNegative
    silhouette: float | None
    """Mean silhouette with Euclidean distances (Rousseeuw 1987); null for one segment. k_card says of how many
    customers."""
    silhouette_squared: float | None
    """Mean silhouette with squared Euclidean distances, of all customers held: larger numbers, not to be compared with
    the other."""
    n_best: Count
    """Starts that reached the best inertia; 0 where it was found from the clusterings of a neighbouring K."""
    n_starts: K


@dataclass(frozen=True)
class Choice:
    """The K chosen, by what, and why."""

    k: K
    method: Literal["elbow", "silhouette", "evidence", "given"]
    reason: str


@dataclass(frozen=True)
class CatalogueUsed:
    """The catalogue that gave names, and which column plays which of its roles."""

    name: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Number:
    """A numeric column within a group of customers, missing values left out."""

    mean: float | None
    median: float | None
    std: float | None
    min: float | None
    max: float | None
    known: Count | None = None
    """customers with a value; null or absent in results of older versions"""
    p10: float | None = None
    """a tenth of the customers lie below; null where few have a value, or absent in results of older versions"""
    p25: float | None = None
    """a quarter lie below; as `p10`"""
    p75: float | None = None
    """three quarters lie below; as `p10`"""
    p90: float | None = None
    """nine tenths lie below; as `p10`"""


@dataclass(frozen=True)
class Date:
    """A date column within a group of customers, missing values left out."""

    mean: Day | None
    median: Day | None
    std: float | None
    """days"""
    min: Day | None
    max: Day | None
    known: Count | None = None
    """customers with a value; null or absent in results of older versions"""


@dataclass(frozen=True)
class Category:
    """A categorical or boolean column within a group of customers, missing values left out."""

    mode: str | None
    tie: bool
    shares: Mapping[str, Share]
    known: Count | None = None
    """customers with a value; null or absent in results of older versions"""


Profiled = Number | Date | Category
Profile = Mapping[str, Profiled]
"""Every feature and descriptor; empty for a segment of fewer than 5 customers."""


@dataclass(frozen=True)
class Everyone:
    """All customers together."""

    size: K
    profile: Profile


@dataclass(frozen=True)
class Ellipse:
    """The ellipse around the middle half of a segment, in the units of its plane."""

    x: float
    y: float
    xx: NotNegative
    """covariance of the segment's customers, as `xy` and `yy`"""
    xy: float
    yy: NotNegative
    radius: NotNegative
    """Mahalanobis distance within which half of them lie"""


@dataclass(frozen=True)
class Plane:
    """Two directions, and where each segment lies on them."""

    kind: Literal["features", "components"]
    """two features as they were prepared, or the first two principal components of all of them"""
    axes: tuple[str, str]
    """the features; or those that drive each component, strongest first"""
    shares: tuple[Share, Share]
    """of all variance, along each direction"""
    placed: Share
    """of customers whose own segment's centre is the nearest on this plane"""
    ellipses: tuple[Ellipse | None, ...]
    """by segment; null for a segment of fewer than 20 customers"""


@dataclass(frozen=True)
class Claim:
    """One number behind a name."""

    column: str
    role: str | None
    claim: str
    essential: bool
    z: float
    mean: float
    average: float
    fit: float


@dataclass(frozen=True)
class Naming:
    """What earned a segment its name."""

    given: Literal[True] | None = field(default=None, kw_only=True, metadata=ABSENT)
    """Whether a person gave the name, by hand; absent where it comes from a catalogue or from the numbers."""
    archetype: str | None
    fit: float | None
    description: str
    """What the archetype says of the segment, as far as its numbers bear it out; empty for a name made of traits."""
    sentence: str
    advice: str
    idea: str = field(default="", kw_only=True)
    """The idea of `advice` alone; empty where there is none, or in results of older versions."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Segment:
    """One segment."""

    id: Count
    """Permanent: the same after a refit. Of segments made for the first time, 0 is the largest."""
    name: Words
    evidence: Naming
    size: K
    share: Annotated[float, Field(gt=0, le=1)]
    profile: Profile


@dataclass(frozen=True)
class Gathered:
    """How much evidence was gathered."""

    effort: Effort
    rows: Count
    """Customers in the sample that refits were made on."""


@dataclass(frozen=True)
class Summary:
    """What `coterie segment` found: the content of segments.json.

    Numbers of profiles are in original units; silhouettes use Euclidean distances, those called squared use squared
    ones.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[2]
    coterie_version: str
    short_hash: Annotated[str, Field(pattern="^[0-9a-f]+$")]
    """Of what decides a customer's segment, names aside: that of the saved file, and of scored customers."""
    source: Source
    purchases: MadeOf | None
    options: Mapping[str, Any]  # whatever kind of value each option has
    """The options used, defaults filled in."""
    columns: tuple[Column, ...]
    cleaning: tuple[Change, ...]
    """Every change made to the customers, in order."""
    account: Account
    preparation: tuple[Prepared, ...]
    sweep: Annotated[tuple[Tried, ...], Field(min_length=1)]
    choice: Choice
    inertia: NotNegative
    silhouette: float | None
    """Of the K chosen, with Euclidean distances; null for one segment."""
    catalogue: CatalogueUsed
    overall: Everyone
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]
    evidence: Gathered
    supported_k: K | None
    """The number of segments that the customers support; 1: no groups, and the segments are a convenient cut; null
    without evidence."""
    verdict: kept.Verdict | None
    """What kind of segments these are; null without evidence."""
    structure: kept.Structure | None
    """The test against placebos: tables of the same size without groups."""
    k_card: kept.KCard
    recommendation: kept.Recommendation
    stability: kept.Stability | None
    across: tuple[kept.Step, ...]
    """Which segment splits into which from each K to the next."""
    audit: kept.Audit | None
    descriptors: tuple[kept.DescriptorTest, ...]
    """Tests of descriptors across segments, adjusted by Holm; never of features."""
    warnings: tuple[kept.Caution, ...]
    planes: tuple[Plane, ...]
    """Where the segments lie, for drawing them without drawing a customer."""
    labels: Mapping[str, str]
    """What people call a column, by its name."""
    value: str | None
    """The column that says what a customer is worth; null where none was named."""
    refit: Refit | None = field(default=None, kw_only=True, metadata=ABSENT)
    """What became of the segments that these continue; absent where they were first made."""
    run: Annotated[int, Field(ge=1)] | None = field(default=None, kw_only=True, metadata=ABSENT)
    """The run's number in the history, as `coterie segment --json` prints it; absent without one, and in the file."""
    meaning: Meaning | None = None
    """Plain rules, sensitive attributes and worth; segments by their places. Null of one segment, and absent in
    results of older versions."""

    @property
    def k(self) -> int:
        """The number of segments."""
        return len(self.segments)

    @property
    def places(self) -> dict[int, int]:
        """The place of each segment in `segments`, and in all that is ordered as they are, by its id."""
        return {segment.id: place for place, segment in enumerate(self.segments)}

    @property
    def customers(self) -> int:
        """How many customers have a segment."""
        return sum(segment.size for segment in self.segments)
