"""Archetypes beside a rule that sorts customers into the same ones, as RFM segments do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coterie.naming.plausible import named
from coterie.naming.wording import label
from coterie.profiling import CategoryProfile
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from coterie.naming.catalogue import Catalogue
    from coterie.profiling import SegmentProfile

LEAST_SHARE = 0.5
"""Where this share of a segment's customers is of one archetype by the rule, it gets no other archetype's name."""


class Commonest(NamedTuple):
    """The archetype that most of a segment's customers have by the rule."""

    column: str
    name: str
    share: float


def commonest(catalogue: Catalogue, segment: SegmentProfile) -> Commonest | None:
    """Return what most of a segment's customers are by the rule; None where the table has none."""
    for column, own in segment.columns.items():
        if named(column, catalogue.beside) and isinstance(own, CategoryProfile) and own.mode is not None:
            return Commonest(column, own.mode, own.shares.get(own.mode, 0.0))
    return None


def by_rule(fits: NDArray[np.float64], ruled: Sequence[Commonest | None], names: Sequence[str]) -> NDArray[np.float64]:
    """Return fits that put the rule first: an archetype that fits and is the commonest by the rule goes before all.

    Parameters
    ----------
    fits : ndarray of shape (n_segments, n_archetypes)
        0 where an archetype must not be given.
    ruled : sequence of Commonest or None
        By segment, the commonest archetype by the rule.
    names : sequence of str
        Of the archetypes.

    Returns
    -------
    ndarray of shape (n_segments, n_archetypes)
        One more where an archetype fits and is the commonest; 0 where at least half of the customers are of another
        archetype by the rule.

    Examples
    --------
    >>> import numpy as np
    >>> fits, names = np.array([[0.9, 0.8]]), ["Loyal", "Champions"]
    >>> [by_rule(fits, [Commonest("rfm_segment", "Champions", share)], names).tolist() for share in (0.4, 0.5)]
    [[[0.9, 1.8]], [[0.0, 1.8]]]
    """
    changed = fits.copy()
    for row, found in enumerate(ruled):
        for column, name in enumerate(names):
            if found is not None and found.name == name:
                changed[row, column] += fits[row, column] > 0
            elif found is not None and found.name in names and found.share >= LEAST_SHARE:
                changed[row, column] = 0
    return changed


def told(found: Commonest | None, name: str) -> str:
    """Say what the commonest archetype by the rule is where it is another one.

    Examples
    --------
    >>> told(Commonest("rfm_segment", "Champions", 0.4), "Loyal")
    'The largest group of them, 40%, are Champions by their rfm segment.'
    """
    if found is None or found.name == name:
        return ""
    return say("evidence.beside", share=found.share, name=found.name, column=label(found.column))
