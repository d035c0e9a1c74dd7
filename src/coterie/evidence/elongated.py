"""Long groups side by side: K-Means cuts across them, but finds them once the columns are decorrelated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import sweep
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.borders import find_borders
from coterie.evidence.groups import groups_by_k
from coterie.evidence.halving import halve
from coterie.evidence.refits import possible
from coterie.evidence.support import FOUND_BY, SURE_STRENGTH, SURELY_AGAIN
from coterie.evidence.treatment import has_few_values
from coterie.valleys.ties import heaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

ACROSS = 0.5
"""K-Means cuts across groups if its segments agree with them less than this (adjusted Rand index)."""

_KS = range(1, 7)
_SPLITS = 8
_RANK = 1e-6


def long_groups(X: Floats, labels: Mapping[int, Labels], *, random_state: int = 0) -> int | None:
    """Look for groups that show only in decorrelated columns, and that K-Means with as many segments cuts across.

    The columns are rotated to their principal axes, and each axis is scaled to the same spread. Groups count if a gap
    lies at every border, halves of the customers surely find them again and larger K's do, too.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        A sample of the customers.
    labels : mapping of int to ndarray of shape (n_samples,)
        Their segments, by K.
    random_state : int
        Seed.

    Returns
    -------
    int or None
        The number of groups; None where there are none, or the segments of so many follow them. Columns of ten values
        or fewer, or with one value that many hold, make steps in every direction: nothing is looked for then.

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> rng = np.random.default_rng(0)
    >>> along, across = 3 * rng.normal(size=400), np.repeat([0, 2.6], 200) + 0.3 * rng.normal(size=400)
    >>> X = np.column_stack([along + across, along - across])
    >>> long_groups(X, {k: sweep(X, [k])[k].labels for k in (2, 3)})
    2
    """
    if any(has_few_values(column) for column in X.T) or heaped(X):
        return None
    turned = _decorrelated(X)
    ks = possible(turned, _KS)
    tried = sweep(turned, ks, random_state=random_state)
    halvings = halve(turned, ks, n_splits=_SPLITS, random_state=random_state)
    borders = find_borders(turned, tried.clusterings)
    groups = groups_by_k(tried, borders, placed=halvings.placed, rows=np.arange(len(X)))
    for k in sorted(groups.by_k, reverse=True):
        again = halvings.agreements[k].mean() >= SURELY_AGAIN and halvings.strengths[k].mean() >= SURE_STRENGTH
        if groups.by_k[k].apart and again and len(groups.finding(k)) >= min(FOUND_BY, max(ks) - k):
            followed = k in labels and adjusted_rand(labels[k], tried[k].labels) >= ACROSS
            return None if followed or k == max(ks) else k
    return None


def _decorrelated(X: Floats) -> Floats:
    """Return the rows on their principal axes, each of spread 1; axes without spread are left out."""
    axes, spread, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    kept = spread > _RANK * spread[0]
    return np.ascontiguousarray(axes[:, kept] * np.sqrt(len(X)))
