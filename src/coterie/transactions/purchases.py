"""The noun that stays with customers who were made of purchases: which columns, which day, how many, what to check."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie.remarks import Remark, group_of, joined, retold, say, words
from coterie.schema.purchases import spelled
from coterie.transactions.joining import Joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coterie.sources import Table
    from coterie.transactions.report import TransactionsReport


@retold("says", "otherwise")
@dataclass(frozen=True)
class Purchases:
    """What customers were made of, without any one of them.

    Attributes
    ----------
    columns : dict of str to str
        The column by what it says: "customer", "date", "amount" or "quantity" and "price", "invoice", "product".
    as_of : str
        The day that is looked back from, as 2024-12-31: the table's last date.
    rows, width : int
        Of the table of purchases.
    purchases, customers : int
        How many were made of them.
    says, otherwise : str
        Both as sentences: what was done, and what to type for something else.
    doubts : tuple of Remark
        What can make every customer wrong, to be checked.
    span : (str, str) or None
        The first and the last day of the rows used, as 2024-12-31; None where an earlier version saved none.
    joined : Joined or None
        What a table of customers added, where there was one.
    """

    columns: dict[str, str]
    as_of: str
    rows: int
    width: int
    purchases: int
    customers: int
    says: str
    otherwise: str
    doubts: tuple[Remark, ...]
    span: tuple[str, str] | None = None
    joined: Joined | None = None


def purchases_of(
    report: TransactionsReport, columns: dict[str, str], table: Table, *, rows: Mapping[str, Any] | None = None
) -> Purchases:
    r"""Put into words what was made of a table.

    Parameters
    ----------
    report : TransactionsReport
        The account of its rows.
    columns : dict of str to str
        What each column says.
    table : Table
        The purchases, or a sample of their rows.
    rows : mapping, optional
        Which rows count, by options.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> from coterie.transactions import summarise_transactions
    >>> bought = read(pl.DataFrame({"who": ["a", "b"], "on": ["2024-01-05", "2024-03-01"], "paid": [10.5, 7.0]}))
    >>> columns = {"customer": "who", "date": "on", "amount": "paid"}
    >>> made = purchases_of(summarise_transactions(bought, **columns).report, columns, bought)
    >>> print(made.says.replace(", looking", ",\nlooking").replace(". Col", ".\nCol"))
    2 rows of purchases became one row per customer: 2 purchases of 2 customers,
    looking back from 2024-03-01, the last date of the table.
    Columns: who (customer), on (date), paid (amount).
    """
    width = table.frame.width
    gone = sum(each.rows for each in report.left_out)
    some = "purchases.made_but_far" if report.far_ahead else "purchases.made_but_some"
    says = say(
        some if gone else "purchases.made",
        rows=report.rows_in, gone=gone, purchases=report.purchases, customers=report.customers, day=report.as_of,
        columns=list(_used(columns)),
    )  # fmt: skip
    told = report.joined.says() if report.joined else ()
    says = joined([says, *_rest(report, columns, table), *_lost(report), *told])
    doubts = tuple(remark for remark in report.remarks if group_of(remark.code) == "doubt")
    return Purchases(
        dict(columns), str(report.as_of), report.rows_in, width, report.purchases, report.customers,
        says, _otherwise(columns, table, rows or {}), doubts, (str(report.first_day), str(report.last_day)),
        report.joined,
    )  # fmt: skip


def _used(columns: dict[str, str]) -> Iterator[str]:
    """Say which columns were used for what; pieces and their price are one thing."""
    for what, name in columns.items():
        if what == "quantity":
            yield say("purchases.pieces", quantity=name, price=columns["price"])
        elif what != "price":
            yield say(f"purchases.{what}", column=name)


def _rest(report: TransactionsReport, columns: dict[str, str], table: Table) -> Iterator[str]:
    """Say what became of every other column."""
    judged = dict.fromkeys(each.column for each in report.remarks if each.code in _JUDGED and each.column)
    judging = [name for name in judged if name not in columns.values()]
    unused = [name for name in table.frame.columns if name not in {*columns.values(), *judging}]
    if judging:
        yield say("purchases.judging", columns=judging)
    if unused:
        yield say("purchases.unused", columns=unused)


def _lost(report: TransactionsReport) -> Iterator[str]:
    """Say how many customers have no purchase that counts."""
    return (words().sentence(each) for each in report.remarks if each.code == "customers_left_out")


_JUDGED = frozenset(("rows_counted", "rows_not_counted", "rows_returned", "currency_counted"))


def _otherwise(columns: dict[str, str], table: Table, rows: Mapping[str, Any]) -> str:
    """Say what to type where something else is meant."""
    customer = columns["customer"]
    by_hand = spelled(table.path and table.name, columns, rows=rows)
    day, every = ("--as-of", f"--ignore {shlex.quote(customer)}") if table.path else ("as_of", f"ignore={customer!r}")
    return say("purchases.otherwise", day=day, command=by_hand, every=every)
