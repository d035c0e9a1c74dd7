"""The nouns: customers made of purchases, and an account of every row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from coterie.remarks import Remark, words
from coterie.showing import Shown
from coterie.transactions.joining import Joined


@dataclass(frozen=True)
class TransactionsReport:
    """What became of every row: `rows_in` are the rows of purchases, of returns, and those left out.

    Attributes
    ----------
    source : str
        The file's name, or "frame".
    rows_in : int
        Rows of the table.
    purchase_rows, return_rows : int
        Rows used, as purchases and as returns.
    left_out : tuple of Remark
        Every other row once, under the first reason that applies.
    customers, purchases : int
        Customers made, and their purchases: the rows of one invoice, or of one day, are one.
    as_of : datetime.date
        The day that is looked back from.
    as_of_given : bool
        Whether it was given, and not taken from the table's last date.
    first_day, last_day : datetime.date
        Of the rows used.
    remarks : tuple of Remark
        What reading did, and what a person should check.
    joined : Joined or None
        What a table of customers added, where there was one.
    """

    source: str
    rows_in: int
    purchase_rows: int
    return_rows: int
    left_out: tuple[Remark, ...]
    customers: int
    purchases: int
    as_of: date
    as_of_given: bool
    first_day: date
    last_day: date
    remarks: tuple[Remark, ...]
    joined: Joined | None = None

    @property
    def far_ahead(self) -> bool:
        """Whether dates far ahead of all others were set aside when the day to look back from was chosen."""
        return any(remark.code == "dates_far_ahead" for remark in self.remarks)

    def to_dict(self) -> dict[str, Any]:  # what JSON holds
        """Return plain data, dates as ISO text, remarks with their words."""
        said = words()
        plain = asdict(self) | {"remarks": [said.told(each) for each in self.remarks]}
        plain["left_out"] = [
            {"code": each.code, "reason": said.step(each.code), "rows": each.rows, "detail": said.detail(each)}
            for each in self.left_out
        ]
        return plain | {name: plain[name].isoformat() for name in ("as_of", "first_day", "last_day")}


@dataclass(frozen=True, repr=False)
class TransactionSummary(Shown):
    """Customers, and what became of every row.

    Attributes
    ----------
    customers : frame of shape (n_customers, n_columns)
        One row per customer, sorted by customer; of the kind that came in (Polars for a file).
    report : TransactionsReport
    """

    customers: Any
    report: TransactionsReport
