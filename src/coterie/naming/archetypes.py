"""Which archetype each segment earns: how well claims fit, and the one-to-one choice that fits best in all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from coterie.matching import best_pairs
from coterie.naming.guards import amounts, keeps, within
from coterie.naming.measures import ENOUGH_KNOWN
from coterie.naming.names import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.naming.claims import Archetype, Claim
    from coterie.naming.measures import Measure, Measures
    from coterie.naming.roles import Cast

SOFTNESS = 0.2
"""Standard deviations over which a claim's fit falls from 0.73 inside a bound to 0.27 outside it, halved."""

LEAST_FIT = 0.5
"""An archetype that fits worse is not given."""

APART = 0.3
"""Standard deviations from the average that an essential claim must show: nobody earns a name by being usual."""

USUAL = 0.5
"""Standard deviations from all other customers: what lies further from them and beyond all segments is not usual."""

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
    >>> from coterie.naming.claims import Claim
    >>> high = Claim("income", "high", 0.3, None, essential=True)
    >>> [round(claim_fit(high, z), 2) for z in (-0.7, 0.1, 0.3, 0.5, 1.3)]
    [0.01, 0.27, 0.5, 0.73, 0.99]
    """
    inside = [z - claim.low] if claim.low is not None else []
    inside += [claim.high - z] if claim.high is not None else []
    return math.prod((_logistic(distance / SOFTNESS) for distance in inside), start=1.0)


def holds(claim: Claim, z: float) -> bool:
    """Return whether a number lies within a claim's bounds: where it does not, its fit is below one half."""
    return (claim.low is None or z >= claim.low) and (claim.high is None or z <= claim.high)


def holds_beside_others(claim: Claim, own: Measure, cast: Cast) -> bool:
    """Return whether a claim to be usual, or no more or no less than usual, is true beside the other customers alone.

    An average that a large segment pulls along hides how far it lies from the others: where a claim says how far at
    most, it must hold from them, too, within `SOFTNESS`. To be usual, which is to lie on both sides of the average and
    less than `USUAL` below it at most, is not said of a segment that has more than all others, or less than all, and
    lies further than `USUAL` from them.

    Examples
    --------
    >>> from coterie.naming.claims import Claim
    >>> from coterie.naming.measures import Measure
    >>> from coterie.naming.roles import Cast
    >>> middle, half = Claim("income", "middle", -0.5, 1.0, essential=True), Measure("pay", 8.0, 6.5, 0.9, others_z=1.8)
    >>> holds_beside_others(middle, half, Cast({})), holds_beside_others(middle, Measure("pay", 7, 6, 0.9), Cast({}))
    (False, True)
    """
    if own.others_z is None:
        return True
    z = along(claim, own.others_z, own, cast=cast)
    low = claim.low if claim.low is not None and claim.low < 0 else None
    high = claim.high if claim.high is not None and claim.high > 0 else None
    if (low is not None and z < low - SOFTNESS) or (high is not None and z > high + SOFTNESS):
        return False
    usual = low is not None and high is not None and low >= -USUAL
    return not (usual and own.extreme) or abs(z) <= USUAL


def holds_for_median(claim: Claim, z: float) -> bool:
    """Return whether a median lies on a claim's side of the median of all customers, half as far as means must.

    Examples
    --------
    >>> from coterie.naming.claims import Claim
    >>> high = Claim("income", "high", 0.3, None, essential=True)
    >>> [holds_for_median(high, z) for z in (0.0, 0.14, 0.15)]
    [False, False, True]
    """
    low = claim.low / 2 if claim.low is not None and claim.low > 0 else claim.low
    high = claim.high / 2 if claim.high is not None and claim.high < 0 else claim.high
    return (low is None or z >= low) and (high is None or z <= high)


def archetype_fit(archetype: Archetype, measures: Measures, cast: Cast) -> float:
    """Say how well an archetype fits a segment.

    The fits of its claims are averaged geometrically, so that one bad claim is not made good by the others; essential
    claims count twice. Claims on roles that no column plays, or that fewer than half of the segment's customers have a
    value of, are left out.

    Parameters
    ----------
    archetype : Archetype
        With its claims and guards.
    measures : dict of str to Measure
        The segment's, by column.
    cast : Cast
        Which column plays which role.

    Returns
    -------
    float
        From `LEAST_FIT` to 1; 0 when a claim is refuted by the segment's mean or median, an essential claim cannot be
        seen, no essential claim sets the segment apart, a guard is not met, or the fit is less.
    """
    found = _measured(archetype, measures, cast)
    essential = [(claim, own) for claim, own in found if claim.essential]
    if len(essential) < sum(claim.essential for claim in archetype.claims):
        return 0.0
    if not all(true_of(claim, measures, cast) for claim, _ in found):
        return 0.0
    if not any(abs(along(claim, own.z, own, cast=cast)) >= APART for claim, own in essential):
        return 0.0
    if not all(keeps(guard, measures, cast) for guard in archetype.guards):
        return 0.0
    fit = mean_fit(archetype, measures, cast)
    return fit if fit >= LEAST_FIT else 0.0


def mean_fit(archetype: Archetype, measures: Measures, cast: Cast) -> float:
    """Return the weighted geometric mean of the fits of all claims that can be seen, whether they hold or not."""
    found = _measured(archetype, measures, cast)
    weights = [_ESSENTIAL_WEIGHT if claim.essential else 1.0 for claim, _ in found]
    logs = [math.log(max(claim_fit(claim, _z(claim, own, cast)), 1e-300)) for claim, own in found]
    total = sum(weight * log for weight, log in zip(weights, logs, strict=True))
    return math.exp(total / sum(weights)) if found else 0.0


def _measured(archetype: Archetype, measures: Measures, cast: Cast) -> list[tuple[Claim, Measure]]:
    """Return the claims that can be seen, with what they are measured on."""
    return [(claim, own) for claim in archetype.claims if (own := seen(claim, measures, cast)) is not None]


def true_of(claim: Claim, measures: Measures, cast: Cast) -> bool:
    """Return whether a claim can be seen and is true of a segment's mean and of its median."""
    own = seen(claim, measures, cast)
    if own is None:
        return False
    if not bounds_hold(claim, measures, cast):
        return False
    if not holds_beside_others(claim, own, cast):
        return False
    return holds(claim, _z(claim, own, cast)) and holds_for_median(claim, _median_z(claim, own, cast))


def bounds_hold(claim: Claim, measures: Measures, cast: Cast) -> bool:
    """Return whether a claim's bounds hold; in a unit that nothing tells for certain no word with bounds is true."""
    if claim.bounds is None:
        return True
    found = amounts(claim.role, measures, cast)
    return claim.role not in cast.unclear if found is None else within(claim.bounds, found)


def seen(claim: Claim, measures: Measures, cast: Cast) -> Measure | None:
    """Return what a claim is measured on, where enough of the segment's customers have a value."""
    own = measures.get(cast.columns.get(claim.role, ""))
    return own if own is not None and own.known >= ENOUGH_KNOWN else None


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


def fit_matrix(archetypes: Sequence[Archetype], segments: Sequence[Measures], cast: Cast) -> NDArray[np.float64]:
    """Return every archetype's fit to every segment, of shape (n_segments, n_archetypes)."""
    fits = [[archetype_fit(archetype, measures, cast) for archetype in archetypes] for measures in segments]
    return np.array(fits, dtype=np.float64).reshape(len(segments), len(archetypes))


def evidence_for(archetype: Archetype, measures: Measures, cast: Cast) -> tuple[Evidence, ...]:
    """Return the numbers behind an archetype, the farthest from the average first."""
    evidence = [
        Evidence(
            column=own.column,
            role=claim.role,
            claim=claim.word,
            essential=claim.essential,
            z=own.said_z,
            mean=own.said,
            average=own.average,
            fit=claim_fit(claim, _z(claim, own, cast)),
        )
        for claim, own in _measured(archetype, measures, cast)
    ]
    return tuple(sorted(evidence, key=lambda one: -abs(one.z)))


def _z(claim: Claim, own: Measure, cast: Cast) -> float:
    """Return a segment's deviation in the direction in which its role counts; 0 where it is too small to count."""
    return along(claim, own.z, own, cast=cast)


def _median_z(claim: Claim, own: Measure, cast: Cast) -> float:
    return along(claim, own.z if own.median_z is None else own.median_z, own, cast=cast)


def along(claim: Claim, z: float, own: Measure, *, cast: Cast) -> float:
    """Return a deviation in the direction in which its role counts; 0 where it is too small to count."""
    if not own.counts or abs(own.mean - own.average) < cast.least.get(claim.role, 0.0):
        return 0.0
    return -z if claim.role in cast.against else z


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
