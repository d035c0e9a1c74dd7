"""Prediction strength: whether each segment of one half holds together in the other."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, largest_above
from coterie.evidence.prediction_strength import ENOUGH


def _strength(seen: Seen) -> float | None:
    if seen.halvings is None or seen.k not in seen.halvings.strengths or seen.given:
        return None
    return float(seen.halvings.strengths[seen.k].mean())


CRITERION = Criterion(
    column="prediction_strength",
    idea="replication",
    value=_strength,
    rule=largest_above("prediction_strength", ENOUGH),
    place=11,
    key="prediction_strength",
    vote=1,
)
