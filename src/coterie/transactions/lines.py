"""Rows of purchases, each under the first reason for which it is left out, or as a purchase or a return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.cells import is_nested, is_texty
from coterie.transactions.columns import Columns, Reading, absent, code, without_amount
from coterie.transactions.counting import Counting

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONS = (
    "purchase_without_customer",
    "purchase_not_counted",
    "purchase_other_currency",
    "purchase_without_date",
    "purchase_unreadable_date",
    "purchase_after_day",
    "purchase_without_amount",
    "purchase_unreadable_amount",
    "purchase_of_nothing",
)
"""Why a row is left out, by the code of the remark on it, in the order in which it is asked."""

USED = len(REASONS)
AT_ONCE = 8_000_000
"""Rows held at once, about."""

_CANCELLED = r"^[Cc]\d"
_FAR_AHEAD = timedelta(days=366)
_FEWEST_ROWS, _FEW_ROWS = 20, 1000


@dataclass(frozen=True)
class Days:
    """The table by day, which is small whatever the table is.

    Attributes
    ----------
    frame : polars.DataFrame
        A row a `day`, sorted; null where it cannot be read.
    largest : float
        The largest amount, in size.
    """

    frame: pl.DataFrame
    largest: float

    @property
    def without_customer(self) -> int:
        """Rows without a customer."""
        return int(self.frame["no_customer"].sum())

    @property
    def last(self) -> date | None:
        """The last date of the table."""
        found = self.frame["day"].max()
        return found if isinstance(found, date) else None

    @property
    def reference(self) -> date | None:
        """The day that is looked back from: the last date, unless it is far from all others.

        One row in a thousand, and one always, whose date lies more than a year after every date before it does not
        decide: such dates are mistyped. Of fewer than 20 rows the last date decides.
        """
        known = self.frame.drop_nulls("day").select("day", "rows").rows()
        total = sum(rows for _, rows in known)
        most, beyond, found = max(1, total // _FEW_ROWS), 0, self.last
        for (before, _), (day, rows) in reversed(list(pairwise(known)) if total >= _FEWEST_ROWS else []):
            beyond += rows
            if beyond > most:
                break
            found = before if day - before > _FAR_AHEAD else found
        return found

    @property
    def cancellations(self) -> int:
        """Rows whose invoice begins with C and a digit."""
        return int(self.frame["cancelled"].sum())

    @property
    def cancelled(self) -> bool:
        """Whether an invoice that begins with C is a cancellation: where most invoices do, it means nothing."""
        return 0 < 2 * self.cancellations < int(self.frame["invoiced"].sum())

    @property
    def monthly(self) -> bool:
        """Whether every date is the first of a month, and there are several."""
        known = self.frame["day"].drop_nulls()
        return len(known) > 1 and bool((known.dt.day() == 1).all())


def by_day(frame: pl.LazyFrame, columns: Columns, reading: Reading) -> Days:
    """Count the rows of each day: what has to be known of the whole table before any row is judged.

    Parameters
    ----------
    frame : polars.LazyFrame
        The purchases.
    columns : Columns
        What each column says.
    reading : Reading
        How they are read.

    Returns
    -------
    Days
    """
    cancelled, invoiced = _cancelled(frame, columns)
    counted = (
        frame.select(
            reading.day.alias("day"),
            reading.amount.abs().alias("amount"),
            reading.customer.is_null().alias("no_customer"),
            cancelled.alias("cancelled"),
            invoiced.alias("invoiced"),
        )
        .group_by("day")
        .agg(pl.col("amount").max(), pl.col("no_customer", "cancelled", "invoiced").sum(), pl.len().alias("rows"))
        .collect(engine="streaming")
        .sort("day")
    )
    largest = counted["amount"].max()
    return Days(counted, largest if isinstance(largest, float) else 0.0)


def _cancelled(frame: pl.LazyFrame, columns: Columns) -> tuple[pl.Expr, pl.Expr]:
    """Say which rows have an invoice that begins with C and a digit, and which have one at all."""
    if columns.invoice is None:
        return pl.lit(value=False), pl.lit(value=False)
    invoice = pl.col(columns.invoice)
    if not is_texty(frame.collect_schema()[columns.invoice]):
        return pl.lit(value=False), invoice.is_not_null()
    text = invoice.cast(pl.String).str.strip_chars()
    return text.str.contains(_CANCELLED).fill_null(value=False), invoice.is_not_null()


@dataclass(frozen=True)
class Lines:
    """Reads the lines of the customers, some customers at a time.

    Attributes
    ----------
    frame : polars.LazyFrame
        The purchases.
    columns, reading
        What each column says and how it is read.
    as_of : datetime.date
        Rows after it are left out.
    decimals : int
        Amounts are counted in units of 10^-decimals, so that they add up exactly.
    cancelled : bool
        Whether an invoice that begins with C is a cancellation.
    rows : int
        Of the table.
    counting : Counting
        Which rows count.
    """

    frame: pl.LazyFrame
    columns: Columns
    reading: Reading
    as_of: date
    decimals: int
    cancelled: bool
    rows: int
    counting: Counting = field(default_factory=Counting)

    @property
    def n_parts(self) -> int:
        """How many parts there are."""
        return -(-self.rows // AT_ONCE)

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the lines of some customers, all that each has, until every customer was there.

        Yields
        ------
        polars.DataFrame
            `customer`, `state` (an index of `REASONS`, or `USED`), `day`, `units`, `returned`, `purchase` (rows of one
            purchase have the same), `same` (equal rows have the same), and `category` and `product` where they are.
        """
        parts = self.n_parts
        known = self.frame.filter(self.reading.customer.is_not_null())
        for part in range(parts):
            mine = self.reading.customer.hash(seed=1) % parts == part
            chosen = known.filter(mine) if parts > 1 else known
            yield chosen.select(self._line()).collect(engine="streaming")

    def _line(self) -> list[pl.Expr]:
        schema = self.frame.collect_schema()
        plain = [name for name, dtype in schema.items() if not is_nested(dtype)]
        counted = {"category": self.columns.category, "product": self.columns.product}
        day = self.reading.day.alias("day")
        bought = day.to_physical().cast(pl.UInt64, wrap_numerical=True)
        if self.columns.invoice is not None:
            bought = pl.coalesce(code(self.columns.invoice, schema[self.columns.invoice]), bought)
        units = (self.reading.amount.abs() * 10.0**self.decimals).round().cast(pl.Int64)
        return [
            self.reading.customer.alias("customer"),
            self.state().alias("state"),
            day,
            units.alias("units"),
            self.returned().alias("returned"),
            bought.alias("purchase"),
            pl.struct(plain).hash(seed=0).alias("same"),
            *(code(name, schema[name]).alias(what) for what, name in counted.items() if name is not None),
        ]

    def returned(self) -> pl.Expr:
        """Say which rows are returns: by their amount, their pieces or their invoice."""
        cancelled, _ = _cancelled(self.frame, self.columns)
        less = (self.reading.amount < 0) | (self.reading.quantity < 0).fill_null(value=False)
        less = less | self.counting.returned
        return (less | cancelled if self.cancelled else less).fill_null(value=False)

    def state(self) -> pl.Expr:
        """Say why a row is left out, as an index of `REASONS`."""
        reading = self.reading
        tests = (
            reading.customer.is_null(),
            self.counting.skipped,
            self.counting.foreign,
            absent(self.frame, self.columns.date),
            reading.day.is_null(),
            reading.day > self.as_of,
            without_amount(self.frame, self.columns),
            reading.amount.is_null(),
            (reading.amount.abs() * 10.0**self.decimals).round() == 0,
        )
        state: pl.Expr = pl.lit(USED, dtype=pl.UInt8)
        for number in reversed(range(USED)):
            state = pl.when(tests[number]).then(pl.lit(number, dtype=pl.UInt8)).otherwise(state)
        return state
