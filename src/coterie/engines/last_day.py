"""The last date of a table that comes in batches: dates that build segments are counted back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.engines.ids import NONE
from coterie.schema.days import counted_from, last_day, that_say_when

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coterie.engines.engine import Engine
    from coterie.schema import Column, Schema


def with_last_day(engine: Engine, schema: Schema) -> Schema:
    """Return a sample's plan with dates counted back from the last date of all customers.

    Parameters
    ----------
    engine : Engine
        Of the table. Only the columns of dates are read, and only where dates build segments.
    schema : Schema
        As a sample shows it.

    Examples
    --------
    >>> from datetime import date
    >>> from coterie.engines.memory import InMemory
    >>> from coterie.schema import Column, Schema
    >>> from coterie.sources import read
    >>> table = read(pl.DataFrame({"joined": [date(2024, 2, 29), date(2023, 1, 1)]}))
    >>> sampled = Schema((Column("joined", "numeric", "feature", 0, "", days_before="2023-01-01"),))
    >>> with_last_day(InMemory(table, lambda *_: None), sampled)["joined"].days_before
    '2024-02-29'
    """
    dates = [column for column in schema.features if column.days_before]
    if not dates:
        return schema
    latest = LastDay(that_say_when(schema))
    names = [column.name for column in latest.columns]
    found = engine.gather(lambda *rows: rows, latest, stage="Reading", columns=names, dropped=NONE)[0]
    return counted_from(schema, found.finish(), dates)


class LastDay:
    """Finds the last date of some columns; an accumulator (`coterie.engines.accumulator`).

    Parameters
    ----------
    columns : sequence of Column
        The columns of dates.

    Examples
    --------
    >>> from datetime import date
    >>> from coterie.schema import Column
    >>> latest = LastDay([Column("joined", "date", "feature", 0, "")])
    >>> latest.add(pl.DataFrame({"joined": [date(2024, 2, 29), None]}))
    >>> latest.finish()
    datetime.date(2024, 2, 29)
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._day: date | None = None

    def add(self, frame: pl.DataFrame, numbers: pl.Series | None = None) -> None:  # noqa: ARG002 - in any order
        """Look at more rows."""
        self._look(last_day(frame, self.columns))

    def merge(self, other: LastDay) -> None:
        """Look at what another one looked at."""
        self._look(other._day)

    def finish(self) -> date | None:
        """Return the last date; None where there was none."""
        return self._day

    def to_arrow(self) -> pl.DataFrame:
        """Return the last date as a table of one cell."""
        return pl.DataFrame({"day": [self._day]}, schema={"day": pl.Date})

    def from_arrow(self, state: pl.DataFrame) -> LastDay:
        """Return one with this state."""
        found = LastDay(self.columns)
        found._day = state["day"][0]
        return found

    def _look(self, day: date | None) -> None:
        self._day = max(filter(None, (self._day, day)), default=None)
