"""The gap statistic, its standard error, and the three rules that read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.logarithms import log
from coterie.evidence.placebo import box
from coterie.evidence.refits import refit

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Gap:
    """The gap of each K.

    Attributes
    ----------
    n_clusters : tuple of int
        The K's, from the smallest.
    gap : tuple of float
        Mean log inertia of the references less the log inertia of the customers.
    se : tuple of float
        Its standard error, simulation error included: sd sqrt(1 + 1/B).
    """

    n_clusters: tuple[int, ...]
    gap: tuple[float, ...]
    se: tuple[float, ...]

    @property
    def tibshirani(self) -> int:
        """Smallest K whose gap is at least the next one's less its standard error; the last K when there is none.

        The rule of the paper; R calls it Tibs2001SEmax.
        """
        for i in range(len(self.gap) - 1):
            if self.gap[i] >= self.gap[i + 1] - self.se[i + 1]:
                return self.n_clusters[i]
        return self.n_clusters[-1]

    @property
    def first_max(self) -> int:
        """Smallest K within one standard error of the first local maximum; R calls it firstSEmax."""
        falls = [i for i in range(len(self.gap) - 1) if self.gap[i + 1] < self.gap[i]]
        return self._within_one_error(falls[0] if falls else len(self.gap) - 1)

    @property
    def global_max(self) -> int:
        """Smallest K within one standard error of the largest gap; R calls it globalSEmax."""
        return self._within_one_error(int(np.argmax(self.gap)))

    def _within_one_error(self, top: int) -> int:
        least = self.gap[top] - self.se[top]
        return next(k for k, gap in zip(self.n_clusters, self.gap, strict=True) if gap >= least)


def gap_statistic(X: Floats, n_clusters: Sequence[int], *, n_references: int = 100, random_state: int = 0) -> Gap:
    """Compare the inertia of every K with that of tables uniform in the box around the principal axes.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    n_clusters : sequence of int
        The K's, rising from 1.
    n_references : int
        Reference tables drawn; 500 give a steady picture.
    random_state : int
        Seed.

    Returns
    -------
    Gap

    References
    ----------
    Tibshirani, Walther and Hastie (2001), Estimating the number of clusters in a data set via the gap statistic,
    Journal of the Royal Statistical Society B 63:411-423. With squared distances, as in the paper; R's clusGap does so
    with d.power = 2.

    Examples
    --------
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> gap_statistic(X, range(1, 6), n_references=10).tibshirani
    3
    """
    rng = np.random.default_rng([random_state, 12])
    observed = refit(X, n_clusters, random_state=random_state).inertia
    drawn = [refit(box(X, rng), n_clusters, random_state=b).inertia for b in range(n_references)]
    return gap_from(tuple(n_clusters), np.array(observed), np.array(drawn))


def gap_from(n_clusters: tuple[int, ...], inertia: Floats, references: Floats) -> Gap:
    """Compute the gap from inertias: of the customers, shape (n_ks,), and of references, (n_references, n_ks).

    Examples
    --------
    >>> gap_from((1, 2), np.array([4.0, 1.0]), np.array([[4.0, 2.0], [4.0, 2.0]])).gap
    (0.0, 0.6931471805599453)
    """
    tiny = np.finfo(float).tiny
    logs = log(np.maximum(references, tiny))
    gap = logs.mean(axis=0) - log(np.maximum(inertia, tiny))
    error = logs.std(axis=0) * np.sqrt(1 + 1 / len(logs))
    return Gap(n_clusters, tuple(gap.tolist()), tuple(error.tolist()))
