"""Customers of another day beside those of before: did anything change, is it large, does it matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coterie.monitoring.drift_columns import ColumnDrift, column_drift
from coterie.monitoring.drift_segments import (
    DistanceDrift,
    SharesDrift,
    UnlikeDrift,
    distance_drift,
    shares_drift,
    unlike_drift,
)

if TYPE_CHECKING:
    from coterie.monitoring.tallying import Tally
    from coterie.reference import Reference

FEWEST = 50
"""Of fewer customers, before or after, nothing can be said."""

Answer = Literal["steady", "drifted", "too_few"]
"""steady: nothing large changed, and nothing that matters. drifted: something did. too_few: fewer than 50 customers."""

Advice = Literal["keep", "rescore", "refit", "mend"]
"""keep: the segments hold. rescore: customers have moved between segments that still fit: place them anew.
refit: the segments no longer fit: make them anew. mend: first mend the table, or see that it is right."""

Reason = Literal["unit", "missing", "column", "distances", "unlike", "shares", "steady", "too_few"]
"""Why the advice is what it is: the first of these that holds.

unit
    mend: all numbers of a feature are multiplied by one factor.
missing
    mend: many more customers than before have no value of a feature.
column
    refit: a feature has changed by much.
distances
    refit: customers lie further from the centroids of their segments.
unlike
    refit: more customers are unlike anyone.
shares
    rescore: segments have other shares, and no more than that.
steady
    keep: nothing large changed, and nothing that matters.
too_few
    keep: too few customers to say.
"""


@dataclass(frozen=True)
class Drift:
    """Customers of another day beside those the segments were made from.

    Attributes
    ----------
    answer : {"steady", "drifted", "too_few"}
        "drifted" where a feature changed by much (question b), or anything matters to the segments (question c). That
        something changed at all (question a) is no reason.
    advice : {"keep", "rescore", "refit", "mend"}
    reason : str
        A code: see `Reason`.
    before, after : int
        Customers who are counted.
    unplaced : int
        New customers without a single feature, who are not.
    columns : tuple of ColumnDrift
        Every feature.
    shares : SharesDrift or None
        None, as the others, of nobody.
    distances : DistanceDrift or None
    unlike : UnlikeDrift or None
    """

    answer: Answer
    advice: Advice
    reason: Reason
    before: int
    after: int
    unplaced: int
    columns: tuple[ColumnDrift, ...]
    shares: SharesDrift | None
    distances: DistanceDrift | None
    unlike: UnlikeDrift | None


def drift(old: Reference, new: Tally, *, further: float = 1.0) -> Drift:
    """Compare customers of another day with those the segments were made from.

    Parameters
    ----------
    old : Reference
        What the segmentation kept of its customers.
    new : Tally
        The others, counted in the same bins: see `Tallying`.
    further : float
        How many times as far as before purchases go back, where customers were made of these.

    Returns
    -------
    Drift

    Examples
    --------
    >>> import coterie
    >>> from coterie.monitoring.tallying import Tallying
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(customers, features=["age", "income"], k=3, evidence="none").segmentation
    >>> tallying = Tallying(found)
    >>> _ = list(coterie.Scorer(found).batches([customers], counting=tallying))
    >>> seen = drift(found.reference, tallying.finish())
    >>> seen.answer, seen.advice, seen.reason, [column.changed for column in seen.columns]
    ('steady', 'keep', 'steady', [False, False])
    """
    if not new.customers or not old.customers:
        return Drift("too_few", "keep", "too_few", old.customers, new.customers, new.unplaced, (), None, None, None)
    columns = tuple(
        column_drift(name, bins, new.columns[name], customers=old.customers, columns=len(old.columns), further=further)
        for name, bins in old.columns.items()
    )
    shares = shares_drift(old.segments, new.segments)
    distances, unlike = distance_drift(old, new), unlike_drift(old, new)
    few = min(old.customers, new.customers) < FEWEST
    reason: Reason = "too_few" if few else _reason(columns, shares, distances, unlike)
    return Drift(
        answer="too_few" if few else "steady" if reason == "steady" else "drifted",
        advice=_ADVICE[reason],
        reason=reason,
        before=old.customers,
        after=new.customers,
        unplaced=new.unplaced,
        columns=columns,
        shares=shares,
        distances=distances,
        unlike=unlike,
    )


def _reason(
    columns: tuple[ColumnDrift, ...], shares: SharesDrift, distances: DistanceDrift, unlike: UnlikeDrift
) -> Reason:
    large = [each for each in columns if each.large]
    found: tuple[tuple[Reason, bool], ...] = (
        ("unit", any(each.cause == "unit" for each in large)),
        ("missing", any(each.cause == "missing" and each.missing_after > each.missing_before for each in large)),
        ("column", bool(large)),
        ("distances", distances.matters),
        ("unlike", unlike.matters),
        ("shares", shares.matters),
    )
    return next((reason for reason, holds in found if holds), "steady")


_ADVICE: dict[Reason, Advice] = {
    "unit": "mend",
    "missing": "mend",
    "column": "refit",
    "distances": "refit",
    "unlike": "refit",
    "shares": "rescore",
    "steady": "keep",
    "too_few": "keep",
}
