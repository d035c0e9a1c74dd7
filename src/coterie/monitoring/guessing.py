"""Segments found again by their centroids, where too few customers are in common to say: a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence import find_borders
from coterie.evidence.agreement import jaccard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.clustering import Clustering
    from coterie.segmentation.lineage import Match

    Counts = NDArray[np.int64]

Floats = NDArray[np.float64]

CLOSE = 0.25
"""How near a new centroid must lie to an old one, in distances of each to the nearest other of its own kind."""

CLOSER = 0.16
"""How near where too few customers are there to tell gaps at its borders from chance."""

VERY_CLOSE = 0.08
"""How near where crowds stand at its borders: a cloud may be cut anywhere, and often is nearly alike."""


def guessed(match: Match, shared: Counts, *, old: Floats, new: Floats, near: Sequence[float] | None = None) -> Match:
    """Match segments with too few customers in common by their centroids, in the space of the old ones.

    Parameters
    ----------
    match : Match
        What customers in common say.
    shared : ndarray of int of shape (n_old, n_new)
        Customers in common.
    old, new : ndarray of shape (n_old, n_columns) and (n_new, n_columns)
        Centroids as the old model prepares features.
    near : sequence of float or None
        How near each new one must lie: see `near_enough`. None: `CLOSE`.

    Returns
    -------
    Match
        With pairs of which each is the other's nearest, near enough.
        Customers in common that speak against a pair are never overruled: where there are any, it must be above one
        half of them.

    Examples
    --------
    >>> from coterie.monitoring.matching import matched
    >>> none = np.zeros((2, 2), int)
    >>> far = np.array([[0.0], [10.0]])
    >>> guessed(matched(none, none + 50), none, old=far, new=far[::-1] + 1).old
    (1, 0)
    """
    away = np.linalg.norm(old[:, None, :] - new[None, :, :], axis=2)
    of_old, of_new = _away(old), _away(new)
    alike = jaccard(shared)
    nobody = (shared.sum(axis=1) == 0)[:, None] & (shared.sum(axis=0) == 0)[None, :]
    found, sure = list(match.old), list(match.guessed)
    for at, here in enumerate(found):
        before = int(np.argmin(away[:, at]))
        if here is not None or int(np.argmin(away[before])) != at:
            continue
        few = before in match.thin_old or at in match.thin_new
        limit = CLOSE if near is None else near[at]
        close = away[before, at] < limit * min(of_old[before], of_new[at])
        if few and close and (nobody[before, at] or alike[before, at] > 1 / 2):
            found[at], sure[at] = before, True
    return replace(match, old=tuple(found), guessed=tuple(sure))


def near_enough(prepared: Floats, clustering: Clustering, centers: Floats) -> tuple[float, ...]:
    """Return how near to an old segment each new one must lie: the nearer, the less it stands apart.

    Parameters
    ----------
    prepared : ndarray of shape (n_samples, n_columns)
        Customers of today, as the old model prepares features.
    clustering : Clustering
        Their new segments.
    centers : ndarray of shape (n_new, n_columns)
        Of these, in the same space.

    Returns
    -------
    tuple of float
        `CLOSE` where at least half of its borders run through a gap between customers, `CLOSER` where few
        customers stand at its borders, but too few in all to be sure of a gap, `VERY_CLOSE` otherwise.

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 100, axis=0)
    >>> found = sweep(X, [3])[3]
    >>> near_enough(X, found, found.centers)
    (0.25, 0.25, 0.25)
    """
    borders = find_borders(prepared, [replace(clustering, centers=centers)]).get(clustering.n_clusters, ())
    own = [[each.answer for each in borders if at in {each.first, each.second}] for at in range(len(centers))]
    return tuple(map(_near, own))


def _near(answers: Sequence[str]) -> float:
    if not answers:
        return VERY_CLOSE
    if 2 * answers.count("gap") >= len(answers):
        return CLOSE
    return VERY_CLOSE if 2 * answers.count("crowd") > len(answers) else CLOSER


def _away(centers: Floats) -> Floats:
    """Return how far each centroid is from the nearest other one; infinitely far where it is alone."""
    away = np.linalg.norm(centers[:, None, :] - centers[None, :, :], axis=2)
    np.fill_diagonal(away, np.inf)
    nearest: Floats = away.min(axis=1)
    return nearest
