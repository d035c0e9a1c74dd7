"""A row a customer from the lines of purchases and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from coterie.transactions.lines import USED
from coterie.transactions.rfm import SCORES, score, segment

WEEKS = 4
"""Weeks that a table must span for the share of weekends to mean something."""

YEAR = 360
"""Days that a table must span for the shares of quarters to mean something."""

_DISTINCT = {"product": "products", "category": "categories"}
_QUARTERS = tuple(f"q{quarter}_share" for quarter in range(1, 5))


@dataclass(frozen=True)
class Span:
    """What the dates of a table allow.

    Attributes
    ----------
    first, last : datetime.date
        Of the rows used.
    monthly : bool
        Whether every date is the first of a month.
    """

    first: date
    last: date
    monthly: bool

    @property
    def weekends(self) -> bool:
        """Whether days of the week can be told."""
        return not self.monthly and self.last - self.first >= timedelta(weeks=WEEKS)

    @property
    def quarters(self) -> bool:
        """Whether every quarter is there."""
        return (self.last - self.first).days >= YEAR


def aggregate(lines: pl.DataFrame) -> pl.DataFrame:
    """Add up the lines of each customer, in whole numbers alone, so that their order changes nothing.

    Parameters
    ----------
    lines : polars.DataFrame
        From `coterie.transactions.lines.Lines.parts`: all lines of these customers.

    Returns
    -------
    polars.DataFrame
        `customer`, `lines` and `return_lines`, `bought` and `returned` in units, `frequency`, `first`, `last`,
        `weekend` and `q1` to `q4` (purchases), and numbers of different `products` and `categories`. A customer with
        returns only has no `frequency`.
    """
    used = lines.lazy().filter(pl.col("state") == USED)
    bought = used.filter(~pl.col("returned"))
    everyone = used.group_by("customer").agg(
        pl.len().alias("lines"),
        pl.col("returned").sum().alias("return_lines"),
        _units(pl.col("returned")).alias("returned"),
        _units(~pl.col("returned")).alias("bought"),
    )
    purchases = bought.group_by("customer", "purchase").agg(pl.col("day").min())
    quarter = pl.col("day").dt.quarter()
    own = purchases.group_by("customer").agg(
        pl.len().alias("frequency"),
        pl.col("day").min().alias("first"),
        pl.col("day").max().alias("last"),
        (pl.col("day").dt.weekday() >= 6).sum().alias("weekend"),
        *((quarter == number).sum().alias(f"q{number}") for number in range(1, 5)),
    )
    joined = everyone.join(own, on="customer", how="left")
    for what, name in _DISTINCT.items():
        if what in lines.columns:
            different = (
                bought.select("customer", what).drop_nulls().unique().group_by("customer").agg(pl.len().alias(name))
            )
            joined = joined.join(different, on="customer", how="left").with_columns(pl.col(name).fill_null(0))
    return joined.collect(engine="streaming")


def _units(which: pl.Expr) -> pl.Expr:
    """Add up amounts exactly: 64 bits could overflow."""
    return pl.when(which).then(pl.col("units").cast(pl.Int128)).otherwise(0).sum()


def describe(counted: pl.DataFrame, as_of: date, *, span: Span, decimals: int, money: bool = True) -> pl.DataFrame:
    """Describe each customer who bought something.

    Parameters
    ----------
    counted : polars.DataFrame
        From `aggregate`, all customers.
    as_of : datetime.date
        The day that is looked back from.
    span : Span
        What the dates allow.
    decimals : int
        Of the units.
    money : bool
        Whether amounts are known; without them nothing is said of money.

    Returns
    -------
    polars.DataFrame
        One row per customer, sorted by customer, as docs/transactions.md describes its columns.
    """
    buyers = counted.filter(pl.col("frequency").is_not_null()).sort("customer")
    n, one = pl.col("frequency"), 10.0**decimals
    shares = [(pl.col("weekend") / n).alias("weekend_share")] if span.weekends else []
    if span.quarters:
        shares += [(pl.col(f"q{number}") / n).alias(name) for number, name in enumerate(_QUARTERS, start=1)]
    described = buyers.select(
        "customer",
        (as_of - pl.col("last")).dt.total_days().alias("recency_days"),
        n.cast(pl.Int64),
        _money(pl.col("bought") - pl.col("returned"), one).alias("monetary"),
        (as_of - pl.col("first")).dt.total_days().alias("tenure_days"),
        (_money(pl.col("bought"), one) / n).alias("average_basket"),
        pl.when(n > 1)
        .then((pl.col("last") - pl.col("first")).dt.total_days() / (n - 1))
        .alias("days_between_purchases"),
        (_money(pl.col("returned"), one) / _money(pl.col("bought"), one)).clip(0, 1).alias("returned_share"),
        *(pl.col(name).cast(pl.Int64) for name in _DISTINCT.values() if name in counted.columns),
        *shares,
    )
    r, f, m = SCORES
    if not money:
        scored = described.with_columns(score("recency_days", low_is_good=True).alias(r), score("frequency").alias(f))
        return scored.drop("monetary", "average_basket", "returned_share")
    return described.with_columns(
        score("recency_days", low_is_good=True).alias(r), score("frequency").alias(f), score("monetary").alias(m)
    ).with_columns(segment())


def _money(units: pl.Expr, one: float) -> pl.Expr:
    """Return whole units as money, divided by NumPy: Polars may multiply by the inverse instead."""
    return units.cast(pl.Float64).map_batches(lambda all_: pl.Series(all_.to_numpy() / one), return_dtype=pl.Float64)
