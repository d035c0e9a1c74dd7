"""What is kept of a run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Drift = Literal["steady", "drifted", "too_few"]
"""What a comparison answered."""


@dataclass(frozen=True)
class RecordedSegment:
    """A segment, as a run left it.

    Attributes
    ----------
    id : int
        Its permanent id.
    name : str
    born : str
        The short hash of the segmentation in which it first was; with the id it says which segment it is.
    locked : bool
        Whether a person gave the name.
    customers : int
        In this run's table.
    """

    id: int
    name: str
    born: str
    locked: bool
    customers: int


@dataclass(frozen=True)
class Renamed:
    """A segment that is called otherwise than in the run before that knew it."""

    id: int
    before: str
    after: str


@dataclass(frozen=True)
class Target:
    """A table that a run wrote: the database's address without a password, or '$NAME' as it was given; and its name."""

    address: str
    table: str


@dataclass(frozen=True)
class Record:
    """A run, before the database gives it a number.

    Attributes
    ----------
    command : str
    at : datetime.datetime
        When its results stood, in UTC.
    who, host : str
        The user of the machine, and the machine.
    version : str
        Of coterie.
    source : str
        What the customers' table is called.
    data : str or None
        SHA-256 of the customers' table.
    options : dict
        Those that were not left as they are, by their names; no password, no query's text.
    customers : int
        Those with a segment.
    verdict : str or None
        The kind of segments, as the evidence says.
    short_hash : str
        Of what decides a customer's segment.
    parent : str or None
        That of the segmentation before.
    segments : tuple of RecordedSegment
    drift : {"steady", "drifted", "too_few"} or None
        What a comparison answered.
    doubts : tuple of str
        The codes of what differs from the customers that the segments were made from, each with its column.
    out : str or None
        The file or folder of the results.
    target : Target or None
        The table of a database.
    artefact : bytes
        The saved segmentation.
    """

    command: str
    at: datetime
    who: str
    host: str
    version: str
    source: str
    data: str | None
    options: dict[str, Any]  # whatever kind of value each option has
    customers: int
    verdict: str | None
    short_hash: str
    parent: str | None
    segments: tuple[RecordedSegment, ...]
    drift: Drift | None = None
    doubts: tuple[str, ...] = ()
    out: str | None = None
    target: Target | None = None
    artefact: bytes = field(default=b"", repr=False)

    @property
    def k(self) -> int:
        """The number of segments."""
        return len(self.segments)

    @property
    def sha256(self) -> str:
        """Of the saved segmentation."""
        return hashlib.sha256(self.artefact).hexdigest()

    @property
    def job(self) -> str:
        """What is done again and again: the command, and where its results go."""
        where = [self.command, self.out, self.target and [self.target.address, self.target.table]]
        return _digest(where)

    @property
    def fingerprint(self) -> str:
        """What makes two runs of a job the same: data, options, version, segments and answers; not when, nor who."""
        sizes = [[each.id, each.name, each.born, each.customers] for each in self.segments]
        what = [self.job, self.version, self.source, self.data, self.options, self.sha256, sizes, self.drift]
        return _digest([*what, list(self.doubts)])


@dataclass(frozen=True)
class Run:
    """A run with what the database adds.

    Attributes
    ----------
    number : int
    record : Record
        Without the bytes of the segmentation.
    sha256 : str
        By which those are found.
    renames : tuple of Renamed
        Segments that are called otherwise than in the run before that knew them.
    times : int
        How often the same was done, one run after the other.
    last : datetime.datetime
        When it was done last, in UTC.
    tags : tuple of str
        What the run is called.
    """

    number: int
    record: Record
    sha256: str
    renames: tuple[Renamed, ...]
    times: int
    last: datetime
    tags: tuple[str, ...]


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
