"""Records of invented runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coterie.history import Record, RecordedSegment

RECORD = Record(
    command="score",
    at=datetime(2026, 5, 1, 2, 0, 7),
    who="ann",
    host="db",
    version="0.1.0",
    source="customers.csv",
    data="0" * 64,
    options={"checks": "strict"},
    customers=12,
    verdict="natural",
    short_hash="ab12",
    parent=None,
    segments=(
        RecordedSegment(0, "Savers", "ab12", locked=False, customers=7),
        RecordedSegment(1, "Spenders", "ab12", locked=True, customers=5),
    ),
    out="results/scored.csv",
    artefact=b"a segmentation",
)


def record(data: int = 0, **changed: object) -> Record:
    """Return a record of other data, or with other facts."""
    return replace(RECORD, data=f"{data:064x}", **changed)  # type: ignore[arg-type]  # each has its own type
