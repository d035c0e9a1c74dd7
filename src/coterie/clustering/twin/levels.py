"""The control of the levels: many starts on a sample, the best of them on more rows, one on all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie.clustering.twin import lloyd
from coterie.clustering.twin.grouping import Grouped, group
from coterie.clustering.twin.measures import mean_squared_silhouette

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Report = Callable[[int, str], None]
    Floats = NDArray[np.float64]
    Found = tuple[Floats, NDArray[np.int32], NDArray[np.int64], float, float, int, int]

_SAMPLE = 10_000  # distinct rows on which every start converges
_FAR = 2.0  # mean squared distances to the mean, from which on a row is drawn more often
_LARGER = 100_000  # distinct rows on which the survivors of the sample do
_SURVIVORS = 8
_FINALISTS = 3
_SAME = 1e-6  # relative: inertias this near are the same answer
_ROUNDING = 1e-12  # relative to the inertia of one cluster: no inertia is known better
_REORDERED = 10  # times at most that a tie may move with the order of the clusters
_NOTHING = 1e-130  # relative to the largest value: squares of less would vanish
_MOST_PASSES = 1000
_NEIGHBOURS = 4  # candidates taken from the best of K - 1, and from the best of K + 1


def sweep(
    X: Floats,
    weights: Floats | None,
    counts: list[int],
    *,
    n_starts: int,
    seed: int,
    largest: float,
    n_threads: int,
    report: Report | None,
    thorough: bool = True,  # noqa: ARG001 - the twin has no longer search to leave out
) -> list[Found] | int:
    """Find the best clustering of every K; where there are too few distinct rows, return how many there are.

    Centres are not exchanged as in C++, which keeps the twin short. So answers may be a little worse than those of
    the C++ kernels; from the same centres both end alike (`polish`).

    A clustering is (centres, labels, sizes, inertia, squared silhouette, passes, starts that reached the best).
    """
    each = np.ones(len(X)) if weights is None else weights
    grouped = group(X, each, nothing=largest * _NOTHING, seed=seed)
    distinct = int(np.count_nonzero(grouped.weighty))
    if counts[-1] > distinct:
        return distinct
    with ThreadpoolController().limit(limits=1), ThreadPoolExecutor(n_threads) as pool:
        return _Run(grouped, tuple(counts), n_starts, seed, pool, report or _silent).sweep()


def _silent(done: int, what: str) -> None:
    """Report to nobody."""


@dataclass
class _Run:
    """One sweep under way."""

    grouped: Grouped
    counts: tuple[int, ...]
    n_starts: int
    seed: int
    pool: ThreadPoolExecutor
    report: Report
    levels: list[lloyd.Points] = field(init=False)

    def __post_init__(self) -> None:
        rows, weights = self.grouped.rows[self.grouped.weighty], self.grouped.weights[self.grouped.weighty]
        sizes = [size for size in (_SAMPLE, _LARGER) if size < len(rows)]
        self.levels = [lloyd.Points(*_sample(rows, weights, size)) for size in sizes]
        self.levels.append(lloyd.Points(rows, weights))

    def sweep(self) -> list[Found]:
        """Converge all starts of all K's on the first level, then finish each K by itself."""
        first = self.levels[0]
        self.report(0, "placing the first centres")
        seeds = lloyd.seed_nested(
            first, self.counts[-1], n_starts=self.n_starts, rng=np.random.default_rng([self.seed, 0])
        )
        self.report(0, "trying every start")
        found = list(self.pool.map(lambda k: lloyd.converge(first, seeds[:, :k]), self.counts))
        known = dict(zip(self.counts, found, strict=True))
        finished = []
        for k, clustering in zip(
            self.counts, self.pool.map(lambda k: self._finish(k, known), self.counts), strict=True
        ):
            finished.append(clustering)
            self.report(len(finished), f"K = {k}")
        return finished

    def _finish(self, k: int, known: dict[int, lloyd.Starts]) -> Found:
        """Add the neighbours' candidates, carry the best through the levels and polish what is left."""
        own, level = known[k], self.levels[0]
        candidates = _joined([own, *(lloyd.converge(level, extra) for extra in self._neighbours(k, known))])
        least = float(candidates.inertia.min())
        n_best = int(np.count_nonzero(own.inertia - least <= _SAME * least + _ROUNDING * level.total))
        keep = candidates.best(_SURVIVORS)
        passes = int(candidates.passes[keep[0]])
        centers = level.outside(candidates.centers[keep])
        for level in self.levels[1:]:
            moved = lloyd.converge(level, level.inside(centers))
            keep = moved.best(_FINALISTS)
            centers = level.outside(moved.centers[keep])
            passes += int(moved.passes[keep[0]])
        return self._polished(centers[:_FINALISTS], passes, n_best)

    def _neighbours(self, k: int, known: dict[int, lloyd.Starts]) -> list[Floats]:
        """Make starts of the best of K - 1 with a centre more, and of the best of K + 1 with two merged."""
        level, rng = self.levels[0], np.random.default_rng([self.seed, 1, k])
        extra = []
        if k - 1 in known:
            smaller = known[k - 1]
            extra.append(lloyd.split_worst(level, smaller.centers[smaller.best(1)[0]], n_new=_NEIGHBOURS, rng=rng))
        if k + 1 in known:
            larger = known[k + 1]
            extra.append(lloyd.merge_nearest(level, larger.centers[larger.best(1)[0]], n_new=_NEIGHBOURS))
        return extra

    def _polished(self, finalists: Floats, passes: int, n_best: int) -> Found:
        """Polish the finalists on all rows and describe the best of them."""
        inertia, centers, more = min((_settled(self.grouped, centers) for centers in finalists), key=lambda end: end[0])
        labels, _ = lloyd.nearest_exact(np.ascontiguousarray(self.grouped.rows.T), centers)
        sizes = _sizes(self.grouped, labels, len(centers))
        silhouette = mean_squared_silhouette(self.grouped.rows, labels, self.grouped.counts)
        return centers, labels.astype(np.int32)[self.grouped.inverse], sizes, inertia, silhouette, passes + more, n_best


def _settled(grouped: Grouped, centers: Floats) -> tuple[float, Floats, int]:
    """Polish, and polish again in the final order of the clusters, as a tie goes to the lower number."""
    rows, weights = grouped.rows[grouped.weighty], grouped.weights[grouped.weighty]
    columns, passes = np.ascontiguousarray(grouped.rows.T), 0
    for _ in range(_REORDERED):
        centers, _, _, more = lloyd.polish(rows, weights, centers, most=_MOST_PASSES, n_threads=1)
        passes += more
        labels, away = lloyd.nearest_exact(columns, centers)
        order = np.lexsort((*centers.T[::-1], -_sizes(grouped, labels, len(centers))))
        if np.array_equal(order, np.arange(len(centers))):
            break
        centers = centers[order]
    return float(away @ grouped.weights), centers, passes


def _sizes(grouped: Grouped, labels: NDArray[np.intp], n_clusters: int) -> NDArray[np.int64]:
    return np.bincount(labels, grouped.counts, n_clusters).astype(np.int64)


def _sample(rows: Floats, weights: Floats, size: int) -> tuple[Floats, Floats]:
    """Take `size` rows along the summed weights; the rows' order is a hash's, so this is a random sample.

    Far rows are drawn more often and weigh less for it (after Bachem, Lucic & Krause 2018).
    """
    away = np.square(rows - np.average(rows, axis=0, weights=weights)).sum(axis=1)
    usual = float(np.average(away, weights=weights))
    often = np.clip(away / (_FAR * usual) if usual > 0 else away, 1.0, max(1.0, 2.0 * len(rows) / size))
    cumulated = np.cumsum(weights * often)
    ticks = (np.arange(size) + 0.5) * (cumulated[-1] / size)
    drawn, times = np.unique(np.searchsorted(cumulated, ticks), return_counts=True)
    return rows[drawn], times / often[drawn]


def _joined(several: list[lloyd.Starts]) -> lloyd.Starts:
    return lloyd.Starts(
        np.concatenate([starts.centers for starts in several]),
        np.concatenate([starts.inertia for starts in several]),
        np.concatenate([starts.passes for starts in several]),
    )
