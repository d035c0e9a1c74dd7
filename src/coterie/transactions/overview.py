"""What was made of the purchases, as plain data: the account of the rows, and the RFM segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.sources import to_polars
from coterie.transactions.rfm import SEGMENTS

if TYPE_CHECKING:
    from coterie.transactions.report import TransactionSummary


def overview(done: TransactionSummary) -> dict[str, Any]:  # what JSON holds
    """Turn customers and their report into plain data without any one customer.

    Parameters
    ----------
    done : TransactionSummary

    Returns
    -------
    dict
        The report's `to_dict`, `columns` (of the customers), and `rfm_segments`: for each of the eleven its `name`,
        `customers`, their `share`, and the medians of `recency_days`, `frequency` and `monetary`, null where it is
        empty.

    Examples
    --------
    >>> from coterie.transactions import summarise_transactions
    >>> paid = pl.DataFrame({"who": ["a", "b"], "on": ["2024-01-05", "2024-03-01"], "paid": [10.5, 7.0]})
    >>> done = summarise_transactions(paid, customer="who", date="on", amount="paid")
    >>> [(each["name"], each["customers"]) for each in overview(done)["rfm_segments"] if each["customers"]]
    [('New Customers', 1), ('Cannot Lose Them', 1)]
    """
    customers = to_polars(done.customers)
    found = {row["rfm_segment"]: row for row in _segments(customers).to_dicts()}
    empty = {"customers": 0, "recency_days": None, "frequency": None, "monetary": None}
    segments = []
    for name in SEGMENTS:
        own = {key: value for key, value in found.get(name, empty).items() if key != "rfm_segment"}
        segments.append({"name": name, "share": own["customers"] / customers.height, **own})
    return done.report.to_dict() | {"columns": customers.columns, "rfm_segments": segments}


def _segments(customers: pl.DataFrame) -> pl.DataFrame:
    medians = pl.col("recency_days", "frequency", "monetary").median()
    return customers.group_by("rfm_segment").agg(pl.len().alias("customers"), medians)
