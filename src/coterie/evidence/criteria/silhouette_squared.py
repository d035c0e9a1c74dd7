"""The silhouette with squared distances, which takes time in proportion to the customers."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, finite, largest


def _mean(seen: Seen) -> float | None:
    return finite(seen.clustering.silhouette_squared)


CRITERION = Criterion(
    column="silhouette_squared",
    idea="separation",
    value=_mean,
    rule=largest("silhouette_squared"),
    place=3,
    key="silhouette_squared",
    vote=3,
    optimum=True,
)
