"""Whether customers at a border have neighbours as near as others have: along a curve yes, in a gap no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.valleys.ties import spread_ties

if TYPE_CHECKING:
    from coterie.evidence.borders import Border
    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

MOST_COLUMNS = 3
"""In more columns, distances to neighbours vary too much between customers to reveal a gap."""

SPARSER, SPARSER_IN_TWO = 0.62, 0.68
"""In a gap, neighbours are farther away at the border than inside in this share of pairs; in two columns, in more."""

_NEIGHBOURS = 10
_WINDOW = 0.15
_FEWEST = 3
_PLACES = np.arange(-1.2, 1.2, 0.05)


def is_sparser(X: Floats, labels: Labels, border: Border) -> bool:
    """Return whether customers at the border of two segments lie farther from their neighbours than those inside.

    A cloud that bends can be thin on the line between two centres though it is as dense at the border as elsewhere:
    it only runs along that line there, and across it at the centres. The distance to the tenth nearest customer is
    compared between the emptiest window of the border and the fullest window on each side, by the share of pairs in
    which it is larger at the border (the area under the ROC curve; Mann and Whitney 1947).

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        A sample of the customers.
    labels : ndarray of shape (n_samples,)
        Their segments.
    border : Border
        Between the two.

    Returns
    -------
    bool
        True also where nobody is at the border, and in more than three columns, where this cannot be told.

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> from coterie.evidence.borders import find_borders
    >>> X = np.random.default_rng(0).normal(size=(400, 2)) + np.repeat([[0, 0], [4, 3]], 200, axis=0)
    >>> tried = sweep(X, [2])
    >>> is_sparser(X, tried[2].labels, find_borders(X, tried.clusterings)[2][0])
    True
    """
    if X.shape[1] > MOST_COLUMNS:
        return True
    Y = spread_ties(X)
    places = _places(Y, labels, border)
    own = np.isin(labels, (border.first, border.second))
    far = _distances(Y)[own]
    at = far[np.abs(places - border.at) <= _WINDOW]
    sides = [far[_fullest(places, side)] for side in (places < border.at - _WINDOW, places > border.at + _WINDOW)]
    if min(len(at), *map(len, sides)) < _FEWEST:
        return True
    least = SPARSER_IN_TWO if X.shape[1] == 2 else SPARSER
    return min(_larger(at, side) for side in sides) >= least


def _places(Y: Floats, labels: Labels, border: Border) -> Floats:
    """Place the customers of both segments on the line between their means: -.5 at the first, .5 at the second."""
    first, second = (Y[labels == segment].mean(axis=0) for segment in (border.first, border.second))
    line = second - first
    own = np.isin(labels, (border.first, border.second))
    found: Floats = (Y[own] - (first + second) / 2) @ line / (line @ line)
    return found


def _distances(Y: Floats) -> Floats:
    """Return the distance of each customer to the tenth nearest other one."""
    squares = (Y**2).sum(axis=1)
    away = np.maximum(squares[:, None] + squares - 2 * Y @ Y.T, 0.0)
    kth = min(_NEIGHBOURS, len(Y) - 1)
    return np.sqrt(np.partition(away, kth, axis=1)[:, kth])


def _fullest(places: Floats, side: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return who is in the fullest window of one side."""
    inside = side & (np.abs(places - _PLACES[:, None]) <= _WINDOW)
    found: NDArray[np.bool_] = inside[inside.sum(axis=1).argmax()]
    return found


def _larger(values: Floats, others: Floats) -> float:
    """Return the share of pairs in which a value is larger; equal ones count half."""
    below = np.searchsorted(np.sort(others), values, "left")
    upto = np.searchsorted(np.sort(others), values, "right")
    return float((below + upto).sum()) / (2 * len(values) * len(others))
