"""At which K's each segment is found, nearly the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.evidence.kept import Step
    from coterie.views.summary import Segment

    Shared = Sequence[Sequence[int]]

_SAME = 0.75  # Jaccard from which a segment of another K counts as the same


@dataclass(frozen=True)
class Life:
    """From which K to which a segment is there, in words, and whether at no other K."""

    id: int
    name: str
    words: str
    alone: bool = False


def lives(steps: Sequence[Step], segments: Sequence[Segment]) -> tuple[Life, ...]:
    """Return for each segment from which K to which it is there, nearly the same.

    From K to K it counts as the same while it shares at least three quarters of its customers with the segment most
    like it (Jaccard).

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [life.words for life in lives(bank.across, bank.segments)]
    ['only three', 'two to four', 'three to eleven']
    """
    k = len(segments)
    after = [(step.n_clusters[1], step.shared) for step in steps if step.n_clusters[0] >= k]
    before = [(step.n_clusters[0], _turned(step.shared)) for step in steps if step.n_clusters[1] <= k]
    if not any(k in step.n_clusters for step in steps):
        return ()
    return tuple(_life(each, place, k, before[::-1], after) for place, each in enumerate(segments))


def _life(
    segment: Segment, place: int, k: int, before: Sequence[tuple[int, Shared]], after: Sequence[tuple[int, Shared]]
) -> Life:
    first, last = (list(_same(place, tables))[-1:] or [k] for tables in (before, after))
    alone = first == last
    words = say("lives.only", k=k) if alone else say("lives.among", first=first[0], last=last[0])
    return Life(segment.id, segment.name, words, alone)


def _same(segment: int, tables: Sequence[tuple[int, Shared]]) -> Iterator[int]:
    """Follow a segment from table to table as long as it stays nearly the same; give each K where it does."""
    for k, shared in tables:
        own = shared[segment]
        totals = [sum(column) for column in zip(*shared, strict=True)]
        alike = [both / (sum(own) + total - both) if both else 0.0 for both, total in zip(own, totals, strict=True)]
        segment = max(range(len(alike)), key=alike.__getitem__)
        if alike[segment] < _SAME:
            return
        yield k


def _turned(shared: Shared) -> list[tuple[int, ...]]:
    return list(zip(*shared, strict=True))
