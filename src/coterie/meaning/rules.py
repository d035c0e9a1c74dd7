"""Plain rules that describe segments approximately, how good each is, and who they get wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.meaning.conditions import Condition, candidates, joined
from coterie.meaning.rule_list import find_rules
from coterie.order_statistics import median

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from coterie.meaning.conditions import Column
    from coterie.meaning.described import Described
    from coterie.preparation import FittedPreparation

_MOST_SEARCHED = 10_000
"""Customers among whom rules are looked for; all are counted."""


@dataclass(frozen=True)
class Rule:
    """A rule, which counts for those whom no rule before fits.

    Attributes
    ----------
    conditions : tuple of Condition
        All must hold; none: everyone else.
    segment : int
        The place of the segment that it names.
    customers : int
        Whom it fits.
    precision : float or None
        Which share of them is in that segment; None of fewer than five.
    recall : float or None
        Which share of that segment it finds; None of fewer than five, too.
    """

    conditions: tuple[Condition, ...]
    segment: int
    customers: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True)
class Mistake:
    """Customers of a segment whom the rules take for those of another."""

    segment: int
    taken_for: int
    customers: int
    share: float


@dataclass(frozen=True)
class Rules:
    """Rules for all segments: an approximation, as borders between centroids are slanted.

    Attributes
    ----------
    rules : tuple of Rule
        At most eight; of those that fit a customer, the first counts.
    agreement : float
        Share of the customers for whom they name the right segment.
    customers : int
    mistakes : tuple of Mistake
        The most frequent of each segment, the largest share first; none of fewer than five customers.
    unnamed : tuple of int
        Segments that no rule names.
    margin_right, margin_wrong : float or None
        The median margin of the customers whom they put right and wrong; None of fewer than 20.
    """

    rules: tuple[Rule, ...]
    agreement: float
    customers: int
    mistakes: tuple[Mistake, ...]
    unnamed: tuple[int, ...]
    margin_right: float | None
    margin_wrong: float | None


def rules_of(
    segmentation: Described,
    columns: Mapping[str, Column],
    labels: NDArray[np.int32],
    *,
    margins: NDArray[np.float64],
) -> Rules:
    """Find rules for segments.

    Parameters
    ----------
    segmentation : Described
    columns : mapping of str to ndarray of shape (n_customers,)
        Features in original units, missing ones filled as for scoring.
    labels : ndarray of shape (n_customers,)
        The customers' segments.
    margins : ndarray of shape (n_customers,)
        How clearly they belong to them.

    Returns
    -------
    Rules
        The same for any order of customers and columns.
    """
    conditions = [each for found in candidates(segmentation) for each in (found, found.opposite())]
    some = _spread(columns, labels)
    sample = {name: values[some] for name, values in columns.items()}
    holds = np.array([each.holds(sample) for each in conditions], dtype=bool).reshape(len(conditions), len(some))
    segments = len(segmentation.centers)
    with ThreadpoolController().limit(limits=1):  # of many small products each is done before a second thread is there
        found = find_rules(holds, labels[some], segments=segments)
    rules = [(joined([conditions[at] for at in each.conditions]), each.segment) for each in found]
    return _counted(rules, columns, labels, margins=margins)


def _spread(columns: Mapping[str, Column], labels: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the rows of customers spread evenly over all, by what they are and not by where they stand."""
    if len(labels) <= _MOST_SEARCHED:
        return np.arange(len(labels))
    keys = [columns[name].astype(str) if columns[name].dtype == object else columns[name] for name in sorted(columns)]
    order = np.lexsort([*keys, labels])
    return order[np.linspace(0, len(order) - 1, _MOST_SEARCHED).astype(np.intp)]


def _counted(
    rules: list[tuple[tuple[Condition, ...], int]],
    columns: Mapping[str, Column],
    labels: NDArray[np.int32],
    *,
    margins: NDArray[np.float64],
) -> Rules:
    said = np.full(len(labels), -1)
    told = []
    sizes = np.bincount(labels, minlength=max(each[1] for each in rules) + 1)
    for conditions, segment in rules:
        fits = said < 0
        for each in conditions:
            fits &= each.holds(columns)
        said[fits] = segment
        there, right = int(fits.sum()), int((labels[fits] == segment).sum())
        if not there:
            continue
        few = there < FEWEST_CUSTOMERS
        precision, recall = right / there, right / max(int(sizes[segment]), 1)
        told.append(Rule(conditions, segment, there, None if few else precision, None if few else recall))
    right_ones = said == labels
    named = {each.segment for each in told}
    return Rules(
        tuple(told),
        float(right_ones.mean()),
        len(labels),
        _mistakes(labels, said),
        tuple(sorted(set(labels.tolist()) - named)),
        _median(margins[right_ones]),
        _median(margins[~right_ones]),
    )


def _mistakes(labels: NDArray[np.int32], said: NDArray[np.intp]) -> tuple[Mistake, ...]:
    found = []
    for segment in sorted(set(labels.tolist())):
        own = labels == segment
        counts = np.bincount(said[own & (said != segment)])
        if counts.max(initial=0) >= FEWEST_CUSTOMERS:
            most = int(np.argmax(counts))
            found.append(Mistake(segment, most, int(counts[most]), float(counts[most] / own.sum())))
    return tuple(sorted(found, key=lambda each: (-each.share, each.segment)))


def _median(margins: NDArray[np.float64]) -> float | None:
    return float(median(margins)) if len(margins) >= 20 else None


def filled(preparation: FittedPreparation, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Return features with missing values filled as they are for scoring.

    Examples
    --------
    >>> from coterie.preparation import FittedPreparation, PreparedFeature
    >>> age = PreparedFeature("age", "median", 40.0, "none", center=40.0, scale=10.0)
    >>> filled(FittedPreparation((age,)), {"age": np.array([30.0, np.nan])})["age"].tolist()
    [30.0, 40.0]
    """
    found: dict[str, Column] = {}
    for feature in preparation.features:
        values = columns[feature.feature]
        if values.dtype == object:
            found[feature.feature] = np.array([feature.fill if each is None else each for each in values], dtype=object)
        else:
            numbers = values.astype(np.float64)
            found[feature.feature] = np.where(np.isnan(numbers), float(feature.fill), numbers)
    return found
