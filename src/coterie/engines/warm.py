"""A start from segments that are known, beside those that are drawn: what it found, and whether it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie.clustering import Clustering, Refined, Sweep, carry_on
from coterie.evidence.agreement import shared
from coterie.schema import Schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.engines.prepared import Prepared

_ALIKE = 1e-9  # relative: what two sums of the same distances may differ by


@dataclass(frozen=True)
class Warm:
    """Segments to start from.

    Attributes
    ----------
    label : callable
        Given customers, cleaned, and their schema, returns the known segment of each that has a feature.
    n_clusters : int
        How many there are.
    within : float
        What part the start may lose of the best inertia and still be taken; 0: only where it is the best.
    """

    label: Callable[[pl.DataFrame, Schema], NDArray[np.int32]]
    n_clusters: int
    within: float


@dataclass(frozen=True)
class Warmed:
    """What came of it: the best inertia of drawn starts, its own, whether it was taken, whether both are the same."""

    best: float
    inertia: float
    taken: bool
    same: bool

    @property
    def loss(self) -> float:
        """What part more its inertia is; below 0 where it is the better one."""
        return self.inertia / self.best - 1.0 if self.best else 0.0


def from_old_segments(prepared: Prepared, warm: Warm, tried: Sweep) -> Clustering | None:
    """Run Lloyd's iterations from the means of known segments' customers; None where a segment has none, or loses all.

    Another number of segments than is known has no such start.
    """
    if warm.n_clusters not in tried.n_clusters:
        return None
    X, k = prepared.held.X, warm.n_clusters
    labels = warm.label(prepared.frame, prepared.schema)
    sizes = np.bincount(labels, minlength=k)
    if not sizes.all():
        return None
    means = np.stack([X[labels == each].mean(axis=0) for each in range(k)])
    found = carry_on(X, means, n_threads=prepared.n_threads)
    return found if found.sizes.all() else None


def chosen(tried: Sweep, started: Clustering | None, warm: Warm | None) -> tuple[Sweep, Warmed | None]:
    """Put the start from known segments in the place of the drawn ones where it is good enough.

    Where both found the same segments, the drawn ones stay, so that the same customers give the same bits.

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0], [12.0]])
    >>> warm = Warm(lambda frame, schema: np.zeros(5, np.int32), 2, within=0.01)
    >>> chosen(sweep(X, [2]), carry_on(X, [[2.0], [9.0]]), warm)[1]
    Warmed(best=2.5, inertia=2.5, taken=False, same=True)
    """
    if started is None or warm is None:
        return tried, None
    best = tried[warm.n_clusters]
    same = _are_same(best, started)
    warmed = _judged(best.inertia, started.inertia, warm, same=same)
    return (_with(tried, started) if warmed.taken else tried), warmed


def chosen_of_all(
    refined: tuple[Refined, ...], tried: Sweep, started: Clustering | None, *, warm: Warm | None
) -> tuple[tuple[Refined, ...], Sweep, Warmed | None]:
    """Do as `chosen` where all customers were passed over: the last of `refined` is the start from known segments."""
    if started is None or warm is None:
        return refined, tried, None
    *others, last = refined
    place = tried.n_clusters.index(warm.n_clusters)
    best = others[place]
    same = bool(np.array_equal(best.sizes, last.sizes)) and abs(best.inertia - last.inertia) <= _ALIKE * best.inertia
    warmed = _judged(best.inertia, last.inertia, warm, same=same)
    if not warmed.taken:
        return tuple(others), tried, warmed
    others[place] = last
    return tuple(others), _with(tried, started), warmed


def _judged(best: float, own: float, warm: Warm, *, same: bool) -> Warmed:
    taken = not same and own <= best * (1.0 + warm.within)
    return Warmed(best, own, taken=taken, same=same)


def _are_same(one: Clustering, other: Clustering) -> bool:
    """Return whether two clusterings put the same customers together."""
    k = one.n_clusters
    counts: Sequence[Sequence[int]] = shared(one.labels, other.labels, (k, k)).tolist()
    return sum(1 for row in counts for each in row if each) == k


def _with(tried: Sweep, started: Clustering) -> Sweep:
    k = started.n_clusters
    return Sweep(tuple(started if each.n_clusters == k else each for each in tried.clusterings))
