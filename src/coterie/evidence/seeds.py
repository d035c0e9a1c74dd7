"""Whether another seed gives other segments: asked with the effort that the segments were found with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import sweep
from coterie.clustering.compacting import compact
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.refits import possible, refit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.clustering import Sweep
    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

SAME = 0.9
"""Seeds whose segments agree so far (adjusted Rand index) give the same segments."""

MOST_ROWS = 4_000
"""Up to this many customers, the delivered segments are compared with other seeds'; beyond it, those of a sample."""

_SEEDS = 3


def seeds_agreement(X: Floats, made: Sweep, n_clusters: int, *, rows: NDArray[np.intp], random_state: int = 0) -> float:
    """Return the least agreement of one seed's segments with those of two others.

    Quick refits of a sample are asked first: where they agree, nobody need look further. Where they do not, they may
    only have missed what the sweep's starts and moves find: other seeds then search as the sweep did.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        All customers.
    made : Sweep
        What was delivered.
    n_clusters : int
        The K to ask about, at least 2.
    rows : ndarray of int
        A sample of the customers.
    random_state : int
        Seed of `made`.

    Returns
    -------
    float
        Adjusted Rand index.

    Examples
    --------
    >>> X = np.concatenate([np.random.default_rng(0).normal(m, 1, (30, 2)) for m in (0, 9)])
    >>> seeds_agreement(X, sweep(X, [2], n_starts=5), 2, rows=np.arange(60))
    1.0
    """
    X = compact(X)
    seeds = [random_state + 1 + number for number in range(_SEEDS)]
    quick = _least([refit(X[rows], [n_clusters], random_state=seed)[n_clusters].labels for seed in seeds])
    return quick if quick >= SAME else _thorough(X, made, n_clusters, rows=rows, seeds=seeds)


def _thorough(X: Floats, made: Sweep, k: int, *, rows: NDArray[np.intp], seeds: list[int]) -> float:
    """Compare seeds that search as the sweep did, among the K's next to this one."""
    delivered = made[k]
    own = len(X) <= MOST_ROWS and delivered.n_iter > 0  # what another tool made has no iterations, and no seed of ours
    some = X if own else X[rows]
    ks = sorted({k, *(near for near in possible(some, made.n_clusters) if abs(near - k) == 1)})
    starts = max(each.n_starts for each in made.clusterings)
    wanted = seeds[1:] if own else seeds
    found = [sweep(some, ks, n_starts=starts, random_state=seed)[k].labels for seed in wanted]
    return _least([delivered.labels, *found] if own else found)


def _least(labels: Sequence[Labels]) -> float:
    """Return the least agreement of the first with any other."""
    return min(adjusted_rand(labels[0], other) for other in labels[1:])
