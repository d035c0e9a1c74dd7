"""How many customers a test needs to see a lift."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from coterie import errors
from coterie.evidence.smallest import FEWEST_CUSTOMERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALPHA = 0.05


@dataclass(frozen=True)
class PlannedTest:
    """What a test in one segment needs.

    Attributes
    ----------
    segment : int
        Its place.
    customers : int
        Those of whom it is known whether they have the outcome.
    rate : float or None
        Share of them that has it; None where fewer than five have it, or have it not.
    needed : int or None
        Customers that a test needs, both arms together; None without a rate, and where the lift leads beyond all.
    """

    segment: int
    customers: int
    rate: float | None
    needed: int | None

    @property
    def enough(self) -> bool:
        """Whether the segment has as many customers."""
        return self.needed is not None and self.customers >= self.needed


def planned_tests(
    outcome: NDArray[np.float64], labels: NDArray[np.int32], *, segments: int, lift: float
) -> tuple[PlannedTest, ...]:
    """Say for each segment how many customers a test needs to see a lift in four of five cases, half of them held out.

    Parameters
    ----------
    outcome : ndarray of shape (n_customers,)
        1 and 0; nan where nobody knows.
    labels : ndarray of shape (n_customers,)
        Segments.
    segments : int
    lift : float
        The relative change to be seen.

    Examples
    --------
    >>> bought = np.tile([1.0, 0.0, 0.0, 0.0], 100)
    >>> planned_tests(bought, np.zeros(400, dtype=np.int32), segments=1, lift=0.2)
    (PlannedTest(segment=0, customers=400, rate=0.25, needed=2502),)
    """
    found = []
    for segment in range(segments):
        known = outcome[(labels == segment) & ~np.isnan(outcome)]
        n, yes = len(known), int(known.sum())
        rate = yes / n if min(yes, n - yes) >= FEWEST_CUSTOMERS else None
        needed = customers_needed(rate, lift=lift) if rate is not None and 0 < rate * (1 + lift) < 1 else None
        found.append(PlannedTest(segment, n, rate, needed))
    return tuple(found)


def customers_needed(rate: float, *, lift: float = 0.1, power: float = 0.8, holdout: float = 0.5) -> int:
    """Return how many customers a test needs, both arms together, to see a lift of a rate.

    Parameters
    ----------
    rate : float
        Share of customers with the outcome where nothing is done, between 0 and 1.
    lift : float
        The relative change to be seen: 0.1 for a rise from 10 % to 11 %, below 0 for a fall.
    power : float
        How often a lift of that size is to be seen.
    holdout : float
        Share of the customers to whom nothing is done.

    Returns
    -------
    int
        For a two-sided test of two shares at 5 %, by the normal approximation (Fleiss, Levin and Paik 2003).

    Raises
    ------
    coterie.errors.OptionError
        For a share that is not between 0 and 1, and a lift that leads out of these.

    Examples
    --------
    >>> customers_needed(0.1, lift=0.2)
    7682
    >>> customers_needed(0.1, lift=0.2, holdout=0.1) > 7682
    True
    """
    for name, value in (("rate", rate), ("power", power), ("holdout", holdout)):
        if not 0 < value < 1:
            raise errors.choosing.bad_value(name, value, "between 0 and 1")
    raised = rate * (1 + lift)
    if not 0 < raised < 1 or lift == 0:
        raise errors.choosing.bad_value("lift", lift, "other than 0, and such that the rate stays between 0 and 1")
    treated = 1 - holdout
    mean = treated * raised + holdout * rate
    sure, found = NormalDist().inv_cdf(1 - _ALPHA / 2), NormalDist().inv_cdf(power)
    under_none = sure * math.sqrt(mean * (1 - mean) * (1 / treated + 1 / holdout))
    under_lift = found * math.sqrt(raised * (1 - raised) / treated + rate * (1 - rate) / holdout)
    return math.ceil(((under_none + under_lift) / (raised - rate)) ** 2)
