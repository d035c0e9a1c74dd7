"""The verb `explain_segments`: what separates segments, plain rules for them, and what is tied to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from coterie import errors
from coterie.assignments import nearest
from coterie.explanation.asked_columns import answers_in, numbers_in
from coterie.explanation.planning import PlannedTest, planned_tests
from coterie.explanation.separation import Separation, separations
from coterie.meaning.fairness import Tie, ties_of
from coterie.meaning.rules import Rules, filled, rules_of
from coterie.meaning.worth import Worth, worth_of
from coterie.preparation.features import columns_of, features_of
from coterie.remarks import Remark
from coterie.scoring import customers_of, take
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    worth : Worth or None
        What segments are worth; None where no column was named for it.
    tests : tuple of PlannedTest
        How many customers a test needs, by place; empty where no outcome was named.
    doubts : tuple of Remark
        What is doubtful about the customers.
    """

    separations: tuple[Separation, ...]
    rules: Rules | None = None
    ties: tuple[Tie, ...] = ()
    worth: Worth | None = None
    tests: tuple[PlannedTest, ...] = ()
    doubts: tuple[Remark, ...] = ()


def explain_segments(
    segmentation: Segmentation | Result,
    customers: object = None,
    *,
    value: str | None = None,
    outcome: str | None = None,
    lift: float = 0.1,
    seed: int = 0,
    checks: Checks = "usual",
    joining: Mapping[str, Any] | None = None,  # options, each of its own type
    **reading: Unpack[Reading],
) -> SegmentsExplained:
    """Say what separates the segments; with customers also plain rules, and how sensitive attributes are tied to them.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    customers : path or frame, or None
        As for `coterie.score`; descriptors are looked at as far as they are there.
    value : str or None
        A column of the customers that says what each is worth.
    outcome : str or None
        A column of yes and no, of which a test is planned.
    lift : float
        The relative change of the outcome that it should see.
    seed : int
        Of the intervals of shares of value.
    checks, **reading
        As for `coterie.score`.
    joining : mapping or None
        As for `coterie.explain`.

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
        if named := next((f"--{name}" for name, given in (("value", value), ("outcome", outcome)) if given), None):
            raise errors.choosing.needs_customers(named)
        return SegmentsExplained(apart)
    customers, purchases = customers_of(found, customers, checks=checks, joining=joining, **reading)
    taken = take(found, customers, checks=checks, described=True, **reading)
    placed = features_of(taken.frame, taken.schema)
    here = nearest(found.preparation.matrix(placed.columns), np.array(found.centers))
    frame, segments = taken.frame.filter(placed.usable), len(found.centers)
    worth = None if value is None else numbers_in(taken, value, "--value")[placed.usable]
    answers = None if outcome is None else answers_in(taken, outcome, "--outcome")[placed.usable]
    told = [column for column in taken.schema.columns if column.role != "id" and column.type != "text"]
    return SegmentsExplained(
        apart,
        rules_of(found, filled(found.preparation, placed.columns), here.labels, margins=here.margin),
        ties_of(taken.schema, columns_of(frame, told), here.labels, segments=segments),
        None
        if worth is None
        else worth_of(str(value), worth, here.labels, segments=segments, seed=seed, stability=_stability(found)),
        () if answers is None else planned_tests(answers, here.labels, segments=segments, lift=lift),
        (*(purchases.doubts if purchases else ()), *taken.doubts),
    )


def _stability(segmentation: Segmentation) -> tuple[float | None, ...]:
    """Return how surely each segment is found again, as far as evidence says."""
    known = segmentation.evidence.stability
    return () if known is None else tuple(each.jaccard for each in known.segments)
