"""Assignments as a table of a database holds them: with the time, the segmentation they come from, and a key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation

COLUMNS = ("scored_at", "artefact", "coterie_version")
"""What is added; files have none of it, so that the same customers give the same bytes."""

_NO_KEY = {"id_repeated", "id_missing"}


class Stamped(NamedTuple):
    """Assignments for a database.

    Attributes
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        With the time in UTC, the short hash and the version of the segmentation in every row.
    key : str or None
        The id, where there is one and it can be a primary key: every customer has one, and no other has it.
    """

    frame: pl.DataFrame | pl.LazyFrame
    key: str | None


def stamped(frame: pl.DataFrame | pl.LazyFrame, segmentation: Segmentation, *, now: datetime | None = None) -> Stamped:
    """Add to assignments when and by what they were made, and find their key.

    Parameters
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        Assignments; rows that say the same of the same customer are one here. Of a lazy one, what cleaning found says
        whether ids are all there and all different.
    segmentation : Segmentation
        What gave the segments.
    now : datetime.datetime or None
        The time, in UTC; None: this moment.

    Raises
    ------
    coterie.errors.InputError
        For an id that is called as one of the columns added.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none")
    >>> found = stamped(result.assignments, result.segmentation)
    >>> found.key, found.frame.columns[-3:]
    ('customer_id', ['scored_at', 'artefact', 'coterie_version'])
    """
    for name in COLUMNS:
        if name in frame.collect_schema():
            raise errors.columns.reserved_column(name)
    frame = _once(frame, segmentation.schema.id)
    whole = frame.with_columns(pl.lit(value).alias(name) for name, value in stamps(segmentation, now=now).items())
    return Stamped(whole, _key(frame, segmentation))


def stamps(segmentation: Segmentation, *, now: datetime | None = None) -> dict[str, object]:
    """Return what is added to every row, by the names of `COLUMNS`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none")
    >>> list(stamps(result.segmentation)) == list(COLUMNS)
    True
    """
    time = (now or datetime.now(UTC)).replace(tzinfo=None)
    return dict(zip(COLUMNS, (time, segmentation.short_hash, segmentation.version), strict=True))


def _once(frame: pl.DataFrame | pl.LazyFrame, key: str | None) -> pl.DataFrame | pl.LazyFrame:
    """Return rows once that say the same of the same customer, so that a table keeps its key."""
    if isinstance(frame, pl.LazyFrame) or key not in frame.columns or frame[key].n_unique() == frame.height:
        return frame
    return frame.unique(maintain_order=True)


def _key(frame: pl.DataFrame | pl.LazyFrame, segmentation: Segmentation) -> str | None:
    key = segmentation.schema.id
    if key is None or key not in frame.collect_schema():
        return None
    if isinstance(frame, pl.LazyFrame):
        unique = not any(remark.code in _NO_KEY for remark in segmentation.cleaning.remarks)
    else:
        unique = frame[key].null_count() == 0 and frame[key].n_unique() == frame.height
    return key if unique else None
