"""The Bayesian information criterion."""

from __future__ import annotations

from coterie.evidence import indices
from coterie.evidence.criteria.criterion import Criterion, Seen, finite, largest


def _index(seen: Seen) -> float | None:
    return finite(indices.bic(seen.X, seen.dense))


CRITERION = Criterion(
    column="bic",
    idea="description_length",
    value=_index,
    rule=largest("bic"),
    place=8,
    key="bic",
    vote=8,
    optimum=True,
)
