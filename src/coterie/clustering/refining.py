"""The verb `refine`: centres found on a sample, carried on over all rows of a table that is read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.engine import kernels, thread_count

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]

TOLERANCE = 1e-4
"""As scikit-learn's `tol`: a K is done when its centres move by less, squared and summed, in mean variances."""

_MOST_PASSES = 300


@dataclass(frozen=True)
class Refined:
    """One K on all rows.

    Attributes
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        The largest cluster first.
    sizes : ndarray of shape (n_clusters,), int64
        Rows nearest to each centre.
    inertia : float
        Sum of squared distances of all rows to the nearest centre.
    n_iter : int
        Passes over all rows until the centres stood still.
    """

    centers: Floats
    sizes: NDArray[np.int64]
    inertia: float
    n_iter: int


@dataclass
class _Moving:
    """One K under way."""

    centers: Floats
    passes: int = 0
    still: bool = False


def refine(
    batches: Callable[[], Iterable[Floats]],
    found: Sequence[Floats],
    *,
    mean: Floats,
    variance: float,
    n_threads: int | None = None,
    on_pass: Callable[[int, int], None] | None = None,
) -> tuple[Refined, ...]:
    """Run Lloyd's passes over all rows, for every K at once, each until its centres stand still; then measure them.

    One batch is in memory at a time. Rows are compared in float32 and summed in float64; the answer does not depend on
    the number of threads.

    Parameters
    ----------
    batches : callable
        Starts the rows anew: matrices of finite float64, of the same columns.
    found : sequence of ndarray of shape (n_clusters, n_features)
        Centres to start from, one array a K.
    mean : ndarray of shape (n_features,)
        Of all rows, roughly: float32 is most precise about it.
    variance : float
        Mean variance of the columns: `TOLERANCE` is in its units.
    n_threads : int, optional
        Threads to use; by default as many as the processor allows.
    on_pass : callable, optional
        Called with (K's that stand still, K's in all) before each pass.

    Returns
    -------
    tuple of Refined
        One for each K.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0], [12.0]])
    >>> (one,) = refine(lambda: [X[:3], X[3:]], [np.array([[0.0], [9.0]])], mean=np.zeros(1), variance=26.0)
    >>> one.centers.tolist(), one.sizes.tolist(), one.inertia
    ([[11.0], [0.5]], [3, 2], 2.5)
    """
    moving = [_Moving(np.ascontiguousarray(centers, dtype=np.float64)) for centers in found]
    scale = float(2.0 ** -np.round(np.log2(variance) / 2)) if variance > 0 else 1.0
    whole = _Pass(batches, mean, scale, thread_count(n_threads))
    for _ in range(_MOST_PASSES):
        active = [one for one in moving if not one.still]
        if on_pass is not None:
            on_pass(len(moving) - len(active), len(moving))
        if not active:
            break
        for one, (sums, mass, _) in zip(active, whole.add_up([one.centers for one in active]), strict=True):
            means = np.where(mass[:, None] > 0, whole.outside(sums, mass), one.centers)
            one.still = float(((means - one.centers) ** 2).sum()) <= TOLERANCE * variance
            one.centers, one.passes = means, one.passes + 1
    measured = whole.add_up([one.centers for one in moving])
    return tuple(_measured(one, whole, sums) for one, sums in zip(moving, measured, strict=True))


_Sums = tuple[Floats, Floats, float]


@dataclass(frozen=True)
class _Pass:
    """What every pass over the rows needs."""

    batches: Callable[[], Iterable[Floats]]
    mean: Floats
    scale: float
    threads: int

    def add_up(self, sets: Sequence[Floats]) -> list[_Sums]:
        """Go through all rows once: sums and numbers of the rows nearest to each centre of each set."""
        centers, counts = np.vstack(sets), [len(one) for one in sets]
        sums, mass, total = np.zeros(centers.shape), np.zeros(len(centers)), 0.0
        for X in self.batches():
            more, rows, length = kernels().add_up(
                X, centers, counts, shift=self.mean, scale=self.scale, n_threads=self.threads
            )
            sums, mass, total = sums + more, mass + rows, total + length
        ends = np.cumsum(counts)[:-1]
        return [(*one, total) for one in zip(np.split(sums, ends), np.split(mass, ends), strict=True)]

    def outside(self, sums: Floats, mass: Floats) -> Floats:
        """Return means from sums, in the rows' space."""
        means: Floats = sums / np.maximum(mass, 1.0)[:, None] / self.scale + self.mean
        return means


def _measured(one: _Moving, whole: _Pass, found: _Sums) -> Refined:
    sums, mass, total = found
    inside = (one.centers - whole.mean) * whole.scale
    inertia = total - 2 * float((inside * sums).sum()) + float(mass @ (inside**2).sum(axis=1))
    order = np.lexsort((*one.centers.T[::-1], -mass))
    return Refined(one.centers[order], mass[order].astype(np.int64), max(inertia, 0.0) / whole.scale**2, one.passes)
