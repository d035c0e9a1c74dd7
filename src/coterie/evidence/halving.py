"""Repeated random halves of the customers: what each half makes of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import place
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.indices import Labels
from coterie.evidence.prediction_strength import strength
from coterie.evidence.refits import distinct_rows, refit
from coterie.threads import parallel_map

if TYPE_CHECKING:
    from collections.abc import Sequence


Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Halvings:
    """What halvings say about every K. A K with too few distinct rows in a half is left out.

    Attributes
    ----------
    strengths : dict of int to ndarray of shape (n_splits,)
        Prediction strength: see `coterie.evidence.prediction_strength.strength`; the mean of both halves.
    agreements : dict of int to ndarray of shape (n_splits,)
        Adjusted Rand index between the assignments of every row by the two halves' centres.
    placed : dict of int to ndarray of shape (2 * n_splits, n_samples), uint8 or int32
        The segment of every row by each half's centres.
    """

    strengths: dict[int, Floats]
    agreements: dict[int, Floats]
    placed: dict[int, Labels]


def halve(
    X: Floats,
    n_clusters: Sequence[int],
    *,
    n_splits: int = 50,
    random_state: int = 0,
    pool: Floats | None = None,
) -> Halvings:
    """Halve the customers, cluster both halves, and assign everyone by the centres of each.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    n_clusters : sequence of int
        The K's.
    n_splits : int
        Halvings.
    random_state : int
        Seed.
    pool : ndarray of shape (n_pool, n_features) or None
        More customers, in an order of their own: each halving draws as many of them as `X` has, so that the result
        depends less on which customers happen to be in the sample `X`. None: `X` itself is halved.

    Returns
    -------
    Halvings

    References
    ----------
    Tibshirani and Walther (2005), Cluster validation by prediction strength, Journal of Computational and Graphical
    Statistics 14:511-528.

    Examples
    --------
    >>> X = np.concatenate([np.random.default_rng(0).normal(m, 1, (40, 2)) for m in (0, 9)])
    >>> found = halve(X, [2, 3], n_splits=5)
    >>> bool(found.strengths[2].mean() > 0.95), bool(found.strengths[3].mean() < 0.8)
    (True, True)
    >>> float(found.agreements[2].mean())
    1.0
    """
    rng = np.random.default_rng([random_state, 13])
    drawn = X if pool is None else pool
    orders = [rng.permutation(len(drawn))[: len(X)] for _ in range(n_splits)]
    halves = [(order[: len(X) // 2], order[len(X) // 2 :]) for order in orders]
    splits = list(
        parallel_map(
            lambda one: _one_split(X, [drawn[rows] for rows in one[1]], list(n_clusters), one[0]), enumerate(halves)
        )
    )
    ks = [k for k in n_clusters if any(k in split for split in splits)]
    each = {k: [split[k] for split in splits if k in split] for k in ks}
    return Halvings(
        {k: np.array([found[0] for found in each[k]]) for k in ks},
        {k: np.array([found[1] for found in each[k]]) for k in ks},
        {k: np.concatenate([found[2] for found in each[k]]) for k in ks},
    )


def _one_split(X: Floats, halves: list[Floats], ks: list[int], seed: int) -> dict[int, tuple[float, float, Labels]]:
    """Return, for each K, the prediction strength, the agreement, and everyone's place by both halves' centres."""
    distinct = min(map(distinct_rows, halves))
    ks = [k for k in ks if k <= distinct]
    if not ks:
        return {}
    first, second = (refit(rows, ks, random_state=seed) for rows in halves)
    out = {}
    for k in ks:
        placed = place(X, np.stack([first[k].centers, second[k].centers]))
        strengths = (
            strength(place(halves[0], second[k].centers[None])[0], first[k].labels),
            strength(place(halves[1], first[k].centers[None])[0], second[k].labels),
        )
        out[k] = (sum(strengths) / 2, adjusted_rand(placed[0], placed[1]), _small(placed, k))
    return out


def _small(labels: Labels, k: int) -> Labels:
    """Store labels in as few bytes as they need."""
    return labels.astype(np.uint8) if k <= np.iinfo(np.uint8).max else labels
