"""The Davies-Bouldin index."""

from __future__ import annotations

from coterie.evidence import indices
from coterie.evidence.criteria.criterion import Criterion, Seen, finite, largest


def _index(seen: Seen) -> float | None:
    return finite(indices.davies_bouldin(seen.X, seen.dense)) if seen.dense.max() >= 1 else None


CRITERION = Criterion(
    column="davies_bouldin",
    idea="separation",
    value=_index,
    rule=largest("davies_bouldin", sign=-1.0),
    place=5,
    key="davies_bouldin",
    vote=5,
    optimum=True,
)
