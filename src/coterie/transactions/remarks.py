"""What a person should check before trusting the customers made of purchases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from coterie.remarks import Remark

if TYPE_CHECKING:
    from coterie.transactions.customers import Span
    from coterie.transactions.lines import Days, Lines

_GAP = timedelta(days=90)
_MUCH = 0.2
_FEW = 10


def remarks_on(
    buyers: pl.DataFrame, lines: Lines, days: Days, *, span: Span, repeated: int, as_of_given: bool
) -> tuple[Remark, ...]:
    """Say what is doubtful.

    Parameters
    ----------
    buyers : polars.DataFrame
        From `coterie.transactions.customers.aggregate`, those who bought something.
    lines : Lines
        How the rows were judged.
    days : Days
        The table by day.
    span : Span
        What the dates allow.
    repeated : int
        Rows that say the same as one before.
    as_of_given : bool
        Whether the day that is looked back from was given.

    Returns
    -------
    tuple of Remark
    """
    found = [*_dates(lines, days, span, as_of_given=as_of_given), *_returns(buyers, lines, days)]
    if repeated:
        found.append(Remark("purchase_alike", rows=repeated))
    own = buyers["lines"].max()
    rows = int(buyers["lines"].sum())
    if buyers.height >= _FEW and isinstance(own, int) and own > _MUCH * rows:
        found.append(Remark("one_large_customer", lines.columns.customer, own, {"share": own / rows}))
    return tuple(found)


def _dates(lines: Lines, days: Days, span: Span, *, as_of_given: bool) -> list[Remark]:
    """Say what is doubtful about the dates."""
    found, column = [], lines.columns.date
    known = days.frame["day"].drop_nulls().tail(2).to_list()
    last = days.last
    if not as_of_given and last is not None and lines.as_of < last:
        ahead = int(days.frame.filter(pl.col("day") > lines.as_of)["rows"].sum())
        found.append(Remark("dates_far_ahead", column, ahead, {"last": str(last), "before": str(lines.as_of)}))
    elif not as_of_given and len(known) == 2 and known[1] - known[0] > _GAP:
        found.append(Remark("last_date_alone", column, facts={"last": str(known[1]), "before": str(known[0])}))
    if not span.weekends:
        found.append(Remark("no_weekends_monthly" if span.monthly else "no_weekends_short", column))
    if not span.quarters:
        found.append(Remark("no_quarters", column))
    if lines.columns.invoice is None:
        found.append(Remark("day_is_purchase"))
    return found


def _returns(buyers: pl.DataFrame, lines: Lines, days: Days) -> list[Remark]:
    """Say what is doubtful about returns."""
    found = []
    if lines.cancelled:
        found.append(Remark("cancellations", lines.columns.invoice, days.cancellations))
    more = buyers.filter(pl.col("returned") > pl.col("bought")).height
    if more:
        found.append(Remark("more_returned", facts={"customers": more}))
    return found
