"""What segments are worth: their share of a value with its interval, value per customer, and how concentrated it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.disclosure.amounts import is_dominated, withheld
from coterie.evidence.smallest import FEWEST_AVERAGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STREAM = 0x5A1E
"""Keeps these draws apart from all others of the same seed."""
_MOST_DRAWN = 20_000_000
_RESAMPLES = 200, 1000
_TOP = 0.1


@dataclass(frozen=True)
class SegmentWorth:
    """What one segment is worth.

    Attributes
    ----------
    segment : int
        Its place.
    customers : int
        Those whose value is known.
    share_of_customers : float
    share : float or None
        Of all value; None where it would tell the value of single customers, and where the whole is not above 0.
    interval : (float, float) or None
        95 % of the shares in resampled customers.
    per_customer : float or None
        The mean.
    stability : float or None
        How surely the segment is found again when customers are resampled (Jaccard), as far as evidence says.
    """

    segment: int
    customers: int
    share_of_customers: float
    share: float | None
    interval: tuple[float, float] | None
    per_customer: float | None
    stability: float | None = None

    @property
    def index(self) -> float | None:
        """How many times the value of an average customer one of the segment has."""
        return None if self.share is None or not self.share_of_customers else self.share / self.share_of_customers


@dataclass(frozen=True)
class Worth:
    """What all segments are worth.

    Attributes
    ----------
    column : str
    customers : int
        With a segment and a value.
    unknown : int
        With a segment and without a value.
    gini : float or None
        How uneven it is: 0 where all have the same, 1 where one has all. None with values below 0.
    top_tenth : float or None
        The share that the tenth of the customers with the most has; None of fewer than 200.
    segments : tuple of SegmentWorth
        By place.
    """

    column: str
    customers: int
    unknown: int
    gini: float | None
    top_tenth: float | None
    segments: tuple[SegmentWorth, ...]


def worth_of(
    column: str,
    values: Floats,
    labels: NDArray[np.int32],
    *,
    segments: int,
    seed: int,
    stability: tuple[float | None, ...] = (),
    hidden: Sequence[bool] | None = None,
) -> Worth:
    """Say what segments are worth.

    Parameters
    ----------
    column : str
        What the value is called.
    values : ndarray of shape (n_customers,)
        What each customer is worth; nan where nobody knows.
    labels : ndarray of shape (n_customers,)
        Their segments.
    segments, seed : int
    stability : tuple of float or None
        Of each segment, where it is known.
    hidden : sequence of bool, optional
        Segments of which nothing may be told; unless it is given, as these customers have it.

    Returns
    -------
    Worth
        The same for any order of the customers.

    Examples
    --------
    >>> paid = np.repeat([1.0, 3.0], 30)
    >>> found = worth_of("paid", paid, np.repeat([0, 1], 30).astype(np.int32), segments=2, seed=0)
    >>> [each.share for each in found.segments], [each.index for each in found.segments], found.gini
    ([0.25, 0.75], [0.5, 1.5], 0.25)
    """
    known = ~np.isnan(values)
    groups = [np.sort(values[known & (labels == k)]) for k in range(segments)]
    everyone = np.sort(values[known])
    total = float(everyone.sum())
    shares = np.array([float(group.sum()) for group in groups]) / total if total > 0 else None
    hidden = _hidden(groups) if hidden is None else hidden
    ends = _intervals(groups, seed) if shares is not None else None
    told = []
    for k, group in enumerate(groups):
        shown = shares is not None and ends is not None and not hidden[k]
        told.append(
            SegmentWorth(
                k,
                len(group),
                len(group) / max(len(everyone), 1),
                float(shares[k]) if shown and shares is not None else None,
                (float(ends[0][k]), float(ends[1][k])) if shown and ends is not None else None,
                per_customer=None if hidden[k] or not len(group) else float(group.mean()),
                stability=stability[k] if k < len(stability) else None,
            )
        )
    return Worth(column, len(everyone), int((~known).sum()), gini(everyone), _top(everyone), tuple(told))


def gini(ordered: Floats) -> float | None:
    """Return the Gini coefficient of values in rising order; None where one is below 0, or all are 0.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 8.0])), gini(np.array([-1.0, 5.0]))
    (0.0, 0.75, None)
    """
    total = float(ordered.sum())
    if not len(ordered) or ordered[0] < 0 or not total > 0:
        return None
    n = len(ordered)
    return max(0.0, float(2 * (np.arange(1, n + 1) @ ordered) / (n * total) - (n + 1) / n))


def _top(ordered: Floats) -> float | None:
    total = float(ordered.sum())
    if len(ordered) < FEWEST_AVERAGED / _TOP or ordered[0] < 0 or not total > 0:
        return None
    return float(ordered[len(ordered) - round(_TOP * len(ordered)) :].sum()) / total


def _hidden(groups: list[Floats]) -> list[bool]:
    """Return which segments' values, each in rising order, may not be told."""
    dominated = [bool(len(each)) and is_dominated(each[0], each[-1], float(each.sum())) for each in groups]
    return withheld([len(each) for each in groups], dominated)


def _intervals(groups: list[Floats], seed: int) -> tuple[Floats, Floats]:
    """Resample customers, and return between what 95 % of the shares lie."""
    values = np.concatenate(groups)
    where = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    draws = int(np.clip(_MOST_DRAWN // max(len(values), 1), *_RESAMPLES))
    rng = np.random.default_rng([seed, _STREAM])
    shares = np.empty((draws, len(groups)))
    for draw in range(draws):
        drawn = rng.integers(0, len(values), len(values))
        sums = np.bincount(where[drawn], weights=values[drawn], minlength=len(groups))
        whole = sums.sum()
        shares[draw] = sums / whole if whole > 0 else np.nan
    low, high = np.nanquantile(shares, [0.025, 0.975], axis=0)
    return low, high
