"""Planes on which segments can be drawn without drawing a customer: an ellipse around the middle half of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from coterie.evidence.smallest import FEWEST_AVERAGED
from coterie.projection import directions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.preparation import FittedPreparation

    Matrix = NDArray[np.float64]
    Labels = NDArray[np.int32]

_MOST_FEATURES = 6
"""Features of which every pair is looked at: those that differ most between segments."""

_MOST_CUSTOMERS = 50_000
_DIGITS = 3
_NARROWEST = 0.02
"""Least half-width of an ellipse, in prepared units: a segment whose customers are equal in a feature is a line."""


@dataclass(frozen=True)
class Ellipse:
    """The ellipse around the middle half of a segment, in the units of its plane.

    Attributes
    ----------
    x, y : float
        Its centre, the segment's mean.
    xx, xy, yy : float
        Covariance of the segment's customers.
    radius : float
        Mahalanobis distance within which half of them lie.
    """

    x: float
    y: float
    xx: float
    xy: float
    yy: float
    radius: float


@dataclass(frozen=True)
class Plane:
    """Two directions, and where each segment lies on them.

    Attributes
    ----------
    kind : {"features", "components"}
        Two features as they were prepared, or the first two principal components of all of them.
    axes : tuple of (str, str)
        The features; or those that drive each component, strongest first: "income, −age".
    shares : tuple of (float, float)
        Share of all variance along each direction.
    placed : float
        Share of customers whose own segment's centre is the nearest on this plane.
    ellipses : tuple of Ellipse or None
        By segment; None for a segment of fewer than 20 customers.
    """

    kind: Literal["features", "components"]
    axes: tuple[str, str]
    shares: tuple[float, float]
    placed: float
    ellipses: tuple[Ellipse | None, ...]


def planes(X: Matrix, labels: Labels, preparation: FittedPreparation) -> tuple[Plane, ...]:
    """Return the plane of the two features that tell the segments apart best, and that of the principal components.

    The two features are the pair, among the six numeric ones that differ most between segments, on which most customers
    lie nearest to their own segment's centre.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_columns)
        Prepared customers.
    labels : ndarray of shape (n_customers,)
        Segment of each.
    preparation : FittedPreparation
        What made X of features.

    Returns
    -------
    tuple of Plane
        None for one segment, or for fewer than two columns; only that of components for fewer than two numeric
        features. Numbers have three significant digits, so that no customer's follow from them.

    Examples
    --------
    >>> from coterie.preparation import Preparation
    >>> columns = {"age": np.repeat([30.0, 60.0], 40), "income": np.tile([1.0, 3.0], 40)}
    >>> fitted, X = Preparation().fit_matrix(columns)
    >>> found = planes(X, np.repeat(np.int32([0, 1]), 40), fitted)
    >>> found[0].axes, found[0].placed, found[1].kind
    (('age', 'income'), 1.0, 'components')
    """
    k = int(labels.max(initial=-1)) + 1
    if k < 2 or X.shape[1] < 2:
        return ()
    step = -(-len(X) // _MOST_CUSTOMERS)
    X, labels = X[::step], labels[::step]
    variance = float(X.var(axis=0).sum())
    return (*_of_features(X, labels, preparation, variance), _of_components(X, labels, preparation.columns, variance))


def _of_features(X: Matrix, labels: Labels, preparation: FittedPreparation, variance: float) -> list[Plane]:
    columns = preparation.columns
    numeric = [columns.index(each.feature) for each in preparation.features if each.transform != "one-hot"]
    apart = sorted(numeric, key=lambda column: (-_between(X[:, column], labels), column))[:_MOST_FEATURES]
    pairs = [(_placed(X[:, pair], labels), pair) for pair in combinations(apart, 2)]
    if not pairs:
        return []
    most = max(placed for placed, _ in pairs)
    pair = next(list(pair) for placed, pair in pairs if placed == most)
    return [_plane("features", X[:, pair], labels, (columns[pair[0]], columns[pair[1]]), variance)]


def _of_components(X: Matrix, labels: Labels, columns: Sequence[str], variance: float) -> Plane:
    found = directions(X, columns)
    return _plane("components", (X - found.centre) @ found.loadings, labels, found.axes, variance)


def _plane(
    kind: Literal["features", "components"], at: Matrix, labels: Labels, axes: tuple[str, str], variance: float
) -> Plane:
    along, up = (_rounded(float(each) / max(variance, np.finfo(float).tiny)) for each in at.var(axis=0))
    return Plane(kind, axes, (along, up), _rounded(_placed(at, labels)), _ellipses(at, labels))


def _between(values: Matrix, labels: Labels) -> float:
    """Return the share of a column's variance that lies between segments (η²)."""
    sizes = np.maximum(np.bincount(labels), 1)
    means = np.bincount(labels, values) / sizes
    whole = float(values.var())
    return float(sizes @ (means - values.mean()) ** 2 / len(values)) / whole if whole > 0 else 0.0


def _placed(at: Matrix, labels: Labels) -> float:
    """Return the share of customers to whom the centre of their own segment is the nearest."""
    sizes = np.maximum(np.bincount(labels), 1)
    centres = np.stack([np.bincount(labels, at[:, side]) / sizes for side in (0, 1)], axis=1)
    away = ((at[:, None, :] - centres) ** 2).sum(axis=2)
    return float((away.argmin(axis=1) == labels).mean())


def _ellipses(at: Matrix, labels: Labels) -> tuple[Ellipse | None, ...]:
    return tuple(_ellipse(at[labels == segment]) for segment in range(int(labels.max()) + 1))


def _ellipse(at: Matrix) -> Ellipse | None:
    if len(at) < FEWEST_AVERAGED:
        return None
    centred = at - at.mean(axis=0)
    covariance = centred.T @ centred / len(at) + np.eye(2) * _NARROWEST**2
    away = np.sqrt((centred @ np.linalg.inv(covariance) * centred).sum(axis=1))
    (xx, xy), (_, yy) = covariance.tolist()
    x, y = at.mean(axis=0).tolist()
    return Ellipse(*(_rounded(value) for value in (x, y, xx, xy, yy, float(np.median(away)))))


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
