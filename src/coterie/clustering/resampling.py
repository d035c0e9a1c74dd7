"""The verb `resample`: the same K refitted from scratch on rows drawn anew, to see how firmly the segments stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors
from coterie.clustering.engine import kernels, thread_count
from coterie.clustering.inputs import checked_number, checked_seed, checked_weights
from coterie.clustering.scaling import scaled_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

SAMPLE = 10_000
"""Beyond twice as many rows, a refit sees about this many of them."""


def resample(
    X: ArrayLike,
    n_clusters: int,
    *,
    n_resamples: int = 100,
    n_starts: int = 10,
    random_state: int = 0,
    sample_weight: ArrayLike | None = None,
    n_threads: int | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> NDArray[np.int32]:
    """Refit one K from scratch on rows drawn anew, and label all rows each time.

    A refit counts each row a Poisson number of times of mean 1 (a bootstrap); beyond 2 x `SAMPLE` rows the mean is
    lowered so that about `SAMPLE` rows are drawn. Refits never start from a known answer: they would agree with it
    whatever the data.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The rows.
    n_clusters : int
        The K, at most the number of rows.
    n_resamples : int
        Refits.
    n_starts : int
        Starts of each refit.
    random_state : int
        Seed, at least 0.
    sample_weight : array-like of shape (n_samples,), optional
        Weights, multiplied by the times a row is drawn.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows. The answer does not depend on them.
    on_progress : callable, optional
        Called with (done, total, what).

    Returns
    -------
    ndarray of shape (n_resamples, n_samples), int32
        Labels of all rows; the numbers of clusters mean nothing between refits.

    Raises
    ------
    coterie.errors.InputError
        For values that are missing, infinite or not numbers, or more clusters than rows.

    Examples
    --------
    >>> labels = resample([[0.0], [1.0], [10.0], [11.0]] * 5, 2, n_resamples=3)
    >>> labels.shape, bool((labels[:, 0] == labels[:, 1]).all()), bool((labels[:, 0] == labels[:, 2]).any())
    ((3, 20), True, False)
    """
    threads = thread_count(n_threads)
    scaled = scaled_matrix(X, n_threads=threads)
    k = checked_number("n_clusters", n_clusters, 1)
    if k > len(scaled.rows):
        raise errors.customers.too_few_distinct(len(scaled.rows), k)
    times = checked_number("n_resamples", n_resamples, 1)
    return kernels().resample(
        scaled.rows,
        None if sample_weight is None else checked_weights(sample_weight, len(scaled.rows)),
        k,
        n_resamples=times,
        n_starts=checked_number("n_starts", n_starts, 1),
        seed=checked_seed(random_state),
        sample=SAMPLE,
        largest=scaled.largest,
        n_threads=threads,
        report=None if on_progress is None else lambda done, what: on_progress(done, times, what),
    )
