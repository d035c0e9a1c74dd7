"""Prediction strength: whether one half of the customers finds the groups of the other half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import shared

if TYPE_CHECKING:
    from coterie.evidence.indices import Labels

Floats = NDArray[np.float64]

ENOUGH = 0.8
"""The largest K above this is the rule's choice (0.8 to 0.9 in the paper)."""


def chosen(strengths: dict[int, Floats]) -> int:
    """Return the largest K whose mean strength is above 0.8; 1 when none is.

    Examples
    --------
    >>> chosen({2: np.array([0.95]), 3: np.array([0.9]), 4: np.array([0.4])})
    3
    """
    return max((k for k, values in strengths.items() if values.mean() > ENOUGH), default=1)


def strength(theirs: Labels, own: Labels) -> float:
    """Return the smallest share, over the own segments, of pairs that the other half's centres keep together.

    A segment of one row counts as kept.

    Examples
    --------
    >>> strength(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]))
    0.3333333333333333
    """
    table = shared(own, theirs, (int(own.max()) + 1, int(theirs.max()) + 1)).astype(np.float64)
    sizes = table.sum(axis=1)
    several = sizes > 1
    kept = (table**2 - table).sum(axis=1)[several] / (sizes * (sizes - 1))[several]
    return float(kept.min()) if len(kept) else 1.0
