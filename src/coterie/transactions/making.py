"""Purchases where customers were expected: notice them, and make one row per customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from coterie import errors
from coterie.cleaning.account import Account, Step
from coterie.remarks import Fact, Remark
from coterie.schema import Draft, draft
from coterie.schema.purchases import MADE
from coterie.sources import Table, to_polars
from coterie.transactions.by_row import customer_of_row
from coterie.transactions.columns import Columns
from coterie.transactions.purchases import Purchases, purchases_of
from coterie.transactions.summarise import summarise
from coterie.transactions.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.cleaning import CleaningReport
    from coterie.options import Options
    from coterie.transactions.idle import Idle
    from coterie.transactions.joining import Beside
    from coterie.transactions.report import TransactionsReport
    from coterie.transactions.summarise import Progress

_DECIMALS = 6  # those of a CSV file of customers, which must lead to the same segments
_REPEATS = 1.2  # rows a customer from which on they are purchases, also where no column numbers these


@dataclass(frozen=True)
class Made:
    """Customers made of purchases, and what they were made of.

    Attributes
    ----------
    table : Table
        One row per customer, under the name and the fingerprint of the purchases.
    purchases : Purchases
    steps : tuple of Step
        From the lines of the file to the customers.
    names : frozenset of str
        The columns of the purchases.
    customer_of_row : callable
        Returns for each row of the purchases the row of its customer in `table`, −1 for none.
    index : index or None
        That of the purchases, where they came as a frame that has one.
    """

    table: Table
    purchases: Purchases
    steps: tuple[Step, ...]
    names: frozenset[str]
    customer_of_row: Callable[[], NDArray[np.int64]]
    index: Any = None

    def meant(self, options: Options) -> Options:
        """Return options without what they say of columns that only purchases have."""
        gone = self.names - set(self.table.frame.columns)
        return _without(options, gone)

    def accounted(self, report: CleaningReport) -> CleaningReport:
        """Return the report of cleaning the customers as one that begins with the purchases."""
        account = Account((*self.steps, *report.account.rows[1:]), report.account.columns)
        return replace(report, rows_in=self.purchases.rows, account=account)


def drafted(table: Table, options: Options, beside: Beside | None = None) -> Draft:
    """Plan a table by options, some of which may speak of the customers that are made of its purchases.

    Parameters
    ----------
    table : Table
    options : Options
    beside : Beside, optional
        A table of customers beside one of purchases, of whose columns options speak as well.

    Returns
    -------
    Draft

    Raises
    ------
    coterie.errors.InputError
        For an option that names no column.

    Examples
    --------
    >>> from coterie.options import Options
    >>> from coterie.sources import read
    >>> n = range(40)
    >>> days = [f"2024-01-{day % 28 + 1:02}" for day in n]
    >>> bought = read(pl.DataFrame({"client_id": [i % 9 for i in n], "day": days, "amount": [i * 7 % 11 for i in n]}))
    >>> drafted(bought, Options(features=("recency_days",))).purchases
    {'customer': 'client_id', 'date': 'day', 'amount': 'amount'}
    """
    if beside is not None:
        return _draft(table, _without(options, (MADE - set(table.frame.columns)) | beside.names))
    plain = _without(options, MADE - set(table.frame.columns))
    found = _draft(table, plain)
    return found if found.purchases or plain == options else _draft(table, options)


def _draft(table: Table, options: Options) -> Draft:
    return draft(
        table,
        id=options.id,
        features=options.features,
        describe=options.describe,
        ignore=options.ignore,
        types=options.type,
        missing=options.missing,
        decimal=None if options.decimal == "auto" else options.decimal,
    )


def _without(options: Options, gone: frozenset[str]) -> Options:
    """Return options that do not name some columns."""
    kept: dict[str, Any] = {  # options, each of its own type
        name: tuple(column for column in getattr(options, name) or () if column not in gone)
        for name in ("features", "describe", "ignore")
    }
    kept["features"] = kept["features"] or None
    kept |= {
        name: {column: value for column, value in getattr(options, name).items() if column not in gone}
        for name in ("type", "missing")
    }
    changed = {name: value for name, value in kept.items() if value != getattr(options, name)}
    return replace(options, **changed) if changed else options


def customers_in(
    purchases: object,
    found: Draft,
    *,
    table: Table,
    rows: Mapping[str, Any] | None = None,  # options, each of its own type
    beside: Beside | None = None,
    on_progress: Progress | None = None,
) -> Made | None:
    """Make one row per customer where a table plainly holds purchases.

    Parameters
    ----------
    purchases, table, rows, beside, on_progress
        As in `make_customers`.
    found : Draft
        The plan of the table, from `drafted`.

    Returns
    -------
    Made or None
        None for customers; also for what may be purchases but is not certain, cannot be summarised, or repeats so few
        customers that they may stand there twice by mistake. The plan then says what it is.

    Raises
    ------
    coterie.errors.NeedsAnswer
        When only a person knows which rows count.
    coterie.errors.OptionError
        When it was said which rows count, or which customers to join, and that cannot be done, or these are no
        purchases.
    """
    told = next((name for name, value in (rows or {}).items() if value), None)
    if not found.purchases:
        _refuse(told, found, table, beside)
        return None
    try:
        made = make_customers(
            purchases, found.purchases, table=table, rows=rows, beside=beside, on_progress=on_progress
        )
    except errors.NeedsAnswer:
        raise
    except errors.InputError:
        if told or beside:
            raise
        return None
    often = made.purchases.rows >= _REPEATS * made.purchases.customers
    if often or beside or "invoice" in found.purchases:
        return made
    _refuse(told, found, table)
    return None


def _refuse(told: str | None, found: Draft, table: Table, beside: Beside | None = None) -> None:
    """Refuse what was said of purchases where a table is planned as one of customers."""
    if beside is not None:
        turned = bool(draft(beside.table).purchases)
        if found.problem is not None and not turned:
            raise found.problem
        raise errors.transactions.customers_without_purchases(table.name, beside.table.name, turned=turned)
    if told and found.problem is None:
        raise errors.transactions.not_purchases(f"--{told}", table.name)


def make_customers(
    purchases: object,
    columns: dict[str, str],
    *,
    table: Table,
    rows: Mapping[str, Any] | None = None,  # options, each of its own type
    earlier: bool = False,
    beside: Beside | None = None,
    idle: Idle | None = None,
    on_progress: Progress | None = None,
) -> Made:
    """Make one row per customer, as `coterie transactions` does.

    Parameters
    ----------
    purchases : Table, path or frame
        The rows; a path is looked at lazily where that can be done.
    columns : dict of str to str
        What each column says.
    table : Table
        The same rows or a sample of them, for the name, the fingerprint and the lines.
    rows : mapping, optional
        Which rows count: `count`, `returns` and `currency` of `coterie.summarise_transactions`.
    earlier : bool
        Whether that was said of earlier purchases, so that these may lack some of the words.
    beside : Beside, optional
        A table of customers, whose columns stand beside those made of purchases.
    idle : Idle, optional
        Days whose purchases are left out, and at whose end customers are looked at.
    on_progress : callable or None
        Told how far summarising is.

    Raises
    ------
    coterie.errors.InputError
        When the columns do not hold what they are to say.

    Examples
    --------
    >>> from coterie.sources import read
    >>> bought = read(pl.DataFrame({"who": ["a", "b", "a"], "on": ["2024-01-05"] * 3, "paid": [10.5, 7.0, 2.0]}))
    >>> made = make_customers(bought, {"customer": "who", "date": "on", "amount": "paid"}, table=bought)
    >>> made.table.frame["who"].to_list(), [(step.code, step.rows) for step in made.steps]
    (['a', 'b'], [('rows_read', 3), ('more_rows_of_customer', 1)])
    """
    if isinstance(purchases, Table):
        purchases = replace(purchases, kind="polars")
    said = rows or {}
    wanted = Wanted.of(said.get("count"), said.get("returns"), said.get("currency"), earlier=earlier)
    named: dict[str, Any] = dict(columns)  # keyword arguments
    done = summarise(purchases, Columns(**named), wanted, beside=beside, idle=idle, on_progress=on_progress)
    own = pl.selectors.float() & pl.selectors.by_name(*MADE, require_all=False)
    customers = to_polars(done.customers).with_columns(own.round(_DECIMALS))
    found = purchases_of(done.report, columns, table, rows=rows)
    made = replace(table, frame=customers, remarks=_remarks(done.report), lines=(), index=None)
    if beside is not None:  # what is text now is written as it was there
        made = replace(made, delimiter=beside.table.delimiter, since_1904=beside.table.since_1904)
    asked = partial(customer_of_row, _ids_alone(purchases, columns), columns["customer"], customers.to_series(0))
    return Made(made, found, _steps(done.report, table), frozenset(table.frame.columns), asked, table.index)


def _ids_alone(purchases: object, columns: dict[str, str]) -> object:
    """Return the column of customers alone, of purchases that are held: no more need be kept."""
    return purchases.frame.select(columns["customer"]) if isinstance(purchases, Table) else purchases


def _remarks(report: TransactionsReport) -> tuple[Remark, ...]:
    """Say what was done to the rows, what was left out of them, and what reading did."""
    kinds: dict[str, Fact] = {"purchases": report.purchase_rows, "returns": report.return_rows}
    made = Remark("purchases_made_customers", rows=report.purchase_rows + report.return_rows, facts=kinds)
    return (*report.remarks, *report.left_out, made)


def _steps(report: TransactionsReport, table: Table) -> tuple[Step, ...]:
    """Tell how the lines of the file became customers."""
    used = report.purchase_rows + report.return_rows
    steps = [Step(code, rows, left_out=at > 0) for at, (code, rows) in enumerate(table.lines)]
    steps.append(Step("rows_read", report.rows_in, left_out=False))
    steps += [Step(each.code, each.rows, left_out=True) for each in report.left_out]
    if report.left_out:
        steps.append(Step("purchases_and_returns", used, left_out=False))
    return (*steps, Step("more_rows_of_customer", used - report.customers, left_out=True))
