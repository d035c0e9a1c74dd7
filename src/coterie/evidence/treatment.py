"""Marginal shapes that look like groups to every index are taken out before structure is tested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coterie.clustering.logarithms import arcsinh, log, log1p
from coterie.preparation.preparation import skewness
from coterie.preparation.yeo_johnson import best_power, yeo_johnson

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = NDArray[np.float64]

FEW_VALUES = 10
"""A column of no more distinct values is discrete: no transform makes it smooth."""

_FIRST = 1000
_SKEWED = 0.5
_HEAVY = 1.0  # excess kurtosis
_STRENGTHS = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0)


@dataclass(frozen=True)
class Treated:
    """A matrix whose columns are as near to symmetric and light-tailed as a monotone change gets them.

    Attributes
    ----------
    X : ndarray of shape (n_samples, n_features)
        The matrix; each changed column keeps its mean and standard deviation.
    how : tuple of {"", "skew", "tails", "skew, tails"}
        What was treated in each column.
    discrete : ndarray of shape (n_features,), bool
        Columns of ten values or fewer, which are left alone.
    """

    X: Floats
    how: tuple[Literal["", "skew", "tails", "skew, tails"], ...]
    discrete: NDArray[np.bool_]


def treat(X: Floats) -> Treated:
    """Treat skew (Yeo-Johnson) and heavy tails (asinh) column by column, both of greatest normal likelihood.

    A skewed or heavy-tailed column puts a few customers far from the others, which beats any placebo though there are
    no groups. Both changes keep the order of customers, so groups that are apart stay apart.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The matrix that is clustered.

    Returns
    -------
    Treated

    Examples
    --------
    >>> treat(np.exp(np.linspace(-2, 2, 50))[:, None]).how
    ('skew',)
    """
    columns = [_treat_column(column) for column in X.T]
    discrete = np.array([has_few_values(column) for column in X.T])
    return Treated(np.column_stack([values for values, _ in columns]), tuple(how for _, how in columns), discrete)


def has_few_values(values: Floats) -> bool:
    """Return whether a column is discrete.

    Examples
    --------
    >>> has_few_values(np.tile([1.0, 2.0, 3.0], 50)), has_few_values(np.arange(50.0))
    (True, False)
    """
    some = len(np.unique(values[:_FIRST]))  # most columns show their many values at once
    return some <= FEW_VALUES and len(np.unique(values)) <= FEW_VALUES


def mostly_few_values(X: Floats) -> bool:
    """Return whether columns of at most ten values hold more than half of the variance.

    Examples
    --------
    >>> answers, years = np.tile([1.0, 5.0], 50), np.linspace(0, 1, 100)
    >>> mostly_few_values(np.column_stack([answers, years])), mostly_few_values(years[:, None])
    (True, False)
    """
    few = np.array([has_few_values(column) for column in X.T])
    variance = X.var(axis=0)
    return bool(variance[few].sum() > variance.sum() / 2)


def excess_kurtosis(values: Floats) -> float:
    """Return the fourth standardised moment less 3 (dividing by n); 0 for values that are all equal.

    Examples
    --------
    >>> excess_kurtosis(np.array([-1.0, 1.0]))
    -2.0
    """
    centred = values - values.mean()
    spread = float(np.sqrt(np.mean(centred**2)))
    return float(np.mean((centred / spread) ** 4)) - 3.0 if spread > 0 else 0.0


def _treat_column(values: Floats) -> tuple[Floats, Literal["", "skew", "tails", "skew, tails"]]:
    if has_few_values(values):
        return values, ""
    skewed, unskewed = _if_better(values, _unskewed, skewness, _SKEWED)
    heavy, light = _if_better(unskewed, _lightened, excess_kurtosis, _HEAVY)
    if not skewed and not heavy:
        return values, ""
    light = (light - light.mean()) / light.std() * values.std() + values.mean()
    return light, "skew, tails" if skewed and heavy else "skew" if skewed else "tails"


def _if_better(
    values: Floats, change: Callable[[Floats], Floats], measure: Callable[[Floats], float], most: float
) -> tuple[bool, Floats]:
    """Change the values where the measure is too large and the change makes it smaller."""
    before = abs(measure(values))
    if before <= most:
        return False, values
    changed = change(values)
    return (True, changed) if abs(measure(changed)) < before else (False, values)


def _unskewed(values: Floats) -> Floats:
    """Yeo-Johnson from a robust centre and unit, as values may already be standardised."""
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    unit = (high - low) / 2 if high > low else values.std()
    started = (values - middle) / unit
    return yeo_johnson(started, best_power(started))


def _lightened(values: Floats) -> Floats:
    """Asinh around the median, with the strength of greatest normal likelihood."""
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    unit = (high - low) / 1.349 if high > low else values.std()
    z = (values - middle) / unit
    best = min(_STRENGTHS, key=lambda strength: _loss(z, strength))
    return arcsinh(best * z) / best


def _loss(z: Floats, strength: float) -> float:
    """Negative profile log-likelihood a row, constants left out."""
    changed = arcsinh(strength * z) / strength
    return float(0.5 * log(np.var(changed, keepdims=True))[0] + 0.5 * np.mean(log1p((strength * z) ** 2)))
