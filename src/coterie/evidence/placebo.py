"""What the same analysis finds where there is nothing: two placebos, and the test of structure against both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Axes(NamedTuple):
    """The principal axes of a table: its mean, the size of X along each, and their directions, a row each."""

    middle: Floats
    sizes: Floats
    directions: Floats


def principal(X: Floats) -> Axes:
    """Return the principal axes of a table.

    Examples
    --------
    >>> found = principal(np.array([[0.0, 0.0], [3.0, 4.0]]))
    >>> found.middle.tolist(), np.abs(found.directions[0]).round(3).tolist()
    ([1.5, 2.0], [0.6, 0.8])
    """
    middle = X.mean(axis=0)
    _, sizes, directions = np.linalg.svd(X - middle, full_matrices=False)
    return Axes(middle, sizes, directions)


def gaussian(X: Floats, rng: np.random.Generator, axes: Axes | None = None) -> Floats:
    """Draw a normal table with the means and covariances of X.

    Examples
    --------
    >>> gaussian(np.eye(3), np.random.default_rng(0)).shape
    (3, 3)
    """
    middle, sizes, directions = axes or principal(X)
    spread = sizes / np.sqrt(max(len(X) - 1, 1))
    drawn: Floats = rng.normal(size=(len(X), len(spread))) * spread @ directions + middle
    return drawn


def box(X: Floats, rng: np.random.Generator, axes: Axes | None = None) -> Floats:
    """Draw a table uniform in the box around X along its principal axes (Tibshirani, Walther and Hastie 2001).

    Examples
    --------
    >>> drawn = box(np.array([[0.0, 0.0], [1.0, 1.0]]), np.random.default_rng(0))
    >>> bool(np.allclose(drawn[:, 0], drawn[:, 1]))
    True
    """
    middle, _, directions = axes or principal(X)
    turned = (X - middle) @ directions.T
    drawn: Floats = rng.uniform(turned.min(axis=0), turned.max(axis=0), turned.shape) @ directions + middle
    return drawn


def columns_by_content(X: Floats, discrete: NDArray[np.bool_]) -> list[int]:
    """Return the columns in an order that only their values decide; categories of one feature stay together.

    Tables drawn column by column are then the same whatever order a file has its columns in.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows, in an order that their values decide.
    discrete : ndarray of shape (n_features,), bool
        Columns of few values.

    Returns
    -------
    list of int

    Examples
    --------
    >>> X = np.array([[2.0, 1.0], [0.5, 3.0]])
    >>> columns_by_content(X, np.array([False, False])), columns_by_content(X[:, ::-1], np.array([False, False]))
    ([0, 1], [1, 0])
    """
    smooth = [[j] for j in np.flatnonzero(~discrete).tolist()]
    groups = [sorted(group, key=lambda j: X[:, j].tobytes()) for group in (*smooth, *_groups(X, discrete))]
    return [j for group in sorted(groups, key=lambda group: X[:, group[0]].tobytes()) for j in group]


def with_values_of(drawn: Floats, X: Floats, discrete: NDArray[np.bool_]) -> Floats:
    """Give discrete columns of a placebo the values of X, in the drawn order; categories stay one a customer.

    A column of few values is lumpy by itself. The placebo must be as lumpy, or every survey would have segments.
    """
    drawn = drawn.copy()
    for columns in _groups(X, discrete):
        if len(columns) == 1:
            column = columns[0]
            drawn[np.argsort(drawn[:, column], kind="stable"), column] = np.sort(X[:, column])
        else:
            drawn[:, columns] = _one_each(drawn[:, columns], X[:, columns])
    return drawn


def _groups(X: Floats, discrete: NDArray[np.bool_]) -> list[list[int]]:
    """Neighbouring two-valued columns of which each row has exactly one are the categories of one feature."""
    columns: list[int] = np.flatnonzero(discrete).tolist()
    on = {j: set(np.unique(X[:, j])) for j in columns}
    groups: list[list[int]] = []
    while columns:
        run = _one_hot_run(X, on, columns)
        groups.append(columns[:run])
        columns = columns[run:]
    return groups


def _one_hot_run(X: Floats, on: dict[int, set[float]], columns: list[int]) -> int:
    """Return how many of the next columns make up one category feature; 1 when none do."""
    first = columns[0]
    if len(on[first]) != 2:
        return 1
    active = np.zeros(len(X))
    for length, column in enumerate(columns, start=1):
        if column != first + length - 1 or len(on[column]) != 2:
            return 1
        active += X[:, column] == max(on[column])
        if active.max() > 1:
            return 1
        if length > 1 and active.min() == 1:
            return length
    return 1


def _one_each(drawn: Floats, X: Floats) -> Floats:
    """Give each row one category, the rarest choosing first the rows that are nearest to it."""
    low, high = X.min(axis=0), X.max(axis=0)
    sizes = (high == X).sum(axis=0)
    spread = np.where(drawn.std(axis=0) > 0, drawn.std(axis=0), 1.0)
    wish = (drawn - drawn.mean(axis=0)) / spread
    out, free = np.tile(low, (len(X), 1)), np.arange(len(X))
    for category in np.argsort(sizes, kind="stable"):
        chosen = np.argsort(-wish[free, category], kind="stable")[: sizes[category]]
        out[free[chosen], category] = high[category]
        free = np.delete(free, chosen)
    return out
