"""Prediction strength: whether one half of the customers finds the groups of the other half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import place
from coterie.evidence.agreement import shared
from coterie.evidence.refits import refit
from coterie.threads import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

ENOUGH = 0.8
"""The largest K above this is the rule's choice (0.8 to 0.9 in the paper)."""


def prediction_strength(
    X: Floats, n_clusters: Sequence[int], *, n_splits: int = 50, random_state: int = 0
) -> dict[int, Floats]:
    """Halve the customers again and again, cluster both halves, and classify each by the other's centres.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    n_clusters : sequence of int
        The K's. A K with too few distinct rows in a half is left out.
    n_splits : int
        Halvings.
    random_state : int
        Seed.

    Returns
    -------
    dict of int to ndarray of shape (n_splits,)
        For each K and halving, the smallest share over segments of pairs that stay together, averaged over the two
        halves; 1 for K = 1.

    References
    ----------
    Tibshirani and Walther (2005), Cluster validation by prediction strength, Journal of Computational and Graphical
    Statistics 14:511-528.

    Examples
    --------
    >>> X = np.concatenate([np.random.default_rng(0).normal(m, 1, (40, 2)) for m in (0, 9)])
    >>> found = prediction_strength(X, [2, 3], n_splits=5)
    >>> bool(found[2].mean() > 0.95), bool(found[3].mean() < 0.8)
    (True, True)
    """
    rng = np.random.default_rng([random_state, 13])
    found: dict[int, list[float]] = {k: [] for k in n_clusters}
    orders = [rng.permutation(len(X)) for _ in range(n_splits)]
    for strengths in beside(lambda one: _one_split(X, one[1], list(n_clusters), one[0]), enumerate(orders)):
        for k, strength in strengths.items():
            found[k].append(strength)
    return {k: np.array(values) for k, values in found.items() if values}


def chosen(strengths: dict[int, Floats]) -> int:
    """Return the largest K whose mean strength is above 0.8; 1 when none is.

    Examples
    --------
    >>> chosen({2: np.array([0.95]), 3: np.array([0.9]), 4: np.array([0.4])})
    3
    """
    return max((k for k, values in strengths.items() if values.mean() > ENOUGH), default=1)


def strength(theirs: Labels, own: Labels) -> float:
    """Return the smallest share, over the own segments, of pairs that the other half's centres keep together.

    A segment of one row counts as kept.

    Examples
    --------
    >>> strength(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]))
    0.3333333333333333
    """
    table = shared(own, theirs, (int(own.max()) + 1, int(theirs.max()) + 1)).astype(np.float64)
    sizes = table.sum(axis=1)
    several = sizes > 1
    kept = (table**2 - table).sum(axis=1)[several] / (sizes * (sizes - 1))[several]
    return float(kept.min()) if len(kept) else 1.0


def _one_split(X: Floats, order: NDArray[np.int64], ks: list[int], seed: int) -> dict[int, float]:
    halves = X[order[: len(X) // 2]], X[order[len(X) // 2 :]]
    distinct = min(len(np.unique(half, axis=0)) for half in halves)
    ks = [k for k in ks if k <= distinct]
    first, second = (refit(half, ks, random_state=seed) for half in halves)
    out = {}
    for k in ks:
        one = strength(place(halves[0], second[k].centers[None])[0], first[k].labels)
        two = strength(place(halves[1], first[k].centers[None])[0], second[k].labels)
        out[k] = (one + two) / 2
    return out
