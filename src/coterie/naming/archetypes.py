"""Which archetype each segment earns: how well claims fit, and the one-to-one choice that fits best in all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coterie.matching import best_pairs
from coterie.naming.names import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.naming.catalogue import Archetype, Claim
    from coterie.naming.measures import Measure, Measures

SOFTNESS = 0.2
"""Standard deviations over which a claim's fit falls from 0.73 inside a bound to 0.27 outside it, halved."""

LEAST_FIT = 0.5
"""An archetype that fits worse is not given."""

_ESSENTIAL_WEIGHT = 2.0


def claim_fit(claim: Claim, z: float) -> float:
    """Say how well a number fits a claim.

    Parameters
    ----------
    claim : Claim
        With bounds in standard deviations from the average customer.
    z : float
        The segment's mean, in the same unit.

    Returns
    -------
    float
        From 0 to 1: the product, over the claim's bounds, of the logistic function of the distance inside the bound
        divided by `SOFTNESS`. At a bound it is one half; one standard deviation inside it 0.99.

    Examples
    --------
    >>> from coterie.naming.catalogue import Claim
    >>> high = Claim("income", "high", 0.3, None, essential=True)
    >>> [round(claim_fit(high, z), 2) for z in (-0.7, 0.1, 0.3, 0.5, 1.3)]
    [0.01, 0.27, 0.5, 0.73, 0.99]
    """
    inside = [z - claim.low] if claim.low is not None else []
    inside += [claim.high - z] if claim.high is not None else []
    return math.prod(_logistic(distance / SOFTNESS) for distance in inside)


def holds(claim: Claim, z: float) -> bool:
    """Tell whether a number lies within a claim's bounds."""
    return (claim.low is None or z >= claim.low) and (claim.high is None or z <= claim.high)


def archetype_fit(
    archetype: Archetype, measures: Measures, columns: Mapping[str, str], *, against: Collection[str] = ()
) -> float:
    """Say how well an archetype fits a segment.

    The fits of its claims are averaged geometrically, so that one bad claim is not made good by the others; essential
    claims count twice. Claims on roles that no column plays are left out.

    Parameters
    ----------
    archetype : Archetype
        With its claims.
    measures : dict of str to Measure
        The segment's, by column.
    columns : mapping of str to str
        Columns by role.
    against : collection of str
        Roles whose column runs the other way.

    Returns
    -------
    float
        From `LEAST_FIT` to 1; 0 when an essential claim does not hold or cannot be seen, or the fit is less.
    """
    total, weight = 0.0, 0.0
    for claim in archetype.claims:
        own = measures.get(columns.get(claim.role, ""))
        if own is None:
            if claim.essential:
                return 0.0
        else:
            z = _along(claim, own, against)
            if claim.essential and not holds(claim, z):
                return 0.0
            times = _ESSENTIAL_WEIGHT if claim.essential else 1.0
            total += times * math.log(max(claim_fit(claim, z), 1e-300))
            weight += times
    fit = math.exp(total / weight) if weight else 0.0
    return fit if fit >= LEAST_FIT else 0.0


def assign(fits: NDArray[np.float64]) -> dict[int, int]:
    """Give archetypes to segments one to one so that the sum of fits is the largest possible.

    Parameters
    ----------
    fits : ndarray of shape (n_segments, n_archetypes)
        0 where the archetype must not be given.

    Returns
    -------
    dict of int to int
        Archetype by segment; segments that get none are left out.

    Examples
    --------
    >>> assign(np.array([[0.9, 0.8], [0.9, 0.0], [0.0, 0.0]]))
    {0: 1, 1: 0}
    """
    return {row: column for row, column in best_pairs(fits) if fits[row, column] > 0}


def fit_matrix(
    archetypes: Sequence[Archetype],
    segments: Sequence[Measures],
    columns: Mapping[str, str],
    *,
    against: Collection[str] = (),
) -> NDArray[np.float64]:
    """Return every archetype's fit to every segment, of shape (n_segments, n_archetypes)."""
    fits = [
        [archetype_fit(archetype, measures, columns, against=against) for archetype in archetypes]
        for measures in segments
    ]
    return np.array(fits, dtype=np.float64).reshape(len(segments), len(archetypes))


def evidence_for(
    archetype: Archetype, measures: Measures, columns: Mapping[str, str], *, against: Collection[str] = ()
) -> tuple[Evidence, ...]:
    """Return the numbers behind an archetype, the farthest from the average first."""
    seen = [(claim, measures[columns[claim.role]]) for claim in archetype.claims if columns.get(claim.role) in measures]
    evidence = [
        Evidence(
            column=own.column,
            role=claim.role,
            claim=claim.word,
            essential=claim.essential,
            z=own.z,
            mean=own.mean,
            average=own.average,
            fit=claim_fit(claim, _along(claim, own, against)),
        )
        for claim, own in seen
    ]
    return tuple(sorted(evidence, key=lambda one: -abs(one.z)))


def _along(claim: Claim, own: Measure, against: Collection[str]) -> float:
    """Return a measure in the direction in which its role counts."""
    return -own.z if claim.role in against else own.z


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
