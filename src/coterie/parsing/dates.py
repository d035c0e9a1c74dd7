"""Dates as people write them; the time of day is dropped."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from coterie.parsing.numbers import tidy
from coterie.parsing.vocabulary import words_of

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
_ZONE = r"(?:[A-Z]{1,5}|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?(?:\[[^\]]*\])?"
_TIME = rf"(?i)[T ,:]+{_CLOCK}\s*(?:[ap]\.?m\.?)?\s*{_ZONE}$"
_COMPACT = rf"(?i)^(\d{{8}})T?\d{{4}}(?:\d{{2}}(?:\.\d+)?)?{_ZONE}$"
_WEEKDAY = r"(?i)^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?[, ]|\p{L}{2,}\.?,)\s*"
_YEAR_LAST = rf"(?i)^([a-z]{{3,}} +\d{{1,2}}) +{_CLOCK}(?: +[A-Z]{{3,4}})? +(\d{{4}})$"
_GLUED = r"(?i)^(\d{1,2})([a-z]{3,})(\d{2,4})\b"
_TICKS = r"^/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/$"
_WORD = r"([\p{L}\p{M}]{3,}|[^\x00-\x7f]{2,})"
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CROATIAN = " in croatian"  # the one language whose months are others by the same words: its listopad is an October
_SHAPE = (
    r"(?i)^(?:\d{1,4}-\d{1,2}-\d{1,4}|\d{8}|\d{1,2}-?[a-z]{3,}-?\d{2,4}|[a-z]{3,}-?\d{1,2}-\d{2,4}"
    r"|\d{4}-[a-z]{3,}-\d{1,2})$"
)
_FORMATS = (
    "%Y-%m-%d", "%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d", "%Y%m%d",
    "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%b-%d-%Y", "%B-%d-%Y", "%b-%d-%y", "%Y-%b-%d",
)  # fmt: skip
ISO = "%Y-%m-%d"
EXCEL = "excel"
EXCEL_1904 = "excel from 1904"
EPOCH = "epoch"
_EXCEL_ZERO = date(1899, 12, 30)
_1904_ZERO = date(1904, 1, 1)
_DAY_FIRST = {"%d-%m-%Y": "%m-%d-%Y", "%d-%m-%y": "%m-%d-%y"}
_NUMBERS_ALONE = {"%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d"}
_LATEST = 50
_ENOUGH = 0.9


class DateFormat(NamedTuple):
    """How a column writes its dates.

    Attributes
    ----------
    format : str
        A strftime pattern with ``-`` between its parts, or "excel", "excel from 1904" or "epoch" for
        numbers. "%d-%m-%y from 1940" where
        two digits stand for the years 1940 to 2039; "%Y-%m-%d|%d-%m-%Y" where dates are written in two ways;
        "%d-%b-%Y in croatian" where that language decides what a month's name means.
    share : float
        Share of the cells that it reads, 0 to 1.
    other : str
        The format that reads every cell as well but means other days; empty when there is none.
    """

    format: str
    share: float
    other: str = ""


def _plain(text: pl.Series, *, croatian: bool = False) -> pl.Series:
    """Return the day alone, with ``-`` between its parts and English names of months."""
    day = tidy(text)
    worded = day.str.contains(r"\D{3}").fill_null(value=False).arg_true()
    if len(worded):
        day = day.scatter(worded, _unworded(day.gather(worded), croatian=croatian))
    if day.str.contains(_TICKS).any():
        day = _from_ticks(day)
    day = day.str.replace(_COMPACT, "$1").str.replace(_TIME, "").str.strip_chars(" .,日г")
    return (
        day.str.replace_all(r"(\d)(?:st|nd|rd|th)\b", "$1")
        .str.replace_all(r"\s*[-/., _年月]\s*", "-")
        .str.replace_all("-+", "-")
    )


def _unworded(day: pl.Series, *, croatian: bool) -> pl.Series:
    """Return days without the words beside them, and with English names of months."""
    day = (
        day.str.replace(_WEEKDAY, "")
        .str.replace(_YEAR_LAST, "$1 $2")
        .str.replace_all(r"(?i)\b(?:of|de|del)\b|\bd['\u2019]", " ")
    )
    return _with_english_months(day, croatian=croatian).str.replace(_GLUED, "$1-$2-$3")


def _with_english_months(day: pl.Series, *, croatian: bool) -> pl.Series:
    """Return days with the name of a month in English, cut to three letters."""
    word = day.str.extract(_WORD).str.to_lowercase()
    month = word.replace_strict(_months(croatian=croatian), default=None, return_dtype=pl.String)
    known = pl.when(pl.col("month").is_not_null()).then(pl.col("day").str.replace(_WORD, pl.col("month")))
    return pl.DataFrame({"day": day, "month": month}).select(known.otherwise("day")).to_series()


@cache
def _months(*, croatian: bool) -> dict[str, str]:
    """Return English months by the words for them, those of Croatian before or behind the others."""
    languages = sorted(words_of("months").items(), key=lambda each: (each[0] == "croatian") == croatian)
    return {
        word: _ENGLISH[int(number) - 1] for _, months in languages for number, words in months.items() for word in words
    }


def _is_croatian(text: pl.Series) -> bool:
    """Return whether the months of a column are Croatian: words that this language alone knows, or knows otherwise."""
    words = set(tidy(text).str.extract(_WORD).str.to_lowercase().drop_nulls().unique())
    doubtful = {word for word in words if _months(croatian=True).get(word) != _months(croatian=False).get(word)}
    if not doubtful:
        return False
    known = {
        language: len(words & {word for listed in months.values() for word in listed})
        for language, months in words_of("months").items()
    }
    return known.pop("croatian") > max(known.values())


def _from_ticks(day: pl.Series) -> pl.Series:
    """Return days where thousandths of seconds since 1970 stand as some services write them in JSON."""
    ticks = day.str.extract(_TICKS).cast(pl.Int64)
    return ticks.cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%d").fill_null(day)


def _parse(plain: pl.Series, form: str) -> pl.Series:
    """Read days by one format, or by the first of two that fits; years outside 1800 to 2200 are no dates."""
    first, _, second = form.partition("|")
    if second:
        days = _parse(plain, first)
        return days.zip_with(days.is_not_null(), _parse(plain, second))
    form, _, start = form.partition(" from ")
    padded = plain.str.replace_all(r"\b(\d)\b", "0$1")
    days = padded.str.to_date(form, strict=False)
    day, year = pl.col("d"), pl.col("d").dt.year()
    if start:
        days = days.to_frame("d").select(
            pl.when(year < int(start)).then(day.dt.offset_by("100y"))
            .when(year > int(start) + 99).then(day.dt.offset_by("-100y")).otherwise(day)
        ).to_series()  # fmt: skip
    return in_reach(days)


def in_reach(days: pl.Series) -> pl.Series:
    """Return days, null where the year is outside 1800 to 2200: no date of a customer.

    Examples
    --------
    >>> import polars as pl
    >>> in_reach(pl.Series([date(2024, 1, 1), date(9999, 12, 31)])).to_list()
    [datetime.date(2024, 1, 1), None]
    """
    known = pl.when(pl.col("d").dt.year().is_between(1800, 2200)).then("d")
    return days.alias("d").to_frame().select(known.alias(days.name)).to_series()


def _with_century(plain: pl.Series, form: str) -> str:
    """Say which hundred years two digits stand for, where the usual 1969 to 2068 would tear the dates apart.

    The dates lie on one side of the widest gap between them, and the last of them not after 2049.
    """
    if "%y" not in form:
        return form
    years = _parse(plain, form).drop_nulls().dt.year().unique().sort()
    digits = sorted({int(year) % 100 for year in years})
    gaps = [(after - before) % 100 or 100 for before, after in zip(digits, digits[1:] + digits[:1], strict=True)]
    widest = gaps.index(max(gaps))
    last, first = digits[widest], digits[(widest + 1) % len(digits)]
    latest = last + (2000 if last < _LATEST else 1900)
    start = latest - (last - first) % 100
    return form if years[0] >= start and years[-1] <= latest else f"{form} from {start}"


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
    if plain.is_empty() or plain.str.contains(_SHAPE).mean() < _ENOUGH:  # type: ignore[operator]  # a Boolean's mean
        return None
    croatian = _is_croatian(cells)
    if croatian:
        plain = _plain(cells, croatian=True)
    best = DateFormat("", 0.0)
    for form in _FORMATS:
        share = _share(plain, form)
        if share > best.share:
            best = DateFormat(form, share)
        elif best.format in _DAY_FIRST and form == _DAY_FIRST[best.format] and share == best.share:
            best = best._replace(other=form)
    if best.other and cells.str.contains(r"^\d+\.").all():
        best = best._replace(other="")
    if 0 < best.share < _ENOUGH:
        best = _second(plain, best)
    form = _with_century(plain, best.format) + _CROATIAN * croatian
    return best._replace(format=form) if best.share >= _ENOUGH else None


def _share(plain: pl.Series, form: str) -> float:
    """Return the share of the cells that a format reads."""
    return float(_parse(plain, form).is_not_null().mean() or 0.0)  # type: ignore[arg-type]  # a Boolean's mean


def _second(plain: pl.Series, best: DateFormat) -> DateFormat:
    """Add a format to one that leaves some cells unread, unless both could exchange day and month."""
    forms = [form for form in _FORMATS if not {form, best.format} <= _NUMBERS_ALONE]
    pairs = [DateFormat(f"{best.format}|{form}", _share(plain, f"{best.format}|{form}")) for form in forms]
    return max(pairs, key=lambda pair: pair.share)


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
    if form in {EXCEL, EXCEL_1904, EPOCH}:
        return number_to_date(text.cast(pl.Float64, strict=False), form)
    days, is_croatian, _ = form.partition(_CROATIAN)
    return _parse(_plain(text, croatian=bool(is_croatian)), days)


def number_to_date(numbers: pl.Series, form: str) -> pl.Series:
    """Read days from Excel's serial numbers, or from seconds, thousandths or millionths of them since 1970."""
    number = pl.col("n")
    read: pl.Expr
    if form in {EXCEL, EXCEL_1904}:
        zero = _EXCEL_ZERO if form == EXCEL else _1904_ZERO
        days = pl.lit(zero) + pl.duration(days=number.floor().cast(pl.Int64, strict=False))
        read = pl.when(number.is_between(1, 109_574)).then(days)
    else:
        seconds = pl.when(number > 1e14).then(number / 1e6).when(number > 1e11).then(number / 1e3).otherwise(number)
        read = pl.from_epoch(seconds.cast(pl.Int64, strict=False), time_unit="s").dt.date()
    return numbers.to_frame("n").select(read).to_series()
