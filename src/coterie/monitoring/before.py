"""Who was in which segment before: as assignments say, or as the customers of then are placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.monitoring.holding import held
from coterie.monitoring.identifying import named
from coterie.monitoring.migration import BEFORE, UNPLACED
from coterie.monitoring.opening import others_of, read_assigned
from coterie.monitoring.walking import walk
from coterie.remarks import Remark
from coterie.scoring import customers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.monitoring.opening import Assigned
    from coterie.monitoring.walking import Where
    from coterie.segmentation import Segmentation

OLD_ASSIGNMENTS = "--old-assignments"

_SHOWN = 3


@dataclass(frozen=True, eq=False)
class Before:
    """Who was where.

    Attributes
    ----------
    labels : polars.DataFrame
        `who` and `before`, -1 without a segment.
    customers : object or None
        What they were like, where that is known.
    doubts : tuple of Remark
        Whether the assignments may be those of other segments.
    as_of : str or None
        The day from which their purchases were looked back; None where rows are customers, and where nothing says it.
    """

    labels: pl.DataFrame
    customers: object | None
    doubts: tuple[Remark, ...] = ()
    as_of: str | None = None

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
        found = assigned_before(assignments, old, OLD_ASSIGNMENTS)
        return replace(found, customers=then, as_of=found.as_of or _day_of(old, then, where))
    walked = walk(old, then, replace(where, decimal="auto"), label=True)
    assert walked.labels is not None  # noqa: S101 - for the type checker: they were asked for
    bought = walked.bought
    return Before(walked.labels.rename({"segment_id": BEFORE}), then, as_of=bought.as_of if bought else None)


def _day_of(old: Segmentation, customers: object | None, where: Where) -> str | None:
    """Return the day from which the purchases of then are looked back."""
    if customers is None or old.purchases is None:
        return None
    _, bought = customers_of(old, customers, checks="lenient", joining=where.joining, **where.reading)
    return None if bought is None else bought.as_of


def assigned_before(given: object, earlier: Segmentation, option: str = "--before") -> Before:
    """Read the assignments of before: who was in which segment.

    Parameters
    ----------
    given : path or frame
        Assignments that `coterie segment` or `coterie score` wrote.
    earlier : Segmentation
        Whose segments they are.
    option : str
        What messages call it.

    Returns
    -------
    Before
        Without what they were like.

    Raises
    ------
    coterie.errors.InputError
        For what holds no assignments, and those of other segments: they say so, or their ids or names do.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none")
    >>> before = assigned_before(result.assignments, result.segmentation)
    >>> before.labels.columns, before.doubts
    (['who', 'before'], ())
    """
    if earlier.schema.id is None:
        raise errors.monitoring.before_without_id(option)
    found = read_assigned(given, option, key=earlier.schema.id)
    if found.short_hash not in (None, earlier.short_hash):
        raise errors.monitoring.of_another(option, found.name, found=found.short_hash, wanted=earlier.short_hash)
    known = named(earlier)
    if others := sorted({*found.frame["segment_id"].unique()} - {UNPLACED} - known.keys()):
        raise errors.monitoring.other_segments(others, sorted(known), option)
    for number, (there, here) in others_of(found.names, earlier).items():
        raise errors.monitoring.other_names(option, found.name, number, there=there, here=here)
    made = earlier.purchases.as_of if earlier.purchases and _as_made(found, earlier) else None
    doubts = tuple(_doubts(found, earlier))
    return Before(found.frame.rename({"segment_id": BEFORE}), None, doubts, found.as_of or made)


def _as_made(found: Assigned, earlier: Segmentation) -> bool:
    """Return whether segments are as large as when they were made."""
    return all(found.sizes.get(each.id, 0) == each.size for each in earlier.segments)


def _doubts(found: Assigned, earlier: Segmentation) -> Iterator[Remark]:
    """Doubt names that a person gave and the file has not, unless its segments are as large as when they were made."""
    own = named(earlier)
    others = [name for number, name in found.names.items() if name != own[number]]
    if others and not _as_made(found, earlier):
        yield Remark("names_before", facts={"names": tuple(others[:_SHOWN])})
