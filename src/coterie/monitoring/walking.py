"""Customers of one day, gone through once by one segmentation: their segments, and what is unlike before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.monitoring.drift import Drift, drift
from coterie.monitoring.labelling import WHO, placed_as, who_is
from coterie.monitoring.migration import UNPLACED
from coterie.monitoring.tallying import Tallying
from coterie.remarks import Remark
from coterie.scoring import Passing, customers_of
from coterie.scoring.scorer import Decimal
from coterie.transactions import Idle, Purchases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.scoring.scorer import Counting
    from coterie.segmentation import Segmentation


@dataclass(frozen=True)
class Where:
    """How customers are read.

    Attributes
    ----------
    reading, joining : mapping
        As `coterie.score` takes them.
    folder : pathlib.Path or None
        Where a large text file is laid down meanwhile.
    decimal : {"auto", ".", ","}
        The mark before decimals; "auto": that of when the segments were made.
    idle : Idle or None
        Days whose purchases are left out, and at whose end customers are looked at.
    """

    reading: Mapping[str, Any]
    joining: Mapping[str, Any]
    folder: Path | None = None
    decimal: Decimal = "auto"
    idle: Idle | None = None


_AS_FAR = 1.25
"""Purchases that go back further than this many times as far have larger totals for that reason alone."""

_FEW = 0.01
"""Of the rows; where no more repeat an id, shares and moves are those of all but for digits that nobody reads."""


@dataclass(frozen=True, eq=False)
class Walked:
    """What comes of it.

    Attributes
    ----------
    labels : polars.DataFrame or None
        `who` and `segment_id`, -1 without one; None where nobody asked.
    counts : dict of int to int
        Customers by segment; -1 without one. Where labels were asked for, those with an id, each once.
    doubts : tuple of Remark
    stops : bool
        Whether most segments would be wrong.
    sha256 : str
        Of the customers' table as it was read.
    further : float
        How many times as far as those of before purchases go back; 1 where rows are customers.
    key : str
        What stands for ids: their column, or the row's number.
    bought : Purchases or None
        What customers were made of; None where rows are customers.
    """

    labels: pl.DataFrame | None
    counts: dict[int, int]
    doubts: tuple[Remark, ...]
    stops: bool
    sha256: str
    further: float
    key: str
    bought: Purchases | None = None


def walk(
    segmentation: Segmentation, customers: object, where: Where, *, label: bool, counting: Counting | None = None
) -> Walked:
    """Give customers their segment as they pass by.

    Parameters
    ----------
    segmentation : Segmentation
    customers : path or frame
        Or purchases, where the segments were made from these.
    where : Where
    label : bool
        Whether to keep who is in which segment.
    counting : optional
        As in `Scorer.batches`.

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`, but not for customers who are unlike those of before.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(bank, k=2, evidence="none").segmentation
    >>> walked = walk(found, bank, Where({}, {}), label=True)
    >>> sum(walked.counts.values()), walked.labels.columns, walked.stops
    (499, ['who', 'segment_id'], False)
    """
    shown, purchases = customers_of(
        segmentation, customers, checks="lenient", joining=where.joining, idle=where.idle, **where.reading
    )
    passing = Passing(
        segmentation, shown, checks="lenient", folder=where.folder, decimal=where.decimal, **where.reading
    )
    parts, key = [], ""
    for frame in passing.frames(counting):
        key = frame.columns[0]
        if label:
            parts.append(frame.select(who_is(key), placed_as("segment_id").alias("segment_id")))
    whole = pl.concat(parts) if label else None
    labels = None if whole is None else _once(whole)
    counts = passing.counts if labels is None else dict(labels["segment_id"].value_counts().iter_rows())
    return Walked(
        labels=labels,
        counts={UNPLACED if number is None else number: n for number, n in counts.items()},
        doubts=(
            *(purchases.doubts if purchases else ()),
            *_of_time(segmentation.purchases, purchases),
            *_of_ids(segmentation, whole, key),
            *passing.doubts,
        ),
        stops=passing.stops,
        sha256=passing.digest(),
        further=_further(segmentation.purchases, purchases),
        key=key,
        bought=purchases,
    )


def watch(segmentation: Segmentation, customers: object, where: Where, *, label: bool) -> tuple[Walked, Drift | None]:
    """Return customers as they passed by, and how they differ from those that the segments were made from.

    Parameters
    ----------
    segmentation, customers, where, label
        As in `walk`.

    Returns
    -------
    walked : Walked
    seen : Drift or None
        None for a segmentation that kept nothing to compare with.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(bank, k=2, evidence="none").segmentation
    >>> watch(found, bank, Where({}, {}), label=False)[1].answer
    'steady'
    """
    if segmentation.reference is None:
        return walk(segmentation, customers, where, label=label), None
    tallying = Tallying(segmentation)
    walked = walk(segmentation, customers, where, label=label, counting=tallying)
    return walked, drift(segmentation.reference, tallying.finish(), further=walked.further)


def _once(labels: pl.DataFrame) -> pl.DataFrame:
    """Return labels of customers with an id, the first of each."""
    return labels.filter(pl.col(WHO).is_not_null()).unique(WHO, keep="first", maintain_order=True)


def days_of(purchases: Purchases | None) -> int | None:
    """Return how many days purchases go back; None of none, and where an earlier version did not keep it.

    Examples
    --------
    >>> days_of(None) is None
    True
    """
    if purchases is None or purchases.span is None:
        return None
    first, last = map(date.fromisoformat, purchases.span)
    return (last - first).days + 1


def _further(before: Purchases | None, now: Purchases | None) -> float:
    then, here = days_of(before), days_of(now)
    return 1.0 if then is None or here is None else here / then


def _of_time(before: Purchases | None, now: Purchases | None) -> Iterator[Remark]:
    """Tell of purchases that go back much further than those of before, or much less far."""
    if not 1 / _AS_FAR <= _further(before, now) <= _AS_FAR:
        yield Remark("other_span", facts={"now": days_of(now) or 0, "before": days_of(before) or 0})


def _of_ids(segmentation: Segmentation, labels: pl.DataFrame | None, key: str) -> Iterator[Remark]:
    """Tell of ids that are not there, missing or repeated, where somebody is to be followed."""
    wanted = segmentation.schema.id
    if labels is None or wanted is None:
        return
    if key != wanted:
        yield Remark("ids_gone", column=wanted, rows=labels.height)
        return
    missing = labels[WHO].null_count()
    again = labels.height - missing - labels[WHO].drop_nulls().n_unique()
    if missing:
        yield Remark("ids_empty", column=wanted, rows=missing)
    if again > _FEW * labels.height:
        yield Remark("ids_again", column=wanted, rows=again)
