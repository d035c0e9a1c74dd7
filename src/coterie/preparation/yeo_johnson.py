"""The Yeo-Johnson power transform, its inverse and the power that fits it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coterie.clustering.logarithms import expm1, log, log1p
from coterie.threads import cache_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
_POWERS = (-3.0, 5.0)
_SAMPLE = 100_000
LARGEST_EXPONENT = 300.0
"""Transformed values stay below 1e139, so that their squares can be summed whatever the power."""
LOGARITHM = 1e-9
"""A power nearer 0 is the logarithm."""


def yeo_johnson(x: Floats, power: float, unit: float = 1.0) -> Floats:
    """Transform values, divided by `unit`, by the power `power` (lambda); 1 leaves them as they are.

    References
    ----------
    Yeo and Johnson (2000), A new family of power transformations to improve normality or symmetry,
    Biometrika 87:954-959.

    Examples
    --------
    >>> yeo_johnson(np.array([0.0, np.e - 1]), 0.0)
    array([0., 1.])
    """
    out = np.empty(len(x))
    for block in cache_blocks(len(x)):
        out[block] = _grown(*_logs(x[block] / unit), power)
    return out


class OfEach:
    """Transforms numbers, each by a power and a unit of its own; compiled once.

    Parameters
    ----------
    powers, units : ndarray of shape (n,)

    Examples
    --------
    >>> straight = OfEach(np.array([1.0, 0.0, 1.0]), np.array([1.0, 1.0, 2.0]))
    >>> straight(np.array([3.0, np.e - 1, -2.0]))
    array([ 3.,  1., -1.])
    """

    def __init__(self, powers: Floats, units: Floats) -> None:
        self._powers, self._units = powers, units
        self._all_bent = not (np.abs(powers) < LOGARITHM).any()

    def __call__(self, x: Floats) -> Floats:
        """Return what `yeo_johnson` gives for each, to the last bit."""
        scaled = x / self._units
        if not self._all_bent or np.minimum.reduce(scaled, initial=0.0) < 0.0:
            return _grown(*_logs(scaled), self._powers)
        logs = log1p(scaled, within=True)  # by far the most: none below 0, and no power of 0
        logs *= self._powers
        grown = expm1(np.minimum(logs, LARGEST_EXPONENT, out=logs), within=True)
        grown /= self._powers
        return grown


def inverse_yeo_johnson(y: Floats, power: float) -> Floats:
    """Undo `yeo_johnson`.

    Beyond the transform's range (it has one for powers below 0 or above 2) the result is infinite.

    Examples
    --------
    >>> inverse_yeo_johnson(yeo_johnson(np.array([-2.0, 3.0]), 0.5), 0.5)
    array([-2.,  3.])
    """
    above = _shrink(np.maximum(y, 0.0), power)
    below = _shrink(np.maximum(-y, 0.0), 2.0 - power)
    return np.asarray(np.where(y >= 0, above, -below))


def best_power(x: Floats, unit: float = 1.0, parts: Sequence[slice] = (slice(None),)) -> float:
    """Return the power of greatest likelihood under a normal model, to 3 decimals, for values divided by `unit`.

    Where sorted values fall into several parts, each has a normal distribution of its own, and all one power. The
    profile log-likelihood is searched by golden section between −3 and 5. Of more than 100,000 values every m-th of
    the sorted ones is used: a stated, repeatable sample that the order of rows does not change.

    Examples
    --------
    >>> best_power(np.exp(np.linspace(0, 5, 200)))
    -0.081
    """
    step = max(1, len(x) // _SAMPLE)
    taken = [
        slice(-(-(part.start or 0) // step), -(-(len(x) if part.stop is None else part.stop) // step)) for part in parts
    ]
    x = _in_order(x)[::step] / unit
    jacobian = float(np.sum(np.sign(x) * log1p(np.abs(x))))
    logs = _logs(x)
    return round(_golden_section(lambda power: _loss(_grown(*logs, power), power, jacobian, taken)), 3)


def _in_order(x: Floats) -> Floats:
    """Sort values that are not sorted yet."""
    return x if bool((x[1:] >= x[:-1]).all()) else np.sort(x)


def _logs(x: Floats) -> tuple[Floats, NDArray[np.bool_] | None]:
    """Return log(1 + x) by size, and which are below 0 where there are any."""
    below = x < 0.0
    return (log1p(np.abs(x), within=True), below) if np.logical_or.reduce(below) else (log1p(x), None)


def _grown(logs: Floats, below: NDArray[np.bool_] | None, power: float | Floats) -> Floats:
    """Return the transform from what `_logs` returned, by one power or one of each."""
    if below is None:
        return _grow(logs, power)
    grown = _grow(logs, np.where(below, 2.0 - power, power))
    return np.where(below, -grown, grown)


def _grow(log1p_x: Floats, power: float | Floats) -> Floats:
    """((1 + x)^power - 1) / power from log(1 + x), without cancellation near 0."""
    flat = np.abs(power) < LOGARITHM
    grown = expm1(np.minimum(power * log1p_x, LARGEST_EXPONENT), within=True)
    if not np.logical_or.reduce(flat, axis=None):
        return np.divide(grown, power, out=grown)
    return np.where(flat, log1p_x, grown / np.where(flat, 1.0, power))


def _shrink(y: Floats, power: float) -> Floats:
    """Invert `_grow`, giving x."""
    if abs(power) < LOGARITHM:
        return expm1(y)
    with np.errstate(divide="ignore"):
        return expm1(log1p(np.maximum(power * y, -1.0), within=True) / power, within=True)


def _loss(transformed: Floats, power: float, jacobian: float, parts: Sequence[slice]) -> float:
    """Negative profile log-likelihood, constants left out."""
    spread = 0.0
    for part in parts:
        variance = float(np.var(transformed[part])) if part.stop > part.start else 1.0
        spread += (part.stop - part.start) / 2 * _log(max(variance, np.finfo(float).tiny))
    return spread - (power - 1) * jacobian


def _log(value: float) -> float:
    return float(log(np.array([value]))[0])


def _golden_section(loss: Callable[[float], float]) -> float:
    """Minimise a function of one valley between the smallest and the largest power."""
    low, high = _POWERS
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = loss(left), loss(right)
    while high - low > 1e-4:
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = loss(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = loss(right)
    return float((low + high) / 2)
