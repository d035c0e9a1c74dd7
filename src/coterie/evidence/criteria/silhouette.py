"""The silhouette, with Euclidean distances."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, finite, largest


def _mean(seen: Seen) -> float | None:
    return None if seen.silhouette is None else finite(seen.silhouette.mean)


CRITERION = Criterion(
    column="silhouette",
    idea="separation",
    value=_mean,
    rule=largest("silhouette"),
    place=2,
    key="silhouette",
    vote=2,
    optimum=True,
)
