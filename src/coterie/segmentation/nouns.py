"""What a segmentation holds, and the result of making one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

from coterie.cleaning import CleaningReport
from coterie.evidence import Evidence, KChoice
from coterie.meaning import Meaning
from coterie.naming import Name, Names
from coterie.planes import Plane
from coterie.preparation import FittedPreparation
from coterie.profiling import Profiles, SegmentProfile
from coterie.reference import Reference
from coterie.schema import Schema
from coterie.segmentation.identities import Identities
from coterie.segmentation.lineage import Refit
from coterie.segmentation.short_hash import short_hash
from coterie.showing import Shown
from coterie.transactions import Purchases


@dataclass(frozen=True)
class Source:
    """Where the customers came from; rows and columns are those of the table with one row per customer."""

    name: str
    sha256: str
    rows: int
    columns: int


@dataclass(frozen=True)
class Trial:
    """One K of the sweep. `silhouette_squared` uses squared Euclidean distances; None, as `silhouette`, for K = 1."""

    k: int
    inertia: float
    silhouette: float | None
    silhouette_squared: float | None
    n_best: int
    n_starts: int


@dataclass(frozen=True)
class Segment:
    """One segment: who they are, how many, and why they are called that."""

    id: int
    name: Name
    size: int
    share: float
    profile: SegmentProfile


@dataclass(frozen=True, repr=False)
class Segmentation(Shown):
    """Everything known about the segments, and nothing about any one customer.

    Attributes
    ----------
    version : str
        Of coterie.
    source : Source
        Where the customers came from.
    options : dict
        As they were given, defaults filled in.
    schema, cleaning, preparation, choice, profiles, names
        What each stage found.
    sweep : tuple of Trial
        Every K tried.
    centers : tuple of tuple of float
        Centroids by segment id, in the columns of `preparation`.
    inertia, silhouette : float
        Of the K chosen; the silhouette uses Euclidean distances, and is None for one segment. Whether it is that of all
        customers or of a sample stands in `evidence`.
    evidence : Evidence
        What is kept of the judgement, with the tests of descriptors.
    identities : Identities
        Who each segment is, whatever is made anew.
    salt : str
        By which customers are held out of audiences; it stays when segments are made anew.
    libraries : dict of str to str
        Versions of what computed it; empty where an earlier version saved none.
    purchases : Purchases or None
        What the customers were made of, where the table held purchases.
    reference : Reference or None
        What customers of another day are compared with; None where an earlier version saved none.
    planes : tuple of Plane
        Where the segments lie, for drawing them; empty where an earlier version saved none.
    parent : str or None
        The short hash of the segmentation that this one continues; None for a first one.
    labels : dict of str to str or None
        What people call a column, by its name; None where nobody said.
    value : str or None
        The column that says what a customer is worth; None where none was named.
    id_type : {"integer", "text"} or None
        What ids are in assignments, whatever a batch holds; None without an id, for ids that are neither, and where an
        earlier version kept nothing of it.
    meaning : Meaning or None
        Rules, sensitive attributes and worth; None of one segment, and where an earlier version saved none.
    refit : Refit or None
        What became of the segments that this one continues; None for a first one.
    """

    version: str
    source: Source
    options: dict[str, Any]  # whatever kind of value each option has
    schema: Schema
    cleaning: CleaningReport
    preparation: FittedPreparation
    sweep: tuple[Trial, ...]
    choice: KChoice
    centers: tuple[tuple[float, ...], ...]
    inertia: float
    silhouette: float | None
    profiles: Profiles
    names: Names
    evidence: Evidence
    identities: Identities
    salt: str
    libraries: dict[str, str]
    purchases: Purchases | None = None
    reference: Reference | None = None
    planes: tuple[Plane, ...] = ()
    parent: str | None = None
    labels: dict[str, str] | None = None
    value: str | None = None
    id_type: Literal["integer", "text"] | None = None
    meaning: Meaning | None = None
    refit: Refit | None = None

    @cached_property
    def short_hash(self) -> str:
        """A short hash of what decides a customer's segment: equal ones place every customer alike."""
        return short_hash(
            columns=map(asdict, self.schema.features),
            features=map(asdict, self.preparation.features),
            centers=self.centers,
            ids=[identity.id for identity in self.identities.segments],
        )

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, the largest first."""
        found = zip(self.identities.segments, self.names.names, self.profiles.segments, strict=True)
        return tuple(Segment(who.id, name, own.size, own.share, own) for who, name, own in found)
