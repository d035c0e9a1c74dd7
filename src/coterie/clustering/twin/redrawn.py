"""Refits from scratch on rows drawn anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie.clustering.twin import lloyd

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def resample(
    X: Floats,
    weights: Floats | None,
    n_clusters: int,
    *,
    n_resamples: int,
    n_starts: int,
    seed: int,
    sample: int,
    largest: float,
    n_threads: int,
    report: Callable[[int, str], None] | None,
) -> NDArray[np.int32]:
    """Labels of all rows for each refit, of shape (n_resamples, n_samples).

    A refit sees every row as often as a Poisson number of mean 1 says; beyond twice `sample` rows, of a mean that makes
    about `sample` of them. Never from warm starts: those agree with each other whatever the data.
    """
    del largest
    rate = sample / len(X) if len(X) > 2 * sample else 1.0
    each = np.ones(len(X)) if weights is None else weights
    columns = np.ascontiguousarray(X.T)

    def refit(number: int) -> NDArray[np.int32]:
        rng = np.random.default_rng([seed, 2, number])
        times = each * rng.poisson(rate, len(X))
        times[0] += not times.any()
        drawn = np.flatnonzero(times)
        points = lloyd.Points(X[drawn], times[drawn])
        seeds = lloyd.seed_nested(points, n_clusters, n_starts=n_starts, rng=rng)
        ended = lloyd.converge(points, seeds)
        best = points.outside(ended.centers[ended.best(1)[0]])
        return lloyd.nearest_exact(columns, best)[0].astype(np.int32)

    with ThreadpoolController().limit(limits=1), ThreadPoolExecutor(n_threads) as pool:
        out = np.empty((n_resamples, len(X)), np.int32)
        for number, labels in enumerate(pool.map(refit, range(n_resamples))):
            out[number] = labels
            if report is not None:
                report(number + 1, "refitting on rows drawn anew")
    return out
