"""Whether a change matters to the segments: their shares, how far customers lie from them, who is unlike anyone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from coterie.monitoring.binomial import binomial_tail
from coterie.monitoring.psi import index_of
from coterie.monitoring.strangers import strangeness
from coterie.reference import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.monitoring.tallying import Tally
    from coterie.reference import Reference

ALPHA = 0.05 / 3
"""The chance of each of the three votes where nothing changed: together one in twenty."""
FLOOR = 0.05
"""A change of fewer standard deviations than this matters to nobody, however many customers show it."""
SHARES_FLOOR = FLOOR**2 / 2
"""Half of the index of a normal number that moved by `FLOOR`: shares hang on several columns, and saw less of one."""
UNLIKE_FLOOR = 1.5
"""Fewer than so many times as many customers unlike anyone matter to nobody."""


@dataclass(frozen=True)
class SharesDrift:
    """Whether customers are spread over segments as before.

    Attributes
    ----------
    before, after : tuple of float
        Each segment's share of the customers.
    psi : float
        The index of both.
    critical : float
        What it exceeds with chance `ALPHA` where nothing changed.
    changed : bool
        Whether it does.
    matters_above : float
        What it exceeds with that chance where the index of all customers is `SHARES_FLOOR`.
    matters : bool
        Whether it does.
    """

    before: tuple[float, ...]
    after: tuple[float, ...]
    psi: float
    critical: float
    changed: bool
    matters_above: float
    matters: bool


@dataclass(frozen=True)
class DistanceDrift:
    """Whether customers lie further from the centroids of their segments than before.

    Attributes
    ----------
    before, after : float
        Mean squared distances, in prepared units: what customers of before would have if they had not made the
        centroids, and those of the new ones.
    effect : float
        The difference in standard deviations of the squared distances of before; negative where customers lie nearer.
    z : float
        The difference over its standard error.
    critical : float
        What `z` exceeds with chance `ALPHA` where nothing changed.
    changed : bool
        Whether it does.
    matters_above : float
        What `z` exceeds with that chance where the difference is `FLOOR` standard deviations.
    matters : bool
        Whether it does, and the mean would have grown with everyone counted as at most as far as 99 % of those of
        before: a few customers far away are what `UnlikeDrift` counts. Nearer customers matter to nobody.
    feature : str or None
        The one whose part of the distance grew most; None where an earlier version kept no parts, and where none grew.
    """

    before: float
    after: float
    effect: float
    z: float
    critical: float
    changed: bool
    matters_above: float
    matters: bool
    feature: str | None


@dataclass(frozen=True)
class UnlikeDrift:
    """Whether more customers are unlike anyone: further away than 99 % of those of before would be as strangers.

    Attributes
    ----------
    before, after : float
        Their shares: of those of before, as many as their distances leave beyond the ninety-ninth of a hundred.
    p : float
        The chance of at least as many where nothing changed.
    changed : bool
        Whether it is below `ALPHA`.
    p_floor : float
        That chance where there are `UNLIKE_FLOOR` times as many.
    matters : bool
        Whether it is below `ALPHA`.
    """

    before: float
    after: float
    p: float
    changed: bool
    p_floor: float
    matters: bool


def shares_drift(before: Sequence[int], after: Sequence[int]) -> SharesDrift:
    """Compare how many customers each segment has, in the same order.

    Examples
    --------
    >>> found = shares_drift([500, 500, 500, 500], [600, 400, 500, 500])
    >>> round(found.psi, 3), found.changed, found.matters
    (0.02, True, True)
    """
    index = index_of(before, after)
    critical, above = index.critical(ALPHA), index.critical(ALPHA, SHARES_FLOOR)
    return SharesDrift(
        tuple(count / sum(before) for count in before),
        tuple(count / sum(after) for count in after),
        psi=index.psi,
        critical=critical,
        changed=index.psi > critical,
        matters_above=above,
        matters=index.psi > above,
    )


def distance_drift(old: Reference, new: Tally) -> DistanceDrift:
    """Compare how far customers lie from the centroids of their segments: those of before as strangers would."""
    n, further = old.customers, strangeness(old.customers, len(old.segments))
    before, spread = old.distances.mean_square * further, old.distances.deviation_square
    error = math.sqrt(spread**2 / n + new.deviation_square**2 / new.customers)
    difference = new.mean_square - before
    z = difference / error if error else 0.0
    critical = NormalDist().inv_cdf(1 - ALPHA)
    above = critical + (FLOOR * spread / error if error else 0.0)
    return DistanceDrift(
        before=before,
        after=new.mean_square,
        effect=difference / spread if spread else 0.0,
        z=z,
        critical=critical,
        changed=z > critical,
        matters_above=above,
        matters=z > above and new.capped_square > _capped(old) * further,
        feature=_feature(old, new, further),
    )


def _capped(old: Reference) -> float:
    """Return the mean of the squared distances, none beyond the last quantile: at least that, from the quantiles."""
    squares = np.square([0.0, *old.distances.quantiles, old.distances.quantiles[-1]])
    return float(np.trapezoid(squares, [0.0, *QUANTILES, 1.0]))


def _feature(old: Reference, new: Tally, further: float) -> str | None:
    then = old.distances.by_feature
    if not then or len(then) != len(new.by_feature):
        return None
    grown = [now - was * further for was, now in zip(then, new.by_feature, strict=True)]
    most = max(range(len(grown)), key=grown.__getitem__)
    return list(old.columns)[most] if grown[most] > 0 else None


def unlike_drift(old: Reference, new: Tally) -> UnlikeDrift:
    """Compare how many customers are unlike anyone.

    Whoever is counted before is the edge itself, so both counts are chance: given their sum, the new one is binomial.
    """
    n = old.customers
    beyond = n - max(math.ceil(QUANTILES[-1] * n), 1)
    together = beyond + new.unlike
    p, p_floor = (
        binomial_tail(new.unlike, together, new.customers * rate / (n + new.customers * rate))
        for rate in (1.0, UNLIKE_FLOOR)
    )
    return UnlikeDrift(beyond / n, new.unlike / new.customers, p, p < ALPHA, p_floor, p_floor < ALPHA)
