"""A flat map of the customers: the two directions in which they differ most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCK = 4096


@dataclass(frozen=True)
class CustomerMap:
    """A sample of customers on the first two principal components; no ids, no columns, in no particular order.

    Attributes
    ----------
    points : ndarray of shape (n_shown, 2)
        Coordinates on the two components. With one feature the second coordinate is 0.
    labels : ndarray of shape (n_shown,), int32
        Segment of each point.
    explained : tuple of (float, float)
        Share of all variance along each component.
    axes : tuple of (str, str)
        The features that drive each component, strongest first: "income, −age".
    customers : int
        How many customers the sample stands for.
    """

    points: NDArray[np.float64]
    labels: NDArray[np.int32]
    explained: tuple[float, float]
    axes: tuple[str, str]
    customers: int


class Directions(NamedTuple):
    """The first two principal components.

    Attributes
    ----------
    centre : ndarray of shape (n_columns,)
        Mean of all customers.
    loadings : ndarray of shape (n_columns, 2)
        Unit vectors; with one column the second is 0.
    explained : tuple of (float, float)
        Share of all variance along each.
    axes : tuple of (str, str)
        The columns that drive each, strongest first: "income, −age".
    """

    centre: NDArray[np.float64]
    loadings: NDArray[np.float64]
    explained: tuple[float, float]
    axes: tuple[str, str]


def directions(X: NDArray[np.float64], columns: Sequence[str]) -> Directions:
    """Return the first two principal components of prepared customers.

    Examples
    --------
    >>> import numpy as np
    >>> directions(np.array([[0.0, 0.0], [2.0, 0.1], [4.0, -0.1]]), ["income", "age"]).axes[0]
    'income'
    """
    centre = X.mean(axis=0)
    with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
        variances, vectors = _of_few_rows(X - centre) if X.shape[1] > len(X) else _of_rows(X, centre)
    order = np.argsort(variances)[::-1][:2]
    shares = variances[order] / max(variances.sum(), np.finfo(float).tiny)
    loadings = np.zeros((X.shape[1], 2))
    loadings[:, : len(order)] = _fixed_sign(vectors[:, order])
    explained = (float(shares[0]), float(shares[1]) if len(order) > 1 else 0.0)
    axes = (_driven_by(loadings[:, 0], columns), _driven_by(loadings[:, 1], columns))
    return Directions(centre, loadings, explained, axes)


def project(
    X: NDArray[np.float64],
    labels: NDArray[np.int32],
    columns: Sequence[str],
    *,
    most: int = 3000,
    random_state: int = 0,
) -> CustomerMap:
    """Project prepared customers on their first two principal components.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_columns)
        Prepared features.
    labels : ndarray of shape (n_customers,)
        Segment of each customer.
    columns : sequence of str
        Names of the columns of `X`.
    most : int
        Customers shown at most: a random sample of them.
    random_state : int
        Seed of the sample.

    Returns
    -------
    CustomerMap

    Examples
    --------
    >>> import numpy as np
    >>> X = np.array([[0.0, 0.0], [2.0, 0.1], [4.0, -0.1]])
    >>> chart = project(X, np.zeros(3, dtype=np.int32), ["income", "age"])
    >>> chart.axes[0]
    'income'
    >>> round(sum(chart.explained), 6)
    1.0
    """
    found = directions(X, columns)
    shown = np.random.default_rng(random_state).permutation(len(X))[:most]
    return CustomerMap(
        points=(X[shown] - found.centre) @ found.loadings,
        labels=labels[shown].astype(np.int32),
        explained=found.explained,
        axes=found.axes,
        customers=len(X),
    )


def _of_rows(X: NDArray[np.float64], centre: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return all variances, and the directions of unit length along which they lie."""
    variances, vectors = np.linalg.eigh(_covariance(X, centre))
    return variances, vectors


def _of_few_rows(centred: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the same of fewer rows than columns, from the products of rows; where nothing varies, no direction."""
    squares, along = np.linalg.eigh(centred @ centred.T)
    vectors = centred.T @ along
    lengths = np.sqrt((vectors**2).sum(axis=0))
    return squares.clip(min=0) / len(centred), vectors / np.where(lengths > 0, lengths, 1.0)


def _covariance(X: NDArray[np.float64], centre: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the covariances (dividing by n), added up block by block in the rows' order."""
    total = np.zeros((X.shape[1], X.shape[1]))
    for start in range(0, len(X), _BLOCK):
        centred = X[start : start + _BLOCK] - centre
        total += centred.T @ centred
    return total / len(X)


def _fixed_sign(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn each direction so that its largest loading is positive: its sign means nothing otherwise."""
    largest = np.abs(vectors).argmax(axis=0)
    signs = np.sign(vectors[largest, np.arange(vectors.shape[1])])
    return np.asarray(vectors * np.where(signs == 0, 1, signs))


def _driven_by(loading: NDArray[np.float64], columns: Sequence[str]) -> str:
    """Name the features with at least half the largest loading, at most three."""
    strength = np.abs(loading)
    if strength.max() == 0:
        return ""
    strong = [i for i in np.argsort(-strength, kind="stable")[:3] if strength[i] >= strength.max() / 2]
    return ", ".join(("−" if loading[i] < 0 else "") + columns[i] for i in strong)
