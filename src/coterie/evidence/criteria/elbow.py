"""The elbow of the inertia curve."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, Tried


def _inertia(seen: Seen) -> float:
    return seen.clustering.inertia


def _steady(tried: Tried) -> int | None:
    return tried.elbow


CRITERION = Criterion(
    column="inertia",
    idea="compactness",
    value=_inertia,
    rule=_steady,
    place=1,
    key="elbow",
    headed=True,
    vote=9,
)
