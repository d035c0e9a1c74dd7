"""How far the silhouette is above that of tables without groups."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, largest


def _excess(seen: Seen) -> float | None:
    if seen.gap is None or seen.structure is None or seen.k not in seen.gap.n_clusters:
        return None
    above = (k for k in seen.structure.n_clusters if k > 1)
    return dict(zip(above, seen.structure.excess, strict=True)).get(seen.k)


CRITERION = Criterion(
    column="excess",
    idea="separation",
    value=_excess,
    rule=largest("excess"),
    place=6,
    key="excess",
    vote=6,
    optimum=True,
)
