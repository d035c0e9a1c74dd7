"""The verb: one row per customer from one row per purchase, and an account of every row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - a parameter is called date
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.remarks import Fact, Remark, words
from coterie.schema.purchases import MADE
from coterie.sources import read, to_kind
from coterie.sources.scan import scan
from coterie.transactions.columns import Columns, examples, reading_of
from coterie.transactions.counting import counting_of
from coterie.transactions.customers import Span, aggregate, describe
from coterie.transactions.joining import Beside, Unmatched, beside_of, join
from coterie.transactions.lines import REASONS, USED, Days, Lines, by_day
from coterie.transactions.remarks import remarks_on
from coterie.transactions.report import TransactionsReport, TransactionSummary
from coterie.transactions.wanted import Wanted

if TYPE_CHECKING:
    from coterie.transactions.idle import Idle

Progress = Callable[[str, int, int], None]
"""Told the stage, the steps done and the steps in all."""

_DIGITS = 15
_SHOWN = {"purchase_unreadable_date": ("date",), "purchase_unreadable_amount": ("amount", "quantity", "price")}


def summarise_transactions(  # noqa: PLR0913 - one parameter a column that can be named
    purchases: object,
    *,
    customer: str,
    date: str,
    amount: str | None = None,
    quantity: str | None = None,
    price: str | None = None,
    invoice: str | None = None,
    category: str | None = None,
    product: str | None = None,
    refunded: str | None = None,
    as_of: Date | str | None = None,
    count: Mapping[str, str | Sequence[str]] | str | None = None,
    returns: Mapping[str, str | Sequence[str]] | str | None = None,
    currency: str | None = None,
    customers: object | None = None,
    customers_id: str | None = None,
    customers_table: str | None = None,
    unmatched: Unmatched = "keep",
    encoding: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    query: str | None = None,
    table: str | None = None,
    on_progress: Progress | None = None,
) -> TransactionSummary:
    """Make one row per customer of one row per purchase: recency, frequency, monetary value and more.

    A row is a return when its amount or its quantity is below zero, or its invoice is a cancellation: it begins with C
    and a digit, as less than half of the invoices do. Returns are taken off `monetary` and are no purchases. A return
    is not matched with the purchase that it undoes: that purchase still counts.

    Parameters
    ----------
    purchases : path or frame
        Whatever `coterie.sources.read` reads. Parquet, lazy Polars frames and large text files in order are never held
        as a whole.
    customer, date : str
        The columns that say who bought, and when.
    amount : str, optional
        The column that says what a row was worth; without it, and without the next two, nothing is said of money; or
    quantity, price : str, optional
        the columns that say how many pieces, and what one cost.
    invoice : str, optional
        Rows of a customer with one invoice are one purchase; without it, and where it is missing, rows of one day are.
    category, product : str, optional
        Columns whose different values are counted.
    refunded : str, optional
        The column that says how much of a row's own amount was given back; it is taken off.
    as_of : datetime.date or str, optional
        The day that is looked back from, such as "2024-12-31"; rows after it are left out. The table's last date
        otherwise; never today.
    count, returns : mapping of str to sequence of str, or str, optional
        By column of status or type the words whose rows count, ``"*"`` for all, and those whose rows are returns; also
        as text, such as ``"Status=paid,shipped"``. With `count`, rows of the column's other words are left out, except
        returns; with `returns` alone, other words stay what they are by themselves.
    currency : str, optional
        The only currency that counts, where there are several.
    customers : path or frame, optional
        A table of customers, whose columns are joined to those made here by the customers' ids.
    customers_id, customers_table : str, optional
        Its column of ids, and its worksheet or its table in a database, where they are not found by themselves.
    unmatched : {"keep", "drop"}
        What becomes of customers who bought and are not in it.
    encoding, sheet, header_row, query, table
        As in `coterie.sources.read`.
    on_progress : callable or None
        Called with the stage, the steps done and the steps in all.

    Returns
    -------
    TransactionSummary

    Raises
    ------
    coterie.errors.InputError
        When a column is not there or not what it is said to be, and when no row is a purchase.
    coterie.errors.NeedsAnswer
        When only a person knows which rows count: which words of a column of status, or which currency.

    Notes
    -----
    Amounts are rounded to 15 digits of the largest one and added as whole numbers: the sums are exact, and the same
    in any order of rows and for any number of threads.

    Examples
    --------
    >>> import polars as pl
    >>> paid = {"who": ["a", "a", "b"], "on": ["2024-01-05", "2024-03-01", "2024-02-01"], "paid": [10.5, -2.5, 7.0]}
    >>> done = summarise_transactions(pl.DataFrame(paid), customer="who", date="on", amount="paid", as_of="2024-03-31")
    >>> done.customers.select("who", "recency_days", "frequency", "monetary").rows()
    [('a', 86, 1, 8.0), ('b', 59, 1, 7.0)]
    >>> done.report.rows_in, done.report.purchase_rows, done.report.return_rows
    (3, 2, 1)
    """
    _check_texts(customer=customer, date=date)
    _check_texts(
        **{
            name: column
            for name, column in {
                "amount": amount,
                "quantity": quantity,
                "price": price,
                "invoice": invoice,
                "category": category,
                "product": product,
                "refunded": refunded,
            }.items()
            if column is not None
        }
    )
    if on_progress is not None and not callable(on_progress):
        raise errors.choosing.bad_value("on_progress", on_progress, "a function, or None")
    beside = beside_of(customers, customers_id=customers_id, customers_table=customers_table, unmatched=unmatched)
    return summarise(
        purchases,
        Columns(customer, date, amount, quantity, price, invoice, category, product, refunded),
        Wanted.of(count, returns, currency),
        as_of=as_of,
        reading={"encoding": encoding, "sheet": sheet, "header_row": header_row, "query": query, "table": table},
        beside=beside,
        on_progress=on_progress,
    )


def summarise(
    purchases: object,
    columns: Columns,
    wanted: Wanted,
    *,
    as_of: Date | str | None = None,
    reading: Mapping[str, Any] | None = None,  # options, each of its own type
    beside: Beside | None = None,
    idle: Idle | None = None,
    on_progress: Progress | None = None,
) -> TransactionSummary:
    """Make one row per customer of one row per purchase, as `summarise_transactions` does.

    Parameters
    ----------
    purchases, as_of, on_progress
        As in `summarise_transactions`.
    columns : Columns
        What each column says.
    wanted : Wanted
        Which rows count.
    reading : mapping, optional
        Options of `coterie.sources.read`.
    beside : Beside, optional
        A table of customers, whose columns stand beside those made of purchases.
    idle : Idle, optional
        Days whose purchases are left out, and at whose end customers are looked at; in place of `as_of`.

    Raises
    ------
    coterie.errors.InputError
        As in `summarise_transactions`.

    Examples
    --------
    >>> paid = pl.DataFrame({"who": ["a", "b"], "on": ["2024-01-05", "2024-03-01"], "paid": [10.5, 7.0]})
    >>> summarise(paid, Columns("who", "on", "paid"), Wanted()).report.purchases
    2
    """
    tell = on_progress or (lambda *_: None)
    tell("Reading", 0, 1)
    day = idle.since if idle else None if as_of is None else _day(as_of)
    source = opened(purchases, **(reading or {}))
    columns.check(source.frame.collect_schema())
    if columns.customer in MADE:
        raise errors.transactions.customer_name_taken(columns.customer)
    rows = int(source.frame.select(pl.len()).collect(engine="streaming").item())
    if not rows:
        raise errors.reading.no_rows(source.name)
    read_as = reading_of(source.frame, columns, rows)
    counting = counting_of(source.frame, columns, read_as, wanted=wanted)
    days = by_day(source.frame, columns, read_as)
    until = day or days.reference
    if until is None:
        raise errors.transactions.no_purchases(rows, [f"none has a date in '{columns.date}'"])
    decimals = max(0, _DIGITS - math.ceil(math.log10(max(days.largest, 1e-100))))
    lines = Lines(source.frame, columns, read_as, until, decimals, days.cancelled, rows, counting)
    work = _work(lines, days, tell)
    return _summary(source, lines, work, as_of_given=day is not None, days=days, beside=beside, idle=idle)


def _check_texts(**names: object) -> None:
    """Refuse a name of a column that is no text."""
    for option, name in names.items():
        if not isinstance(name, str):
            raise errors.choosing.bad_value(option, name, "the name of a column")


@dataclass(frozen=True)
class Opened:
    """A table of purchases that can be looked at again and again."""

    frame: pl.LazyFrame
    name: str
    kind: str
    remarks: tuple[Remark, ...] = ()


def opened(source: object, **reading: Any) -> Opened:  # noqa: ANN401 - keyword arguments of `read`
    """Look at the table lazily where that can be done, and read it where not.

    Examples
    --------
    >>> opened(pl.DataFrame({"who": ["a"]})).kind
    'polars'
    """
    scanned = scan(source) if all(value is None for value in reading.values()) else None
    if scanned is not None:
        return Opened(scanned.frame, scanned.name, scanned.kind)
    table = read(source, **reading)
    return Opened(table.frame.lazy(), table.name, table.kind, table.remarks)


def _day(as_of: Date | str) -> Date:
    """Return the day that is looked back from."""
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, Date):
        return as_of
    try:
        return Date.fromisoformat(str(as_of).strip())
    except ValueError as error:
        raise errors.transactions.bad_as_of(as_of) from error


@dataclass
class Work:
    """What the parts of a table add up to."""

    states: Counter[int] = field(default_factory=Counter)
    counted: list[pl.DataFrame] = field(default_factory=list)
    repeated: int = 0
    gone: Counter[int] = field(default_factory=Counter)
    first: Date | None = None
    last: Date | None = None


def _work(lines: Lines, days: Days, tell: Progress) -> Work:
    """Add up part after part."""
    work = Work(Counter({0: days.without_customer}))
    for done, part in enumerate(lines.parts()):
        tell("Summarising", done, lines.n_parts)
        work.states.update(dict(part["state"].value_counts().rows()))
        work.repeated += part.height - part["same"].n_unique()
        work.counted.append(aggregate(part))
        work.gone.update(dict(_gone(part).rows()))
        used = part.filter(pl.col("state") == USED)["day"]
        work.first = min((day for day in (work.first, used.min()) if isinstance(day, Date)), default=None)
        work.last = max((day for day in (work.last, used.max()) if isinstance(day, Date)), default=None)
    return work


def _gone(part: pl.DataFrame) -> pl.DataFrame:
    """Count the customers none of whose rows is used, by the last reason that applies to any of them."""
    used = (pl.col("state") == USED).any()
    furthest = part.group_by("customer").agg(used.alias("used"), pl.col("state").max())
    return furthest.filter(~pl.col("used")).group_by("state").agg(pl.len())


def _lost(work: Work, counted: pl.DataFrame) -> list[Remark]:
    """Say how many customers have rows, and no purchase that counts."""
    reasons = [(REASONS[number], customers) for number, customers in sorted(work.gone.items())]
    lone = counted.filter(pl.col("frequency").is_null()).height
    reasons += [("returns_only", lone)] if lone else []
    facts: dict[str, Fact] = {"customers": sum(each for _, each in reasons), "reasons": tuple(reasons)}
    return [Remark("customers_left_out", facts=facts)] if reasons else []


def _summary(
    table: Opened,
    lines: Lines,
    work: Work,
    *,
    as_of_given: bool,
    days: Days,
    beside: Beside | None,
    idle: Idle | None,
) -> TransactionSummary:
    """Describe the customers, and account for the rows."""
    counted = pl.concat(work.counted)
    buyers = counted.filter(pl.col("frequency").is_not_null())
    left_out = _left_out(lines, work, counted)
    joint = join(buyers["customer"], lines.columns.customer, beside) if beside and buyers.height else None
    if joint is not None:
        unknown = buyers.filter(~pl.col("customer").is_in(joint.kept.implode()))
        counted = counted.filter(~pl.col("customer").is_in(unknown["customer"].implode()))
        buyers = counted.filter(pl.col("frequency").is_not_null())
        left_out += _unknown(unknown)
    if buyers.is_empty() or work.first is None or work.last is None:
        raise errors.transactions.no_purchases(
            lines.rows, [f"{each.rows} {words().step(each.code)}" for each in left_out]
        )
    last, seen_from = (idle.until, idle.until) if idle else (work.last, lines.as_of)
    span = Span(work.first, last, days.monthly)
    customers = describe(counted, seen_from, span=span, decimals=lines.decimals, money=bool(lines.columns.money))
    returns = int(buyers["return_lines"].sum())
    report = TransactionsReport(
        source=table.name,
        rows_in=lines.rows,
        purchase_rows=int(buyers["lines"].sum()) - returns,
        return_rows=returns,
        left_out=left_out,
        customers=customers.height,
        purchases=int(customers["frequency"].sum()),
        as_of=lines.as_of,
        as_of_given=as_of_given,
        first_day=work.first,
        last_day=work.last,
        remarks=(
            *table.remarks,
            *lines.reading.remarks,
            *lines.counting.remarks,
            *([] if lines.columns.money else [Remark("no_amounts")]),
            *_lost(work, counted),
            *remarks_on(buyers, lines, days, span=span, repeated=work.repeated, as_of_given=as_of_given),
            *(joint.remarks() if joint else ()),
        ),
        joined=joint.joined if joint else None,
    )
    named = customers.rename({"customer": lines.columns.customer})
    if joint is not None:
        named = joint.attach(named)
    return TransactionSummary(to_kind(named, table.kind), report)


def _unknown(buyers: pl.DataFrame) -> tuple[Remark, ...]:
    """Account for the rows of customers who are left out as no table of customers knows them."""
    if buyers.is_empty():
        return ()
    return (Remark("not_in_customer_table", rows=int(buyers["lines"].sum()), facts={"customers": buyers.height}),)


def _left_out(lines: Lines, work: Work, counted: pl.DataFrame) -> tuple[Remark, ...]:
    """Account for the rows that are not used, with examples of what could not be read."""
    found = []
    for number, code in enumerate(REASONS):
        if rows := work.states[number]:
            options = _SHOWN.get(code, ())
            shown = [name for name in (getattr(lines.columns, option) for option in options) if name is not None]
            cells = examples(lines.frame, lines.state() == number, shown) if shown else ()
            found.append(Remark(code, rows=rows, facts={"cells": cells} if cells else {}))
    lone = counted.filter(pl.col("frequency").is_null())
    if rows := int(lone["lines"].sum()):
        found.append(Remark("returns_only", rows=rows, facts={"customers": lone.height}))
    return tuple(found)
