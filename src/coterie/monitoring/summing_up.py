"""What became of segments, as it is kept with those that were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.segmentation.lineage import Moves, NewSegment, OldSegment

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from coterie.engines.warm import Warmed
    from coterie.naming import Names
    from coterie.segmentation import Segmentation
    from coterie.segmentation.lineage import Became, Came, Match, Start


def old_segments(
    earlier: Segmentation, ids: Sequence[int], fates: Sequence[Became], *, shared: NDArray[np.int64], match: Match
) -> tuple[OldSegment, ...]:
    """Return what became of each segment that there was; `ids` are those of the new ones, in their order."""
    alike = {old: match.jaccard[new] for new, old in enumerate(match.old) if old is not None}
    return tuple(
        OldSegment(
            id=who.id,
            name=who.name,
            fate=each.fate,
            into=tuple(ids[new] for new in each.into),
            jaccard=alike.get(place),
            guessed=each.guessed,
            customers=int(shared[place].sum()),
        )
        for place, (who, each) in enumerate(zip(earlier.identities.segments, fates, strict=True))
    )


def new_segments(
    found: Segmentation, earlier: Segmentation, origins: Sequence[Came], *, fresh: Names
) -> tuple[NewSegment, ...]:
    """Return where each segment comes from; `fresh` are the names that today's customers would give."""
    ids = [each.id for each in earlier.identities.segments]
    return tuple(
        NewSegment(
            id=who.id,
            origin=each.origin,
            parents=tuple(ids[old] for old in each.parents),
            otherwise=name.name if each.origin == "kept" and name.name != who.name else None,
        )
        for who, each, name in zip(found.identities.segments, origins, fresh.names, strict=True)
    )


def moves_of(ways: pl.DataFrame, days: int | None = None) -> Moves:
    """Count customers by the reason why they moved; `days` passed, where time is told apart.

    Examples
    --------
    >>> from coterie.monitoring.migration import counted
    >>> moves_of(counted(pl.DataFrame({"before": [0, 0, None], "rescored": [1, 0, 1], "after": [1, 0, 1]})))
    Moves(stayed=1, customer=1, model=0, both=0, cancelled=0, joined=1, left=0, time=0, mixed=0, days=None)
    """
    counts = dict(ways.group_by("reason").agg(pl.col("customers").sum()).iter_rows())
    named = ("customer", "model", "both", "cancelled", "joined", "left", "time", "mixed")
    return Moves(stayed=counts.get("", 0), **{name: counts.get(name, 0) for name in named}, days=days)


def start_of(warmed: Warmed | None) -> Start:
    """Return where the segments come from.

    Examples
    --------
    >>> from coterie.engines.warm import Warmed
    >>> start_of(None), start_of(Warmed(2.5, 2.5, taken=False, same=True))
    ('none', 'same')
    """
    if warmed is None:
        return "none"
    return "same" if warmed.same else "known" if warmed.taken else "drawn"
