"""The population stability index of two counts, and how large it has to be before it says anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.evidence.noncentral import chi_squared_critical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_HALF = 0.5
"""Added to every count: the index of an empty bin would have no end."""


@dataclass(frozen=True)
class Index:
    """How unlike two counts over the same bins are.

    Attributes
    ----------
    psi : float
        The population stability index, Σ(p − q)·ln(p / q), half a customer added to every bin.
    parts : tuple of float
        What each bin adds to it; 0 of a bin that nobody is in, before or after.
    freedom : int
        Bins that somebody is in, less one.
    scale : float
        1/N + 1/n: where nothing changed, `psi` over it is nearly chi-squared with `freedom` degrees.
    """

    psi: float
    parts: tuple[float, ...]
    freedom: int
    scale: float

    def critical(self, tail: float, least: float = 0.0) -> float:
        """Return what `psi` exceeds with chance `tail` where the customers behind both counts differ by `least`.

        With `least` 0 it is (1/N + 1/n)·χ² (Yurdakul 2018; Yurdakul and Naranjo 2020, Journal of Risk Model Validation
        14(4)). Otherwise χ² is noncentral, by `least` over the scale: a `psi` above it is surely above `least`.

        Examples
        --------
        >>> round(index_of([50, 50], [50, 50]).critical(0.05), 4)
        0.0768
        """
        if self.freedom < 1:
            return 0.0
        return self.scale * chi_squared_critical(tail, self.freedom, least / self.scale)


def index_of(before: Sequence[int], after: Sequence[int]) -> Index:
    """Compare two counts over the same bins; each counts somebody.

    Examples
    --------
    >>> found = index_of([50, 50, 0], [60, 40, 0])
    >>> round(found.psi, 4), found.freedom
    (0.0397, 1)
    """
    old, new = np.asarray(before, np.float64), np.asarray(after, np.float64)
    used = (old + new) > 0
    p, q = _shares(old[used]), _shares(new[used])
    parts = np.zeros(len(old))
    parts[used] = (q - p) * np.log(q / p)
    return Index(float(parts.sum()), tuple(parts.tolist()), int(used.sum()) - 1, 1 / sum(before) + 1 / sum(after))


def _shares(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = (counts + _HALF) / (counts.sum() + _HALF * len(counts))
    return shares
