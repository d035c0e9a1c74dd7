"""What a person should check before trusting the customers made of purchases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from coterie.number_format import percent
from coterie.sources import Remark

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
        detail = "kept: two lines alike may be two pieces; if the table was loaded twice, take them out first"
        found.append(Remark(None, "row like another in every column", repeated, detail))
    own = buyers["lines"].max()
    rows = int(buyers["lines"].sum())
    if buyers.height >= _FEW and isinstance(own, int) and own > _MUCH * rows:
        detail = f"{percent(own / rows)} of the rows used: perhaps no person, but a till or a stand-in for a missing id"
        found.append(Remark(lines.columns.customer, "one customer has very many rows", own, detail))
    return tuple(found)


def _dates(lines: Lines, days: Days, span: Span, *, as_of_given: bool) -> list[Remark]:
    """Say what is doubtful about the dates."""
    found, column = [], lines.columns.date
    known = days.frame["day"].drop_nulls().tail(2).to_list()
    if not as_of_given and len(known) == 2 and known[1] - known[0] > _GAP:
        detail = f"the one before is {known[0]}; if it is a mistake, give the day to look back from with --as-of"
        found.append(Remark(column, f"the last date, {known[1]}, stands alone", 0, detail))
    if not span.weekends:
        why = "every date is the first of a month" if span.monthly else "the dates span less than four weeks"
        found.append(Remark(column, "no share of weekends", 0, why))
    if not span.quarters:
        found.append(Remark(column, "no shares of quarters", 0, "the dates span less than a year"))
    if lines.columns.invoice is None:
        found.append(Remark(None, "rows of a customer on one day are one purchase", 0, "no --invoice was named"))
    return found


def _returns(buyers: pl.DataFrame, lines: Lines, days: Days) -> list[Remark]:
    """Say what is doubtful about returns."""
    found = []
    if lines.cancelled:
        detail = "numbers that begin with C and a digit: returns"
        found.append(Remark(lines.columns.invoice, "cancellations among the invoices", days.cancellations, detail))
    more = buyers.filter(pl.col("returned") > pl.col("bought")).height
    if more:
        detail = "their purchases may lie before the table's first day; monetary is below 0, returned_share is 1"
        found.append(Remark(None, f"{more} customers gave back more than they bought", 0, detail))
    return found
