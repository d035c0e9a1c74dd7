"""The gap statistic, read by three rules of which one is shown."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, Tried


def _gap(seen: Seen) -> float | None:
    if seen.gap is None or seen.k not in seen.gap.n_clusters:
        return None
    return seen.gap.gap[seen.gap.n_clusters.index(seen.k)]


def _tibshirani(tried: Tried) -> int | None:
    return None if tried.gap is None else tried.gap.tibshirani


def _first(tried: Tried) -> int | None:
    return None if tried.gap is None else tried.gap.first_max


def _global(tried: Tried) -> int | None:
    return None if tried.gap is None else tried.gap.global_max


CRITERION = Criterion(
    column="gap",
    idea="compactness",
    value=_gap,
    rule=_global,
    place=7,
    key="gap_global",
    vote=7,
    optimum=True,
    also={"gap": _tibshirani, "gap_first": _first},
)
