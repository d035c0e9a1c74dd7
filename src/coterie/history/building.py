"""What a segmentation and its customers are recorded as."""

from __future__ import annotations

import getpass
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from coterie.artefact.saving import to_bytes
from coterie.history.record import Record, RecordedSegment, Target
from coterie.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coterie.history.record import Drift
    from coterie.remarks import Remark
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Asked:
    """What a run was asked to do: the command, its options, and where its results go."""

    command: str
    options: dict[str, Any]  # whatever kind of value each option has
    out: str | None = None
    target: Target | None = None


def record_of(
    asked: Asked,
    segmentation: Segmentation,
    *,
    source: str | None = None,
    data: str | None = None,
    counts: Mapping[int | None, int] | None = None,
    doubts: Iterable[Remark] = (),
    drift: Drift | None = None,
    artefact: bytes | None = None,
) -> Record:
    """Return what is recorded of a run.

    Parameters
    ----------
    asked : Asked
    segmentation : Segmentation
        What was made, or scored with.
    source, data : str or None
        What the customers' table is called, and its SHA-256; None for that of the segmentation.
    counts : mapping or None
        Customers by segment; None for those that the segments were made from.
    doubts : iterable of Remark
        What differs from the customers of before.
    drift : {"steady", "drifted", "too_few"} or None
    artefact : bytes or None
        The saved segmentation, as it was read; None: as it would be saved.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none").segmentation
    >>> record_of(Asked("segment", {"k": 2}), found).k
    2
    """
    sizes = counts if counts is not None else {each.id: each.size for each in segmentation.segments}
    verdict = segmentation.evidence.verdict
    return Record(
        command=asked.command,
        at=datetime.now(UTC).replace(tzinfo=None),
        who=who_asks(),
        host=socket.gethostname(),
        version=__version__,
        source=source if source is not None else segmentation.source.name,
        data=data if source is not None else segmentation.source.sha256,
        options=asked.options,
        customers=sum(n for number, n in sizes.items() if number is not None),
        verdict=None if verdict is None else verdict.kind,
        short_hash=segmentation.short_hash,
        parent=segmentation.parent,
        segments=tuple(
            RecordedSegment(who.id, who.name, who.born, who.locked, sizes.get(who.id, 0))
            for who in segmentation.identities.segments
        ),
        drift=drift,
        doubts=tuple(dict.fromkeys(_doubt(each) for each in doubts)),
        out=asked.out,
        target=asked.target,
        artefact=to_bytes(segmentation) if artefact is None else artefact,
    )


def who_asks() -> str:
    """Return the user of this machine; a container may have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _doubt(remark: Remark) -> str:
    """Return a doubt's code and column: its facts may hold values of customers."""
    return remark.code if remark.column is None else f"{remark.code}: {remark.column}"
