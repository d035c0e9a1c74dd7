"""Conditions in original units, and the thresholds that they may have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.meaning.real_steps import steps_of
from coterie.reference import NumericBins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.meaning.described import Described

    Column = NDArray[np.float64] | NDArray[np.object_]


@dataclass(frozen=True)
class Condition:
    """What a rule asks of one feature.

    Attributes
    ----------
    feature : str
    at_least, below : float or None
        The bounds of a number.
    category : str or None
        The category of another feature.
    is_category : bool
        Whether it must have that category, or must not.
    """

    feature: str
    at_least: float | None = None
    below: float | None = None
    category: str | None = None
    is_category: bool = True

    def holds(self, columns: Mapping[str, Column]) -> NDArray[np.bool_]:
        """Return which customers fulfil it.

        Examples
        --------
        >>> Condition("age", at_least=30.0, below=50.0).holds({"age": np.array([20.0, 30.0, 50.0])}).tolist()
        [False, True, False]
        """
        values = columns[self.feature]
        if self.category is not None:
            same: NDArray[np.bool_] = np.asarray(values == self.category, dtype=bool)
            return same if self.is_category else ~same
        found = np.ones(len(values), dtype=bool)
        numbers = values.astype(np.float64, copy=False)
        if self.at_least is not None:
            found &= numbers >= self.at_least
        if self.below is not None:
            found &= numbers < self.below
        return found

    def opposite(self) -> Condition:
        """Return the condition that the others fulfil; of one bound.

        Examples
        --------
        >>> Condition("age", at_least=30.0).opposite()
        Condition(feature='age', at_least=None, below=30.0, category=None, is_category=True)
        """
        if self.category is not None:
            return Condition(self.feature, category=self.category, is_category=not self.is_category)
        return Condition(self.feature, at_least=self.below, below=self.at_least)


def joined(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """Return conditions with those of one number made one, by feature.

    Examples
    --------
    >>> found = joined([Condition("age", at_least=30.0), Condition("age", at_least=40.0), Condition("age", below=60.0)])
    >>> [(each.at_least, each.below) for each in found]
    [(40.0, 60.0)]
    """
    kept: dict[tuple[str, str | None], Condition] = {}
    for each in conditions:
        key = each.feature, each.category
        old = kept.get(key)
        kept[key] = each if old is None or each.category is not None else _narrower(old, each)
    chosen = {each.feature for each in kept.values() if each.category is not None and each.is_category}
    found = [each for each in kept.values() if each.category is None or each.is_category or each.feature not in chosen]
    return tuple(sorted(found, key=lambda each: (each.feature, each.category or "")))


def _narrower(one: Condition, other: Condition) -> Condition:
    least = [each.at_least for each in (one, other) if each.at_least is not None]
    below = [each.below for each in (one, other) if each.below is not None]
    return Condition(one.feature, max(least, default=None), min(below, default=None))


def candidates(segmentation: Described) -> tuple[Condition, ...]:
    """Return the conditions that rules are made of, known from the artefact alone.

    Of a number these are the edges of tenths, and the middles between two centroids, in original units, rounded to
    values that can be: no threshold is the value of a customer that is not told anyway.
    """
    found: list[Condition] = []
    centers, start = np.array(segmentation.centers), 0
    for feature in segmentation.preparation.features:
        part = centers[:, start : start + len(feature.columns)]
        start += len(feature.columns)
        if feature.transform == "one-hot":
            common = feature.categories[:_MOST_CATEGORIES]
            found += [Condition(feature.feature, category=category) for category in common]
            continue
        middles = feature.invert(np.array([(one + other) / 2 for one in part[:, 0] for other in part[:, 0]]))
        found += [
            Condition(feature.feature, at_least=each) for each in _thresholds(segmentation, feature.feature, middles)
        ]
    return tuple(sorted(found, key=_order))


_MOST_CATEGORIES = 12
_PARTS = 2
"""Digits that a threshold has at most, counted from the first of the range's width."""


def _order(each: Condition) -> tuple[str, float, str]:
    return each.feature, each.at_least or 0.0, each.category or ""


def _thresholds(segmentation: Described, name: str, middles: NDArray[np.float64]) -> list[float]:
    bins = segmentation.reference.columns.get(name) if segmentation.reference else None
    edges = bins.edges if isinstance(bins, NumericBins) else ()
    steps = steps_of(segmentation, segmentation.schema[name], edges[0] if edges else 0.0)
    if steps is None:
        return []
    wanted = {float(each) for each in middles if np.isfinite(each)} | set(edges)
    digits = min(steps.decimals, _PARTS - math.floor(math.log10(steps.greatest - steps.least or 1.0)))
    rounded = {round(each, digits) + 0.0 for each in wanted}
    if steps.allowed:
        rounded = {each for each in steps.allowed if each > min(steps.allowed)}
    return sorted(each for each in rounded if steps.least < each <= steps.greatest)
