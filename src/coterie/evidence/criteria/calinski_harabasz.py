"""The Calinski-Harabasz index."""

from __future__ import annotations

from coterie.evidence import indices
from coterie.evidence.criteria.criterion import Criterion, Seen, finite, largest


def _index(seen: Seen) -> float | None:
    return finite(indices.calinski_harabasz(seen.X, seen.dense)) if seen.dense.max() >= 1 else None


CRITERION = Criterion(
    column="calinski_harabasz",
    idea="separation",
    value=_index,
    rule=largest("calinski_harabasz"),
    place=4,
    key="calinski_harabasz",
    vote=4,
    optimum=True,
)
