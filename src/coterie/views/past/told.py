"""A run of the history, as programs read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from coterie.evidence.kept import Count, Share

if TYPE_CHECKING:
    from coterie.history import Run

Number = Annotated[int, Field(ge=1)]


@dataclass(frozen=True)
class ToldSegment:
    """A segment, as the run left it."""

    id: Count
    name: str
    born: str
    """The short hash of the segmentation in which it first was; with the id it says which segment it is."""
    locked: bool
    """Whether a person gave the name."""
    customers: Count
    share: Share | None
    """Of the customers that have a segment; null where none has."""


@dataclass(frozen=True)
class ToldName:
    """A segment that is called otherwise than in the run before that knew it."""

    id: Count
    before: str
    after: str


@dataclass(frozen=True)
class ToldRun:
    """A run of the history."""

    run: Number
    command: str
    at: str
    """When its results stood, in UTC."""
    times: Number
    """How often the same was done, one run after the other."""
    last: str
    """When it was done last, in UTC."""
    who: str
    host: str
    coterie_version: str
    source: str
    """What the customers' table is called."""
    data_sha256: str | None
    """Of the customers' table."""
    options: dict[str, Any]  # whatever kind of value each has
    """Those that were given; no password, and of a query only the beginning of its SHA-256."""
    customers: Count
    """Those with a segment."""
    k: Count
    verdict: Literal["natural", "partly natural", "reproducible", "constructed"] | None
    short_hash: str
    """Of what decides a customer's segment."""
    parent: str | None
    """The short hash of the segmentation that this one continues."""
    artefact_sha256: str
    """Of the saved segmentation, which the history keeps."""
    drift: Literal["steady", "drifted", "too_few"] | None
    """What a comparison answered."""
    doubts: tuple[str, ...]
    """Codes of what differs from the customers that the segments were made from, with the column."""
    segments: tuple[ToldSegment, ...]
    renames: tuple[ToldName, ...]
    out: str | None
    """The file or folder of the results."""
    address: str | None
    """The database that was written, without a password."""
    table: str | None
    tags: tuple[str, ...]


def told(run: Run) -> ToldRun:
    """Return a run as programs read it."""
    kept = run.record
    placed = sum(each.customers for each in kept.segments)
    return ToldRun(
        run=run.number,
        command=kept.command,
        at=kept.at.isoformat(timespec="seconds"),
        times=run.times,
        last=run.last.isoformat(timespec="seconds"),
        who=kept.who,
        host=kept.host,
        coterie_version=kept.version,
        source=kept.source,
        data_sha256=kept.data,
        options=kept.options,
        customers=kept.customers,
        k=kept.k,
        verdict=kept.verdict,  # type: ignore[arg-type]  # written by this package alone
        short_hash=kept.short_hash,
        parent=kept.parent,
        artefact_sha256=run.sha256,
        drift=kept.drift,
        doubts=kept.doubts,
        segments=tuple(
            ToldSegment(
                each.id, each.name, each.born, each.locked, each.customers, each.customers / placed if placed else None
            )
            for each in kept.segments
        ),
        renames=tuple(ToldName(each.id, each.before, each.after) for each in run.renames),
        out=kept.out,
        address=None if kept.target is None else kept.target.address,
        table=None if kept.target is None else kept.target.table,
        tags=run.tags,
    )
