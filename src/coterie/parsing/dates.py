"""Dates as people write them; the time of day is dropped."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

_TIME = r"(?i)[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
_SHAPE = (
    r"(?i)^(?:\d{1,4}-\d{1,2}-\d{1,4}|\d{8}|\d{1,2}-?[a-z]{3,}-?\d{2,4}|[a-z]{3,}-?\d{1,2}-\d{4}"
    r"|\d{4}-[a-z]{3,}-\d{1,2})$"
)
_FORMATS = (
    "%Y-%m-%d", "%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d", "%Y%m%d",
    "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%b-%d-%Y", "%B-%d-%Y", "%Y-%b-%d",
)  # fmt: skip
EXCEL = "excel"
EPOCH = "epoch"
_EXCEL_ZERO = date(1899, 12, 30)
_DAY_FIRST = {"%d-%m-%Y": "%m-%d-%Y", "%d-%m-%y": "%m-%d-%y"}


class DateFormat(NamedTuple):
    """How a column writes its dates.

    Attributes
    ----------
    format : str
        A strftime pattern with ``-`` between its parts, or "excel" or "epoch" for numbers.
    share : float
        Share of the cells that it reads, 0 to 1.
    other : str
        The format that reads every cell as well but means other days; empty when there is none.
    """

    format: str
    share: float
    other: str = ""


def _plain(text: pl.Series) -> pl.Series:
    """Return the day alone, with ``-`` between its parts."""
    day = text.str.strip_chars().str.replace(_TIME, "").str.strip_chars(" .,")
    return (
        day.str.replace_all(r"(\d)(?:st|nd|rd|th)\b", "$1")
        .str.replace_all(r"\s*[-/., ]\s*", "-")
        .str.replace_all("-+", "-")
    )


def _parse(plain: pl.Series, form: str) -> pl.Series:
    """Read days by one format; years outside 1800 to 2200 are no dates."""
    padded = plain.str.replace_all(r"\b(\d)\b", "0$1")
    days = padded.str.to_date(form, strict=False)
    return (
        days.to_frame("d").select(pl.when(pl.col("d").dt.year().is_between(1800, 2200)).then(pl.col("d"))).to_series()
    )


def date_format(text: pl.Series) -> DateFormat | None:
    """Find the one format that reads most cells of a column.

    Where day and month could be exchanged in every cell, the day is taken to stand first, unless the parts are
    separated by ``/``, where nothing tells: then `other` is set, and whoever asks has to say so.

    Parameters
    ----------
    text : polars.Series of String
        Cells, missing ones null.

    Returns
    -------
    DateFormat or None
        None when fewer than nine cells in ten are dates in one format.

    Examples
    --------
    >>> import polars as pl
    >>> date_format(pl.Series(["31/12/2024", "01/02/2025"])).format
    '%d-%m-%Y'
    >>> date_format(pl.Series(["03/04/2024", "01/02/2025"])).other
    '%m-%d-%Y'
    >>> date_format(pl.Series(["12.5", "7.25"])) is None
    True
    """
    cells = text.drop_nulls()
    plain = _plain(cells)
    if plain.is_empty() or plain.str.contains(_SHAPE).mean() < 0.9:  # type: ignore[operator]  # a Boolean's mean
        return None
    best = DateFormat("", 0.0)
    for form in _FORMATS:
        share = _parse(plain, form).is_not_null().mean() or 0.0
        if share > best.share:  # type: ignore[operator]  # a Boolean's mean
            best = DateFormat(form, float(share))  # type: ignore[arg-type]  # as above
        elif best.format in _DAY_FIRST and form == _DAY_FIRST[best.format] and share == best.share:
            best = best._replace(other=form)
    if best.other and cells.str.contains(r"\.").all():
        best = best._replace(other="")
    return best if best.share >= 0.9 else None


def to_date(text: pl.Series, form: str) -> pl.Series:
    """Read dates from text by a format that `date_format` found; what is none becomes null.

    Examples
    --------
    >>> import polars as pl
    >>> to_date(pl.Series(["12/1/2010 13:04", "soon"]), "%m-%d-%Y").to_list()
    [datetime.date(2010, 12, 1), None]
    >>> to_date(pl.Series(["45292"]), "excel").to_list()
    [datetime.date(2024, 1, 1)]
    """
    if form in {EXCEL, EPOCH}:
        return number_to_date(text.cast(pl.Float64, strict=False), form)
    return _parse(_plain(text), form)


def number_to_date(numbers: pl.Series, form: str) -> pl.Series:
    """Read days from Excel's serial numbers, or from seconds or milliseconds since 1970."""
    number = pl.col("n")
    read: pl.Expr
    if form == EXCEL:
        days = pl.lit(_EXCEL_ZERO) + pl.duration(days=number.floor().cast(pl.Int64, strict=False))
        read = pl.when(number.is_between(1, 109_574)).then(days)
    else:
        seconds = pl.when(number > 1e11).then(number / 1000).otherwise(number)
        read = pl.from_epoch(seconds.cast(pl.Int64, strict=False), time_unit="s").dt.date()
    return numbers.to_frame("n").select(read).to_series()
