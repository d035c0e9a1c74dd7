"""Agreement of halves: whether random halves of the customers lead to the same segments."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, Tried

AGAIN = 0.8
"""From this agreement of halves or prediction strength on, segments are found again."""


def _agreement(seen: Seen) -> float | None:
    """Return how far halves agree with each other, or with segments that another tool made."""
    if seen.halvings is None or seen.k not in seen.halvings.strengths:
        return None
    if seen.given:
        return seen.agreement_with(seen.halvings.placed[seen.k])
    return float(seen.halvings.agreements[seen.k].mean())


def _largest_found_again(tried: Tried) -> int | None:
    found = tried.values.get("halves", {})
    return max((k for k, value in found.items() if k > 1 and value >= AGAIN), default=None)


CRITERION = Criterion(
    column="halves",
    idea="replication",
    value=_agreement,
    rule=_largest_found_again,
    place=10,
)
