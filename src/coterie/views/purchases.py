"""What became of purchases, as terminal and JSON show it: the account of the rows, and the RFM segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import polars as pl
from pydantic import ConfigDict

from coterie.evidence.kept import Count, Share
from coterie.remarks import words
from coterie.sources import to_polars
from coterie.transactions.rfm import SEGMENTS
from coterie.version import __version__
from coterie.views.summarising import change, taken
from coterie.views.summary import Change, Day

if TYPE_CHECKING:
    from coterie.remarks import Remark
    from coterie.transactions import TransactionSummary


@dataclass(frozen=True)
class LeftOut:
    """Rows that were not used, for one reason."""

    code: str
    reason: str
    rows: Count
    detail: str


@dataclass(frozen=True)
class RfmSegment:
    """One of the eleven RFM segments: its customers, their share, and medians, which are None where it is empty."""

    name: str
    share: Share
    customers: Count
    recency_days: float | None = None
    frequency: float | None = None
    monetary: float | None = None


@dataclass(frozen=True)
class JoinedView:
    """The table of customers that was joined, and how many customers are on one side alone."""

    name: str
    sha256: str
    id: str
    """Its column of ids."""
    zeros: bool
    """Whether zeros before an id's number did not matter."""
    unmatched: Literal["keep", "drop"]
    """What became of customers who bought and have no row there."""
    listed: Count
    """Different customers in it."""
    matched: Count
    """Customers who bought and have a row there."""
    without_row: Count
    """Customers who bought and have none."""
    columns: tuple[tuple[str, str], ...]
    """Its other columns, each with the name that it has beside those made of purchases."""


@dataclass(frozen=True)
class PurchasesView:
    """Customers made of purchases, without any one of them; what `coterie transactions --json` prints.

    The fields up to `remarks` are those of `coterie.transactions.TransactionsReport`, with words and dates as text.

    Attributes
    ----------
    columns : tuple of str
        Of the customers.
    rfm_segments : tuple of RfmSegment
        All eleven, the best first.
    out : str
        Where the customers were written.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    source: str
    rows_in: Count
    purchase_rows: Count
    return_rows: Count
    left_out: tuple[LeftOut, ...]
    customers: Count
    purchases: Count
    as_of: Day
    as_of_given: bool
    first_day: Day
    last_day: Day
    remarks: tuple[Change, ...]
    joined: JoinedView | None
    """What was joined from a table of customers, if one was given."""
    columns: tuple[str, ...]
    rfm_segments: tuple[RfmSegment, ...]
    out: str


def purchases_view(done: TransactionSummary, out: str) -> PurchasesView:
    """Return what is shown of customers that were made of purchases.

    Parameters
    ----------
    done : TransactionSummary
    out : str
        Where they were written.

    Examples
    --------
    >>> from coterie.transactions import summarise_transactions
    >>> paid = pl.DataFrame({"who": ["a", "b"], "on": ["2024-01-05", "2024-03-01"], "paid": [10.5, 7.0]})
    >>> done = summarise_transactions(paid, customer="who", date="on", amount="paid")
    >>> [(each.name, each.customers) for each in purchases_view(done, "c.csv").rfm_segments if each.customers]
    [('New Customers', 1), ('Cannot Lose Them', 1)]
    """
    report, customers = done.report, to_polars(done.customers)
    return PurchasesView(
        schema_version=1,
        coterie_version=__version__,
        source=report.source,
        rows_in=report.rows_in,
        purchase_rows=report.purchase_rows,
        return_rows=report.return_rows,
        left_out=tuple(_left_out(each) for each in report.left_out),
        customers=report.customers,
        purchases=report.purchases,
        as_of=report.as_of.isoformat(),
        as_of_given=report.as_of_given,
        first_day=report.first_day.isoformat(),
        last_day=report.last_day.isoformat(),
        remarks=tuple(change(each) for each in report.remarks),
        joined=None if report.joined is None else taken(JoinedView, report.joined),
        columns=tuple(customers.columns),
        rfm_segments=_segments(customers),
        out=out,
    )


def _left_out(each: Remark) -> LeftOut:
    return LeftOut(each.code, words().step(each.code), each.rows, words().detail(each))


def _segments(customers: pl.DataFrame) -> tuple[RfmSegment, ...]:
    medians = pl.col("recency_days", "frequency", "monetary").median()
    found = customers.group_by("rfm_segment").agg(pl.len().alias("customers"), medians)
    own = {row.pop("rfm_segment"): row for row in found.iter_rows(named=True)}
    return tuple(
        RfmSegment(name, own[name]["customers"] / customers.height, **own[name])
        if name in own
        else RfmSegment(name, 0.0, 0)
        for name in SEGMENTS
    )
