"""Dates that build segments: as numbers they are days before the last date of the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import as_date
from coterie.remarks import say
from coterie.remarks.labelling import column_label
from coterie.schema.columns import Schema
from coterie.schema.purchases import day_of
from coterie.schema.vocabulary import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from coterie.schema.columns import Column
    from coterie.schema.facts import Facts

_DAY_AND_MONTH = r"^(\d{1,2})(?:0[1-9]|1[0-2])$"


def with_days(schema: Schema, frame: pl.DataFrame) -> Schema:
    """Return a plan in which dates that build segments are numbers, counted back from the last date of a table.

    Parameters
    ----------
    schema : Schema
        With features that are dates.
    frame : polars.DataFrame
        The table, as it was read.

    Raises
    ------
    coterie.errors.InputError
        When not one date can be read.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.columns import Column
    >>> table = pl.DataFrame({"joined": ["2024-01-31", "2023-06-30"], "seen": ["2024-02-29", None]})
    >>> joined = Column("joined", "date", "feature", 0, "", date_format="%Y-%m-%d")
    >>> seen = Column("seen", "date", "descriptor", 0, "", date_format="%Y-%m-%d")
    >>> [(each.type, each.days_before) for each in with_days(Schema((joined, seen)), table).columns]
    [('numeric', '2024-02-29'), ('date', '')]
    """
    dates = [column for column in schema.features if column.type == "date"]
    if not dates:
        return schema
    return counted_from(schema, last_day(frame, that_say_when(schema)), dates)


def counted_from(schema: Schema, day: date | None, dates: Sequence[Column]) -> Schema:
    """Return a plan in which these dates are numbers, counted back from a day.

    Examples
    --------
    >>> from datetime import date
    >>> from coterie.schema.columns import Column
    >>> joined = Column("joined", "date", "feature", 0, "")
    >>> counted_from(Schema((joined,)), date(2024, 2, 29), [joined])["joined"].days_before
    '2024-02-29'
    """
    names = {column.name for column in dates}
    if day is None and dates:
        option = "--features"
        raise errors.columns.no_values(option, dates[0].name)
    return Schema(
        tuple(
            replace(column, type="numeric", days_before=str(day)) if column.name in names else column
            for column in schema.columns
        )
    )


def that_say_when(schema: Schema) -> list[Column]:
    """Return the dates that say when a table was made: those used, but for days that by their name are yet to come.

    Examples
    --------
    >>> from coterie.schema.columns import Column
    >>> columns = (Column("joined", "date", "feature", 0, ""), Column("due date", "date", "descriptor", 0, ""))
    >>> [column.name for column in that_say_when(Schema(columns))]
    ['joined']
    """
    used = [column for column in (*schema.features, *schema.descriptors) if column.comes_as == "date"]
    return [column for column in used if day_of(column.name) != "later"] or used


def last_day(frame: pl.DataFrame, columns: Iterable[Column]) -> date | None:
    """Return the last date of some columns; None where they have none.

    Examples
    --------
    >>> from datetime import date
    >>> import polars as pl
    >>> from coterie.schema.columns import Column
    >>> last_day(pl.DataFrame({"seen": [date(2024, 2, 29)]}), [Column("seen", "date", "descriptor", 0, "")])
    datetime.date(2024, 2, 29)
    """
    latest = (as_date(frame[column.name], column.date_format).max() for column in columns)
    return max((day for day in latest if day is not None), default=None)  # type: ignore[return-value] # dates alone


def is_without_year(fact: Facts) -> bool:
    """Return whether a column of days holds days and months alone: "0312", as some programs of accounting write them.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> cells = {"Belegdatum": ["0312", "105", "2811"], "order year": ["2012", "1911", "2001"]}
    >>> [is_without_year(fact) for fact in facts_of(pl.DataFrame(cells))]
    [True, False]
    """
    if not says(fact.name) & {"date", "event"} or not fact.distinct:
        return False
    values = fact.sample().values
    days = values.str.extract(_DAY_AND_MONTH).cast(pl.Int64, strict=False)
    fits = values.str.contains(_DAY_AND_MONTH).all() and bool(days.is_between(1, 31).all())
    return fits and not bool(values.str.contains(r"^(?:19|20)\d\d$").all())


def words_of_days(schema: Schema) -> dict[str, str]:
    """Return what to call the features that are dates, in names and sentences that speak of numbers.

    Examples
    --------
    >>> from coterie.schema.columns import Column
    >>> words_of_days(Schema((Column("joined", "numeric", "feature", 0, "", days_before="2024-02-29"),)))
    {'joined': 'number of days since joined'}
    """
    return {
        column.name: say("schema.days_since", column=column_label(column.name))
        for column in schema.features
        if column.days_before
    }
