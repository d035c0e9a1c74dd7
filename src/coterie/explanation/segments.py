"""The verb `explain_segments`: what separates segments, plain rules for them, and what is tied to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import numpy as np

from coterie.assignments import nearest
from coterie.explanation.fairness import Tie, ties_of
from coterie.explanation.rules import Rules, rules_of
from coterie.explanation.separation import Separation, separations
from coterie.preparation.features import columns_of, features_of
from coterie.remarks import Remark
from coterie.scoring import customers_of, take
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from coterie.explanation.conditions import Column
    from coterie.scoring import Checks
    from coterie.segmentation import Result, Segmentation
    from coterie.sources import Reading


@dataclass(frozen=True)
class SegmentsExplained:
    """What segments mean.

    Attributes
    ----------
    separations : tuple of Separation
        What separates each segment from all others, by place: from the artefact alone.
    rules : Rules or None
        Plain rules; None without customers.
    ties : tuple of Tie
        How strongly sensitive attributes are tied to segments; empty without customers.
    doubts : tuple of Remark
        What is doubtful about the customers.
    """

    separations: tuple[Separation, ...]
    rules: Rules | None = None
    ties: tuple[Tie, ...] = ()
    doubts: tuple[Remark, ...] = ()


def explain_segments(
    segmentation: Segmentation | Result,
    customers: object = None,
    *,
    checks: Checks = "usual",
    **reading: Unpack[Reading],
) -> SegmentsExplained:
    """Say what separates the segments; with customers also plain rules, and how sensitive attributes are tied to them.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    customers : path or frame, or None
        As for `coterie.score`; descriptors are looked at as far as they are there.
    checks, **reading
        As for `coterie.score`.

    Returns
    -------
    SegmentsExplained

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, k=3, evidence="none")
    >>> coterie.explain_segments(result, customers).rules.agreement > 0.8
    True
    """
    found = segmentation_of(segmentation)
    apart = separations(found)
    if customers is None:
        return SegmentsExplained(apart)
    customers, purchases = customers_of(found, customers, checks=checks, **reading)
    taken = take(found, customers, checks=checks, described=True, **reading)
    placed = features_of(taken.frame, taken.schema)
    here = nearest(found.preparation.matrix(placed.columns), np.array(found.centers))
    frame = taken.frame.filter(placed.usable)
    told = [column for column in taken.schema.columns if column.role != "id" and column.type != "text"]
    return SegmentsExplained(
        apart,
        rules_of(found, _filled(found, placed.columns), here.labels, margins=here.margin),
        ties_of(taken.schema, columns_of(frame, told), here.labels, segments=len(found.centers)),
        (*(purchases.doubts if purchases else ()), *taken.doubts),
    )


def _filled(segmentation: Segmentation, columns: dict[str, Column]) -> dict[str, Column]:
    """Return features with missing values filled as they are for scoring."""
    found: dict[str, Column] = {}
    for feature in segmentation.preparation.features:
        values = columns[feature.feature]
        if values.dtype == object:
            found[feature.feature] = np.array([feature.fill if each is None else each for each in values], dtype=object)
        else:
            numbers = values.astype(np.float64)
            found[feature.feature] = np.where(np.isnan(numbers), float(feature.fill), numbers)
    return found
