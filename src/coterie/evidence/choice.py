"""Which K to use, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.evidence.elbow import Elbow, Elbows, elbow_places, find_elbow
from coterie.evidence.smallest import passed_over, too_small
from coterie.remarks import joined, retold, say

if TYPE_CHECKING:
    from collections.abc import Sequence


@retold("reason")
@dataclass(frozen=True)
class KChoice:
    """The K chosen.

    Attributes
    ----------
    k : int
        Number of segments.
    method : {"elbow", "silhouette", "evidence", "given"}
        What chose it.
    reason : str
        The choice in a sentence, doubts included.
    elbows : tuple of (int, int or None)
        For each largest K of the ranges tried, the elbow found in that range.
    """

    k: int
    method: Literal["elbow", "silhouette", "evidence", "given"]
    reason: str
    elbows: Elbows = ()


def choose_k(
    n_clusters: Sequence[int],
    inertia: Sequence[float],
    silhouette: Sequence[float],
    *,
    smallest: Sequence[int] | None = None,
) -> KChoice:
    """Choose K by the elbow where every range of K gives the same one, otherwise by the largest silhouette.

    An elbow depends on the range of K in which it is sought: on data without any structure it wanders as the range
    grows. It is therefore sought in every range from 1 to Kmax, for every Kmax from 8 to the largest K tried (in the
    whole range when that is shorter), and counts only when all of them give the same K.

    A K with a segment of fewer than five customers is passed over while there is another: see `too_small`.

    Parameters
    ----------
    n_clusters : sequence of int
        The K's tried, rising, usually from 1.
    inertia : sequence of float
        Inertia at each K.
    silhouette : sequence of float
        Mean silhouette (Euclidean) at each K; nan where it has none (K = 1).
    smallest : sequence of int or None
        Customers in the smallest segment at each K; None: no K is passed over.

    Returns
    -------
    KChoice

    Examples
    --------
    >>> ks = range(1, 11)
    >>> inertia = [100, 60, 20, 17, 15, 13, 12, 11, 10, 9]
    >>> silhouette = [float("nan"), 0.4, 0.7, 0.5, 0.4, 0.4, 0.3, 0.3, 0.3, 0.3]
    >>> choice = choose_k(ks, inertia, silhouette)
    >>> choice.k, choice.method
    (3, 'elbow')
    """
    bend = find_elbow(n_clusters, inertia)
    elbows, elbow, widest = bend.by_range, bend.steady, _widest(n_clusters, silhouette)
    if widest is None:
        return KChoice(n_clusters[0], "silhouette", say("reason.only_k", k=n_clusters[0]), elbows)
    wanted = widest if elbow is None else elbow
    sizes = {} if smallest is None else dict(zip(n_clusters, smallest, strict=True))
    passed = too_small(sizes)
    if wanted in passed:
        left = [math.nan if k in passed else value for k, value in zip(n_clusters, silhouette, strict=True)]
        found = _no_steady_elbow(elbows) if elbow is None else say("reason.the_bend", bend=bend.bend(wanted))
        return _second(_widest(n_clusters, left) or wanted, joined((found, passed_over(wanted, sizes[wanted]))), elbows)
    if elbow is None:
        reason = joined((_no_steady_elbow(elbows), say("reason.widest", k=widest)))
        return KChoice(widest, "silhouette", reason, elbows)
    return KChoice(elbow, "elbow", _steady(bend, elbow, widest), elbows)


def _second(k: int, why: str, elbows: Elbows) -> KChoice:
    """Choose the best K among those not passed over."""
    reason = joined((why, say("reason.second", k=k)))
    return KChoice(k, "silhouette", reason, elbows)


def given_k(k: int, *, kept: bool = False) -> KChoice:
    """Record a K that a person chose, or that of segments that are made anew.

    Examples
    --------
    >>> given_k(4).reason
    'K = 4 was asked for.'
    """
    return KChoice(k, "given", say("reason.given_before", k=k) if kept else say("reason.given", k=k))


def _widest(n_clusters: Sequence[int], silhouette: Sequence[float]) -> int | None:
    """Return the K with the largest silhouette; of equals the smallest."""
    valid = [(-value, k) for k, value in zip(n_clusters, silhouette, strict=True) if not math.isnan(value)]
    return min(valid)[1] if valid else None


def _no_steady_elbow(elbows: Elbows) -> str:
    if all(elbow is None for _, elbow in elbows):
        return say("reason.no_elbow")
    return say("reason.elbow_wanders", places=elbow_places(elbows))


def _steady(bend: Elbow, k: int, widest: int) -> str:
    return say("reason.both" if widest == k else "reason.look_at_both", bend=bend.bend(k), k=widest)
