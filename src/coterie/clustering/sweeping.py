"""The verbs `sweep` and `fit_kmeans`: the best clustering of every K, found together."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie import errors
from coterie.clustering import twin
from coterie.clustering.clustering import Clustering, Sweep
from coterie.clustering.grouping import Grouped, group
from coterie.clustering.inputs import checked_counts, checked_matrix, checked_number, checked_weights
from coterie.clustering.silhouettes import mean_squared_silhouette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

    Progress = Callable[[int, int, str], None]

_SAMPLE = 10_000  # distinct rows on which every start converges
_LARGER = 100_000  # distinct rows on which the survivors of the sample do
_SURVIVORS = 8
_FINALISTS = 3
_SAME = 1e-6  # relative: inertias this near are the same answer
_ROUNDING = 1e-12  # relative to the inertia of one cluster: no inertia is known better
_REORDERED = 10  # times at most that a tie may move with the order of the clusters
_NEIGHBOURS = 4  # candidates taken from the best of K - 1, and from the best of K + 1


def sweep(
    X: ArrayLike,
    n_clusters: Iterable[int] = range(1, 13),
    *,
    n_starts: int = 25,
    random_state: int = 0,
    sample_weight: ArrayLike | None = None,
    n_threads: int | None = None,
    on_progress: Progress | None = None,
) -> Sweep:
    """Find the best K-Means clustering for every K.

    Every K gets `n_starts` starts by greedy k-means++ (Arthur & Vassilvitskii 2007), and a few more made of its
    neighbours' best (one centre added, two merged). The best is carried on, on all rows and in float64, until no label
    changes. The answer is the same for any order of the rows and any number of threads.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows: finite numbers, scaled as they are to count.
    n_clusters : iterable of int
        The K's; each at most the number of distinct rows.
    n_starts : int
        Starts for each K.
    random_state : int
        Seed, at least 0: the same seed gives the same bytes.
    sample_weight : array-like of shape (n_samples,), optional
        How much each row counts in centres and inertia; sizes and silhouettes count rows.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.
    on_progress : callable, optional
        Called with (done, total, what) as the K's are finished.

    Returns
    -------
    Sweep
        A `Clustering` for each K, in increasing order of K.

    Raises
    ------
    coterie.errors.InputError
        For values that are missing, infinite or not numbers, unusable weights, or more clusters than distinct rows.

    Examples
    --------
    >>> found = sweep([[0.0], [1.0], [10.0], [11.0], [12.0]], range(1, 4))
    >>> found.n_clusters, [round(value, 3) for value in found.inertia]
    ((1, 2, 3), [134.8, 2.5, 1.0])
    >>> found[2].labels.tolist()
    [1, 1, 0, 0, 0]
    """
    counts = checked_counts(n_clusters)
    seed = checked_number("random_state", random_state, 0)
    starts = checked_number("n_starts", n_starts, 1)
    rows = checked_matrix(X)
    grouped = group(rows, checked_weights(sample_weight, len(rows)), seed)
    distinct = int(np.count_nonzero(grouped.weighty))
    if counts[-1] > distinct:
        raise errors.too_few_distinct(distinct, counts[-1])
    threads = _usable_processors() if n_threads is None else checked_number("n_threads", n_threads, 1)
    report = on_progress or _silent
    with ThreadpoolController().limit(limits=1), ThreadPoolExecutor(threads) as pool:
        return _Run(grouped, counts, starts, seed, pool, report).sweep()


def fit_kmeans(
    X: ArrayLike,
    n_clusters: int,
    *,
    n_starts: int = 25,
    random_state: int = 0,
    sample_weight: ArrayLike | None = None,
    n_threads: int | None = None,
    on_progress: Progress | None = None,
) -> Clustering:
    """Find the best K-Means clustering for one K: a `sweep` of that K alone.

    Parameters and errors are those of `sweep`.

    Returns
    -------
    Clustering
        The best found.

    Examples
    --------
    >>> found = fit_kmeans([[0.0], [1.0], [10.0], [11.0], [12.0]], 2)
    >>> found.centers.tolist(), found.sizes.tolist(), found.inertia
    ([[11.0], [0.5]], [3, 2], 2.5)
    """
    return sweep(
        X,
        [n_clusters],
        n_starts=n_starts,
        random_state=random_state,
        sample_weight=sample_weight,
        n_threads=n_threads,
        on_progress=on_progress,
    )[n_clusters]


def _usable_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _silent(done: int, total: int, what: str) -> None:
    """Report to nobody."""


@dataclass
class _Run:
    """One sweep under way."""

    grouped: Grouped
    counts: tuple[int, ...]
    n_starts: int
    seed: int
    pool: ThreadPoolExecutor
    report: Progress
    levels: list[twin.Points] = field(init=False)

    def __post_init__(self) -> None:
        rows, weights = self.grouped.rows[self.grouped.weighty], self.grouped.weights[self.grouped.weighty]
        sizes = [size for size in (_SAMPLE, _LARGER) if size < len(rows)]
        self.levels = [twin.Points(*_sample(rows, weights, size)) for size in sizes]
        self.levels.append(twin.Points(rows, weights))

    def sweep(self) -> Sweep:
        """Converge all starts of all K's on the first level, then finish each K by itself."""
        first = self.levels[0]
        self.report(0, len(self.counts), "placing the first centres")
        seeds = twin.seed_nested(
            first, self.counts[-1], n_starts=self.n_starts, rng=np.random.default_rng([self.seed, 0])
        )
        self.report(0, len(self.counts), "trying every start")
        found = list(self.pool.map(lambda k: twin.converge(first, seeds[:, :k]), self.counts))
        known = dict(zip(self.counts, found, strict=True))
        finished = []
        for clustering in self.pool.map(lambda k: self._finish(k, known), self.counts):
            finished.append(clustering)
            self.report(len(finished), len(self.counts), f"K = {clustering.n_clusters}")
        return Sweep(tuple(finished))

    def _finish(self, k: int, known: dict[int, twin.Starts]) -> Clustering:
        """Add the neighbours' candidates, carry the best through the levels and polish what is left."""
        own, level = known[k], self.levels[0]
        candidates = _joined([own, *(twin.converge(level, extra) for extra in self._neighbours(k, known))])
        least = float(candidates.inertia.min())
        n_best = int(np.count_nonzero(own.inertia - least <= _SAME * least + _ROUNDING * level.total))
        keep = candidates.best(_SURVIVORS)
        passes = int(candidates.passes[keep[0]])
        centers = level.outside(candidates.centers[keep])
        for level in self.levels[1:]:
            moved = twin.converge(level, level.inside(centers))
            keep = moved.best(_FINALISTS)
            centers = level.outside(moved.centers[keep])
            passes += int(moved.passes[keep[0]])
        return self._polished(centers[:_FINALISTS], passes, n_best)

    def _neighbours(self, k: int, known: dict[int, twin.Starts]) -> list[Floats]:
        """Make starts of the best of K - 1 with a centre more, and of the best of K + 1 with two merged."""
        level, rng = self.levels[0], np.random.default_rng([self.seed, 1, k])
        extra = []
        if k - 1 in known:
            smaller = known[k - 1]
            extra.append(twin.split_worst(level, smaller.centers[smaller.best(1)[0]], n_new=_NEIGHBOURS, rng=rng))
        if k + 1 in known:
            larger = known[k + 1]
            extra.append(twin.merge_nearest(level, larger.centers[larger.best(1)[0]], n_new=_NEIGHBOURS))
        return extra

    def _polished(self, finalists: Floats, passes: int, n_best: int) -> Clustering:
        """Polish the finalists on all rows and describe the best of them."""
        inertia, centers, more = min((_settled(self.grouped, centers) for centers in finalists), key=lambda end: end[0])
        labels, _ = twin.nearest_exact(np.ascontiguousarray(self.grouped.rows.T), centers)
        return Clustering(
            centers=np.ldexp(centers, -self.grouped.exponent),
            labels=labels.astype(np.int32)[self.grouped.inverse],
            sizes=_sizes(self.grouped, labels, len(centers)),
            inertia=float(np.ldexp(inertia, -2 * self.grouped.exponent)),
            silhouette=mean_squared_silhouette(self.grouped.rows, labels, self.grouped.counts),
            n_iter=passes + more,
            n_best=n_best,
            n_starts=self.n_starts,
        )


def _settled(grouped: Grouped, centers: Floats) -> tuple[float, Floats, int]:
    """Polish, and polish again in the final order of the clusters, as a tie goes to the lower number."""
    rows, weights = grouped.rows[grouped.weighty], grouped.weights[grouped.weighty]
    columns, passes = np.ascontiguousarray(grouped.rows.T), 0
    for _ in range(_REORDERED):
        centers, more = twin.polish(rows, weights, centers)
        passes += more
        labels, away = twin.nearest_exact(columns, centers)
        order = np.lexsort((*centers.T[::-1], -_sizes(grouped, labels, len(centers))))
        if np.array_equal(order, np.arange(len(centers))):
            break
        centers = centers[order]
    return float(away @ grouped.weights), centers, passes


def _sizes(grouped: Grouped, labels: NDArray[np.intp], n_clusters: int) -> NDArray[np.int64]:
    return np.bincount(labels, grouped.counts, n_clusters).astype(np.int64)


def _sample(rows: Floats, weights: Floats, size: int) -> tuple[Floats, Floats]:
    """Take `size` rows evenly along the summed weights; the rows' order is a hash's, so this is a random sample."""
    cumulated = np.cumsum(weights)
    ticks = (np.arange(size) + 0.5) * (cumulated[-1] / size)
    drawn, times = np.unique(np.searchsorted(cumulated, ticks), return_counts=True)
    return rows[drawn], times.astype(np.float64)


def _joined(several: list[twin.Starts]) -> twin.Starts:
    return twin.Starts(
        np.concatenate([starts.centers for starts in several]),
        np.concatenate([starts.inertia for starts in several]),
        np.concatenate([starts.passes for starts in several]),
    )
