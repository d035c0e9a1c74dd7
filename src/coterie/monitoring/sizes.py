"""How large numbers are, counted in narrow steps: quantiles, and counts under any factor, of a table that passes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_STEPS = 64
"""Steps from a number to its double: one is 0.8 to 1.6 % wide."""
_LEAST = 1100
"""The exponents of float64 lie above minus this."""


@dataclass(frozen=True, eq=False)
class Sizes:
    """Numbers, counted in steps that rise with them; of parts, they merge to what the whole gives.

    Attributes
    ----------
    steps : ndarray of int64
        The steps that have numbers, rising.
    counts : ndarray of int64
        How many there are in each.
    least : ndarray of float64
        The least number in each.
    """

    steps: Whole
    counts: Whole
    least: Floats

    def merged(self, other: Self) -> Sizes:
        """Return the sizes of both."""
        return _gathered(*(np.concatenate(pair) for pair in zip(self._parts, other._parts, strict=True)))

    def quantile(self, share: float) -> float | None:
        """Return a number that this share does not exceed, right to the width of a step; None of no numbers.

        Examples
        --------
        >>> sizes_of(np.array([1.0, 2.0, 400.0])).quantile(0.5)
        2.0
        """
        reached = np.cumsum(self.counts)
        if not len(reached):
            return None
        return float(self.least[np.searchsorted(reached, share * reached[-1] - 1e-9)])

    def counted(self, edges: Sequence[float], factor: float = 1.0) -> tuple[int, ...]:
        """Count numbers up to each edge times a factor above 0, and those beyond; a step belongs to the edge in it.

        Examples
        --------
        >>> sizes_of(np.array([1.0, 2.0, 400.0])).counted((1.0, 200.0), factor=2.0)
        (2, 1, 0)
        """
        ends = np.searchsorted(self.steps, _step_of(np.asarray(edges, np.float64) * factor), side="right")
        reached = np.concatenate([[0], np.cumsum(self.counts)])
        return tuple(np.diff(reached[ends], prepend=0, append=reached[-1]).tolist())

    @property
    def _parts(self) -> tuple[Whole, Whole, Floats]:
        return self.steps, self.counts, self.least


def sizes_of(values: Floats) -> Sizes:
    """Count finite numbers by their size; the same for any order of them, on every processor.

    Examples
    --------
    >>> sizes_of(np.array([3.0, -1.0, 3.0, 0.0])).counts.tolist()
    [1, 1, 2]
    """
    return _gathered(_step_of(values), np.ones(len(values), np.int64), values)


def _step_of(values: Floats) -> Whole:
    """Return the step that a number lies in; greater numbers have greater ones."""
    mantissa, exponent = np.frexp(np.abs(np.clip(values, -1e300, 1e300)))
    steps = (exponent.astype(np.int64) + _LEAST) * _STEPS + ((mantissa - 0.5) * 2 * _STEPS).astype(np.int64)
    return np.where(values == 0, 0, np.sign(values).astype(np.int64) * steps)


def _gathered(steps: Whole, counts: Whole, least: Floats) -> Sizes:
    """Bring equal steps together."""
    order = np.argsort(steps, kind="stable")
    found, starts = np.unique(steps[order], return_index=True)
    if not len(found):
        return Sizes(steps, counts, least)
    return Sizes(found, np.add.reduceat(counts[order], starts), np.minimum.reduceat(least[order], starts))
