"""Customers of several months, each month beside those the segments were made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.monitoring.drift import Drift
from coterie.monitoring.walking import Walked, Where, days_of, watch
from coterie.parsing.cells import as_date, as_text, is_texty
from coterie.parsing.dates import date_format
from coterie.sources import Table, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.segmentation import Segmentation

DATE = "--date"

ENOUGH = 0.9
"""Purchases that cover at least so much of the days of before can be compared with those."""


@dataclass(frozen=True)
class Month:
    """The customers of one month.

    Attributes
    ----------
    month : str
        Such as 2026-05.
    drift : Drift or None
        How they differ; None for a segmentation that kept nothing to compare with.
    stops : bool
        Whether they are so unlike that scoring would refuse them.
    segments : dict of int to int
        Customers by segment.
    days : int or None
        Of purchases, where they cover too few days up to then to be compared: how many; then there is no `drift`.
    wanted : int or None
        How many those cover that the segments were made from; None where rows are customers.
    """

    month: str
    drift: Drift | None
    stops: bool
    segments: dict[int, int]
    days: int | None = None
    wanted: int | None = None

    @property
    def customers(self) -> int:
        """Those with a segment."""
        return sum(self.segments.values())


def months_of(segmentation: Segmentation, customers: object, where: Where, *, date: str | None) -> tuple[Month, ...]:
    """Compare each month of a table with the customers that the segments were made from.

    Parameters
    ----------
    segmentation : Segmentation
    customers : path or frame
        A row per customer, or per customer and month, with a column of dates; the table is held. Or purchases: then
        each month's customers are all who had bought by its end, in as many days as the purchases cover that the
        segments were made from.
    where : Where
        How they are read.
    date : str or None
        The column of dates; None: that of the purchases, or the only one.

    Returns
    -------
    tuple of Month
        In their order; rows without a date are in none.

    Raises
    ------
    coterie.errors.InputError
        Where no column, or more than one, holds dates; as `coterie.score`.

    Examples
    --------
    >>> import coterie
    >>> from datetime import date
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(bank, k=2, evidence="none").segmentation
    >>> days = pl.Series([date(2026, 4 + i % 2, 1) for i in range(500)])
    >>> months = months_of(found, bank.with_columns(day=days), Where({}, {}), date="day")
    >>> [(each.month, each.customers) for each in months]
    [('2026-04', 250), ('2026-05', 250)]
    """
    table = read(customers, **where.reading)
    bought = _purchase_date(segmentation, table)
    column = date or bought or _only_date(table.frame)
    if column not in table.frame.columns:
        raise errors.columns.unknown_column(DATE, column, table.frame.columns)
    days = _days(table.frame[column])
    if days is None:
        raise errors.monitoring.no_dates_in(column)
    rest = replace(where, reading={})
    known = ids_of(segmentation)
    reach = None if bought is None else _Reach(days_of(segmentation.purchases))
    return tuple(
        _month(month, covered, watch(segmentation, part, rest, label=False), known, reach)
        for month, part, covered in _parts(table, days, reach)
    )


@dataclass(frozen=True)
class _Reach:
    """How many days purchases are looked back on; None for all, of a segmentation that did not keep it."""

    days: int | None


def _month(
    month: str, covered: int, seen: tuple[Walked, Drift | None], known: Sequence[int], reach: _Reach | None
) -> Month:
    walked, drift = seen
    counts = {number: walked.counts.get(number, 0) for number in known}
    wanted = None if reach is None else reach.days
    if wanted is not None and covered < ENOUGH * wanted:
        return Month(month, None, stops=False, segments=counts, days=covered, wanted=wanted)
    return Month(month, drift, walked.stops, counts, wanted=wanted)


def ids_of(segmentation: Segmentation) -> list[int]:
    """Return the ids of a segmentation, in the order of its segments."""
    return [each.id for each in segmentation.identities.segments]


def _parts(table: Table, days: pl.Series, reach: _Reach | None) -> Iterator[tuple[str, Table, int]]:
    """Yield the rows of each month; of purchases those of as many days up to its end, and how many they cover."""
    months, ordinal = days.dt.strftime("%Y-%m"), days.dt.epoch("d")
    known = ordinal.drop_nulls().to_numpy()
    for month in sorted(months.drop_nulls().unique()):
        rows, covered = months == month, 0
        if reach is not None:
            end = min(_end_of(month), int(known.max()))
            begin = max(int(known.min()), end - (reach.days or 10**6) + 1)
            rows, covered = ordinal.is_between(begin, end), end - begin + 1
        yield month, replace(table, frame=table.frame.filter(rows.fill_null(value=False))), covered


def _end_of(month: str) -> int:
    """Return the last day of a month, in days since 1970.

    Examples
    --------
    >>> date.fromordinal(_end_of("2024-02") + date(1970, 1, 1).toordinal())
    datetime.date(2024, 2, 29)
    """
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return (following - date(1970, 1, 1)).days - 1


def _purchase_date(segmentation: Segmentation, table: Table) -> str | None:
    """Return the date column of purchases; None where the rows are customers."""
    features = [column.name for column in segmentation.schema.features]
    if segmentation.purchases is None or all(name in table.frame.columns for name in features):
        return None
    return segmentation.purchases.columns.get("date")


def _only_date(frame: pl.DataFrame) -> str:
    found = [name for name in frame.columns if _days(frame[name]) is not None]
    if len(found) != 1:
        raise errors.monitoring.which_date(found, frame.columns)
    return found[0]


def _days(cells: pl.Series) -> pl.Series | None:
    """Return cells as days; None where they hold none."""
    if cells.dtype.is_temporal():
        return None if isinstance(cells.dtype, pl.Time | pl.Duration) else as_date(cells)
    if not is_texty(cells.dtype):
        return None
    form = date_format(as_text(cells))
    return None if form is None else as_date(cells, form.format)
