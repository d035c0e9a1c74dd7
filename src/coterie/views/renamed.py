"""Segments before and after they were given names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.remarks import say
from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class RenamedSegment:
    """One segment."""

    id: Annotated[int, Field(ge=0)]
    name: str
    before: str
    locked: bool
    """Whether a person gave the name, so that nothing names the segment otherwise."""


@dataclass(frozen=True)
class Renamed:
    """What `coterie rename --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    short_hash: str
    """Of what decides a customer's segment: as it was before."""
    segments: tuple[RenamedSegment, ...]
    out: str
    """The file with the new names."""
    report: str | None
    """The page that was written."""
    stale: tuple[str, ...] = ()
    """Results of the same run beside it, in which the names are those of before."""


def renamed(
    before: Segmentation, after: Segmentation, *, out: str, report: str | None, stale: Sequence[str] = ()
) -> Renamed:
    """Return the names before and after.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> said = renamed(found, coterie.rename(found, {1: "Rest"}), out="bank.coterie", report=None)
    >>> [(each.name, each.locked) for each in said.segments][1]
    ('Rest', True)
    """
    pairs = zip(before.identities.segments, after.identities.segments, strict=True)
    segments = tuple(RenamedSegment(new.id, new.name, old.name, new.locked) for old, new in pairs)
    return Renamed(1, __version__, after.short_hash, segments, out, report, tuple(stale))


def renamed_titles() -> tuple[str, ...]:
    """Return the titles of the terminal's table.

    Examples
    --------
    >>> renamed_titles()[:2]
    ('segment_id', 'Name')
    """
    return tuple(say(f"renamed.{title}") for title in ("id", "name", "before", "locked"))


def renamed_table(found: Renamed) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the terminal's table, under `renamed_titles`.

    Examples
    --------
    >>> said = Renamed(1, "0.1.0", "ab", (RenamedSegment(0, "Regulars", "More visits", locked=True),), "a", None)
    >>> renamed_table(said)
    (('0', 'Regulars', 'More visits', 'yes'),)
    """
    return tuple(
        (str(each.id), each.name, each.before, say("renamed.yes" if each.locked else "renamed.no"))
        for each in found.segments
    )


def stale_told(found: Renamed) -> tuple[str, ...]:
    """Say which results beside the segmentation have the names of before, and how to renew them.

    Examples
    --------
    >>> stale_told(Renamed(1, "0.1.0", "ab", (), "a", None))
    ()
    >>> stale_told(Renamed(1, "0.1.0", "ab", (), "a", None, ("segments/report.html",)))[0]
    'Still with the earlier names: segments/report.html.'
    """
    return (say("renamed.stale", files=found.stale), say("renamed.renew")) if found.stale else ()
