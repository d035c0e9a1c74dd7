"""Every refit that evidence makes, behind one door: cold starts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import Sweep, place, sweep
from coterie.threads import parallel_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

N_STARTS = 5
"""Starts of each refit; refits that begin at the old centres would only confirm them."""


@dataclass(frozen=True)
class Resamples:
    """Clusterings of bootstrap samples, every K of one sample side by side.

    Attributes
    ----------
    drawn : ndarray of shape (n_resamples, n_samples), bool
        Whether each row was drawn; one drawn more than once was clustered once.
    centers : dict of int to ndarray of shape (n_resamples, n_clusters, n_features)
        For every K, the centres found in each sample.
    basis : ndarray of shape (n_columns, n_features) or None
        What leads from the columns of the centres to those of the table, where rows were compacted.
    """

    drawn: NDArray[np.bool_]
    centers: dict[int, Floats]
    basis: Floats | None = None

    def labels(self, X: Floats, n_clusters: int) -> Labels:
        """Place all rows by the centres of every sample; shape (n_resamples, n_samples)."""
        return place(X if self.basis is None else X @ self.basis, self.centers[n_clusters])

    def centers_of(self, n_clusters: int) -> Floats:
        """Return the centres found in each sample, in the table's columns."""
        found = self.centers[n_clusters]
        return found if self.basis is None else found @ self.basis.T


def refit(X: Floats, n_clusters: Sequence[int], *, random_state: int, n_starts: int = N_STARTS) -> Sweep:
    """Cluster rows from scratch, for every K that they have distinct rows for."""
    return sweep(
        X,
        n_clusters,
        n_starts=n_starts,
        random_state=random_state,
        n_threads=1,
        thorough=False,
    )


def resample(X: Floats, n_clusters: Sequence[int], *, n_resamples: int, random_state: int) -> Resamples:
    """Draw bootstrap samples and cluster each from scratch for every K.

    A row drawn more than once is clustered once, as in fpc's clusterboot (multipleboot=FALSE): Hennig's limits for
    clusterwise stability were published for that. Copies would stand in the same place, and look like groups.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    n_clusters : sequence of int
        The K's.
    n_resamples : int
        Samples drawn, each of n_samples rows with replacement.
    random_state : int
        Seed.

    Returns
    -------
    Resamples

    Examples
    --------
    >>> X = np.repeat([[0.0], [1.0], [9.0]], 20, axis=0)
    >>> found = resample(X, [3], n_resamples=2, random_state=0)
    >>> np.sort(found.centers[3][0].ravel()).tolist(), found.drawn.shape
    ([0.0, 1.0, 9.0], (2, 60))
    """
    rng = np.random.default_rng([random_state, 11])
    n = len(X)
    drawn = np.stack([np.bincount(rng.integers(0, n, n), minlength=n) > 0 for _ in range(n_resamples)])

    def clustered(numbered: tuple[int, NDArray[np.bool_]]) -> list[Floats]:
        number, kept = numbered
        tried = refit(X[kept], n_clusters, random_state=number)
        return [each.centers for each in tried.clusterings]

    found = parallel_map(clustered, enumerate(drawn))
    by_k = {k: np.stack([centers[i] for centers in found]) for i, k in enumerate(sorted(n_clusters))}
    return Resamples(drawn, by_k)


def possible(X: Floats, n_clusters: Sequence[int]) -> list[int]:
    """Keep the K's for which every resample and placebo has rows enough: four distinct ones a cluster; K = 1 always.

    Examples
    --------
    >>> possible(np.repeat([[0.0], [1.0], [2.0]], 9, axis=0), [1, 2, 3]), possible(np.eye(9), [1, 2, 3])
    ([1], [1, 2])
    """
    most = max(n_clusters)
    distinct = distinct_rows(X[:1000])
    if distinct < 4 * most:
        distinct = distinct_rows(X)
    return [k for k in n_clusters if k <= max(1, distinct // 4)]


def distinct_rows(X: Floats) -> int:
    """Count the distinct rows.

    Examples
    --------
    >>> distinct_rows(np.array([[1.0, 0.0, 2.0], [1.0, -0.0, 2.0]])), distinct_rows(np.eye(3))
    (1, 3)
    """
    if X.shape[1] <= len(X):
        return len(np.unique(X, axis=0))
    return len({row.tobytes() for row in X + 0.0})  # a minus before 0 goes
