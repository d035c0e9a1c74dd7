"""Segments found again by their centroids, where too few customers are in common to say: a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import jaccard

if TYPE_CHECKING:
    from coterie.segmentation.lineage import Match

    Counts = NDArray[np.int64]

Floats = NDArray[np.float64]

CLOSE = 0.25
"""How near a new centroid must lie to an old one, in distances of each to the nearest other of its own kind."""


def guessed(match: Match, shared: Counts, *, old: Floats, new: Floats) -> Match:
    """Match segments with too few customers in common by their centroids, in the space of the old ones.

    Parameters
    ----------
    match : Match
        What customers in common say.
    shared : ndarray of int of shape (n_old, n_new)
        Customers in common.
    old, new : ndarray of shape (n_old, n_columns) and (n_new, n_columns)
        Centroids as the old model prepares features.

    Returns
    -------
    Match
        With pairs of which each is the other's nearest, near enough. Customers in common that speak against a pair are
        never overruled: where there are any, it must be above one half of them.

    Examples
    --------
    >>> from coterie.monitoring.matching import matched
    >>> none = np.zeros((2, 2), int)
    >>> far = np.array([[0.0], [10.0]])
    >>> guessed(matched(none, none + 50), none, old=far, new=far[::-1] + 1).old
    (1, 0)
    """
    away = np.linalg.norm(old[:, None, :] - new[None, :, :], axis=2)
    of_old, of_new = _apart(old), _apart(new)
    alike = jaccard(shared)
    nobody = (shared.sum(axis=1) == 0)[:, None] & (shared.sum(axis=0) == 0)[None, :]
    found, sure = list(match.old), list(match.guessed)
    for at, here in enumerate(found):
        before = int(np.argmin(away[:, at]))
        if here is not None or int(np.argmin(away[before])) != at:
            continue
        few = before in match.thin_old or at in match.thin_new
        close = away[before, at] < CLOSE * min(of_old[before], of_new[at])
        if few and close and (nobody[before, at] or alike[before, at] > 1 / 2):
            found[at], sure[at] = before, True
    return replace(match, old=tuple(found), guessed=tuple(sure))


def _apart(centers: Floats) -> Floats:
    """Return how far each centroid is from the nearest other one; infinitely far where it is alone."""
    away = np.linalg.norm(centers[:, None, :] - centers[None, :, :], axis=2)
    np.fill_diagonal(away, np.inf)
    nearest: Floats = away.min(axis=1)
    return nearest
