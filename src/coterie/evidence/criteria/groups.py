"""Gaps at borders: how many groups are left when neighbours without a gap are joined."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Tried


def _largest_natural(tried: Tried) -> int | None:
    return max(tried.natural, default=None)


CRITERION = Criterion(
    column="groups",
    idea="separation",
    value=None,  # needs every K: see `coterie.evidence.card.with_support`
    rule=_largest_natural,
    place=9,
    headed=True,
)
