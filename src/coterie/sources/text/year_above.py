"""Days without a year, whose year a line above the header states: the format of DATEV's postings, which is public."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie.remarks import Fact, Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = frozenset(("EXTF", "DTVF"))
_BEGINS = 12
_COLUMNS = frozenset(("belegdatum",))
_DAY = r"^(\d{1,2})(\d{2})$"


class Begun(NamedTuple):
    """The year and the month with which the year of a business begins."""

    year: int
    month: int


def begun(line: str, delimiter: str) -> Begun | None:
    """Return what the first line of a file says of the year of its postings; None for other files.

    Examples
    --------
    >>> begun('"EXTF";700;21;"Buchungsstapel";12;20240130;;"RE";"";"";29098;55003;20240401;4', ";")
    Begun(year=2024, month=4)
    >>> begun("Umsatz;Belegdatum", ";") is None
    True
    """
    cells: Sequence[str] = next(csv.reader(line.splitlines()[:1], delimiter=delimiter or ";"), [])
    if len(cells) <= _BEGINS or cells[0].strip("\ufeff ") not in _MARKS:
        return None
    try:
        found = date.fromisoformat(cells[_BEGINS].strip())
    except ValueError:
        return None
    return Begun(found.year, found.month)


def with_years(frame: pl.DataFrame, first: Begun | None) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Give days and months their year.

    Parameters
    ----------
    frame : polars.DataFrame of String
        The table.
    first : Begun or None
        From `begun`.

    Examples
    --------
    >>> postings = pl.DataFrame({"Belegdatum": ["312", "0105", None]})
    >>> with_years(postings, Begun(2024, 4))[0]["Belegdatum"].to_list()
    ['2024-12-03', '2024-05-01', None]
    """
    if first is None:
        return frame, ()
    remarks = []
    for name in frame.columns:
        if name.strip().lower() in _COLUMNS and (days := _dated(frame[name], first)) is not None:
            frame = frame.with_columns(days.alias(name))
            facts: dict[str, Fact] = {"first": str(days.min()), "last": str(days.max())}
            remarks.append(Remark("year_from_above", name, days.count(), facts))
    return frame, tuple(remarks)


def _dated(cells: pl.Series, first: Begun) -> pl.Series | None:
    """Return days with their year as text; None where a cell is no day and month."""
    month = pl.col("cell").str.extract(_DAY, 2).cast(pl.Int32, strict=False)
    day = pl.col("cell").str.extract(_DAY, 1).cast(pl.Int32, strict=False)
    year = pl.when(month >= first.month).then(first.year).otherwise(first.year + 1)
    written = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    bare = cells.str.strip_chars().replace("", None).alias("cell").to_frame()
    read = bare.select(written.str.to_date("%Y-%m-%d", strict=False).cast(pl.String).alias("cell")).to_series()
    return read if read.count() and read.null_count() == bare["cell"].null_count() else None
