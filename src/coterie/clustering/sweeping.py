"""The verbs `sweep` and `fit_kmeans`: the best clustering of every K, found together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie import errors
from coterie.clustering.clustering import Clustering, Sweep
from coterie.clustering.engine import kernels, thread_count
from coterie.clustering.inputs import checked_counts, checked_number, checked_seed, checked_weights
from coterie.clustering.scaling import Scaled, scaled_matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import ArrayLike

    from coterie.clustering.engine import Found

    Progress = Callable[[int, int, str], None]


def sweep(
    X: ArrayLike,
    n_clusters: Iterable[int] = range(1, 13),
    *,
    n_starts: int = 20,
    random_state: int = 0,
    sample_weight: ArrayLike | None = None,
    n_threads: int | None = None,
    thorough: bool = True,
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
    thorough : bool
        Whether centres are moved about after the starts until nothing better turns up. Without it a sweep takes a
        fraction of the time, and its answers are those of the starts: for refits, of which many are made.
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
    seed = checked_seed(random_state)
    starts = checked_number("n_starts", n_starts, 1)
    threads = thread_count(n_threads)
    scaled = scaled_matrix(X, n_threads=threads)
    weights = None if sample_weight is None else checked_weights(sample_weight, len(scaled.rows))
    found = kernels().sweep(
        scaled.rows,
        weights,
        list(counts),
        n_starts=starts,
        seed=seed,
        largest=scaled.largest,
        n_threads=threads,
        thorough=thorough,
        report=None if on_progress is None else lambda done, what: on_progress(done, len(counts), what),
    )
    if isinstance(found, int):
        raise errors.customers.too_few_distinct(found, counts[-1])
    if on_progress is not None:
        on_progress(len(counts), len(counts), "done")
    return Sweep(tuple(_clustering(one, scaled, starts) for one in found))


def fit_kmeans(
    X: ArrayLike,
    n_clusters: int,
    *,
    n_starts: int = 20,
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


def _clustering(found: Found, scaled: Scaled, n_starts: int) -> Clustering:
    centers, labels, sizes, inertia, silhouette, passes, n_best = found
    return Clustering(
        centers=scaled.back(centers),
        compact_labels=labels,
        sizes=sizes,
        inertia=math.ldexp(inertia, -2 * scaled.exponent),
        silhouette_squared=silhouette,
        n_iter=passes,
        n_best=n_best,
        n_starts=n_starts,
    )
