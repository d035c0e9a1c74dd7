"""The elbow of the inertia curve."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, Tried


def _inertia(seen: Seen) -> float:
    return seen.clustering.inertia


def _steady(tried: Tried) -> int | None:
    return tried.elbow


CRITERION = Criterion(
    column="inertia",
    name="Elbow",
    asks="Where does the curve of inertia bend, whatever the range?",
    words="the elbow",
    idea="Compactness",
    value=_inertia,
    rule=_steady,
    place=1,
    key="elbow",
    title="Inertia",
    vote=9,
)
