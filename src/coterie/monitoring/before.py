"""Who was in which segment before: as assignments say, or as the customers of then are placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.monitoring.holding import held
from coterie.monitoring.identifying import named
from coterie.monitoring.migration import BEFORE, UNPLACED
from coterie.monitoring.opening import read_assigned
from coterie.monitoring.walking import walk

if TYPE_CHECKING:
    from coterie.monitoring.walking import Where
    from coterie.segmentation import Segmentation

OLD_ASSIGNMENTS = "--old-assignments"


@dataclass(frozen=True, eq=False)
class Before:
    """Who was where.

    Attributes
    ----------
    labels : polars.DataFrame
        `who` and `before`, -1 without a segment.
    customers : object or None
        What they were like, where that is known.
    """

    labels: pl.DataFrame
    customers: object | None

    def counts(self, segmentation: Segmentation) -> dict[int, int]:
        """Return the customers of each segment."""
        found = dict(self.labels[BEFORE].value_counts().iter_rows())
        return {number: found.get(number, 0) for number in named(segmentation)}


def before_of(
    old: Segmentation, where: Where, *, assignments: object | None, customers: object | None
) -> Before | None:
    """Return who was where; None where nothing says it.

    Parameters
    ----------
    old : Segmentation
    where : Where
        How they are read.
    assignments : path or frame, or None
        Of its segments.
    customers : path or frame, or None
        Those of then.

    Raises
    ------
    coterie.errors.InputError
        For a segmentation without ids, and for assignments of another one.

    Examples
    --------
    >>> import coterie
    >>> from coterie.monitoring.walking import Where
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none")
    >>> where = Where({}, {})
    >>> before_of(result.segmentation, where, assignments=result.assignments, customers=None).labels.columns
    ['who', 'before']
    """
    if assignments is None and customers is None:
        return None
    if old.schema.id is None:
        raise errors.monitoring.before_without_id(OLD_ASSIGNMENTS if customers is None else "--old-customers")
    then = None if customers is None else held(customers, where.reading)
    if assignments is not None:
        return Before(_assigned(old, assignments), then)
    labels = walk(old, then, where, label=True).labels
    assert labels is not None  # noqa: S101 - for the type checker: they were asked for
    return Before(labels.rename({"segment_id": BEFORE}), then)


def _assigned(old: Segmentation, given: object) -> pl.DataFrame:
    found = read_assigned(given, OLD_ASSIGNMENTS)
    if found.short_hash not in (None, old.short_hash):
        raise errors.monitoring.of_another(OLD_ASSIGNMENTS, found.short_hash, old.short_hash)
    known = set(named(old))
    seen = {*found.frame["segment_id"].unique()} - {UNPLACED}
    if others := sorted(seen - known):
        raise errors.monitoring.other_segments(others, sorted(known), OLD_ASSIGNMENTS)
    return found.frame.rename({"segment_id": BEFORE})
