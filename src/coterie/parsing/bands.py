"""Bands of numbers, such as ``[25,35)``, ``(55, 65]``, ``25-34`` and ``$25K-$50K``: steps in order, and no numbers."""

from __future__ import annotations

from functools import cache

import polars as pl

from coterie.parsing.vocabulary import words_of

_NUMBER = r"(?:\p{Sc}\s*)?([+-]?(?:\d+(?:[.,]\d+)?|\.\d+|(?i:inf(?:inity)?)|∞))\s*(?:(?i:k|m|tsd|mn)\b)?\s*\p{Sc}?"
_BETWEEN = r"\s*(?:-|\x{2013}|\x{2014}|~|\x{301c}|\x{ff5e}|/|\.\.+|(?i:to|bis|a|à|até|do|до|至))\s*"
_PLAIN = rf"^[(\[]?\s*{_NUMBER}{_BETWEEN}{_NUMBER}\D{{0,12}}$"
_BRACKETED = r"^([(\[\]])\s*([+-]?(?:[\d.]+|inf))\s*[,;]\s*([+-]?(?:[\d.]+|inf))\s*([)\[\]])$"
_MONTH_AND_DAY = r"^(?:([\p{L}\p{M}]{3,})\.?[-\s.]+\d{1,2}|\d{1,2}\.?[-\s.]+([\p{L}\p{M}]{3,})\.?)$"
_MOST_BANDS = 60
_ENOUGH = 0.9
_CHAINED = 0.5


def are_bands(values: pl.Series) -> bool:
    """Return whether the values of a column are bands between two numbers in brackets.

    ``(15,25]`` is nothing else. ``(15,25)`` might be a minus and a decimal comma: it is a band where lower edges
    are upper edges of others, each lies below its own upper edge, and there are not many.

    Examples
    --------
    >>> are_bands(pl.Series(["(15,25]", "(25,35]"])), are_bands(pl.Series(["(15,25)", "(25,35)"]))
    (True, True)
    >>> are_bands(pl.Series(["(15,25)", "(8,50)", "12,00"]))
    False
    """
    if not values.str.starts_with("(").any() and not values.str.contains(r"^[\[\]]").any():
        return False
    pairs = values.to_frame("v").select(
        pl.col("v").str.extract(_BRACKETED, 2).str.to_lowercase().cast(pl.Float64, strict=False).alias("low"),
        pl.col("v").str.extract(_BRACKETED, 3).str.to_lowercase().cast(pl.Float64, strict=False).alias("high"),
        pl.col("v").str.contains(r"[\[\]]").alias("square"),
    )
    known = pairs.drop_nulls()
    if known.height < _ENOUGH * len(values) or not (known["low"] < known["high"]).all():
        return False
    if known["square"].any():
        return True
    chained = known.select(pl.col("low").is_in(pl.col("high").implode()).sum()).item()
    return 1 < known.height <= _MOST_BANDS and chained >= _CHAINED * (known.height - 1)


def spoilt_bands(values: pl.Series) -> pl.Series:
    """Return the values that are bands which a spreadsheet took for dates: ``Oct-14`` among ``15-19`` was 10-14.

    Examples
    --------
    >>> spoilt_bands(pl.Series(["Oct-14", "15-19", "09-Jun", "20-24"])).to_list()
    ['Oct-14', '09-Jun']
    >>> spoilt_bands(pl.Series(["Oct-14", "Nov-15"])).to_list(), spoilt_bands(pl.Series(["15-19", "Web-20"])).to_list()
    ([], [])
    """
    if not values.str.contains(_MONTH_AND_DAY).any():
        return values.clear()
    month = values.str.extract(_MONTH_AND_DAY, 1).fill_null(values.str.extract(_MONTH_AND_DAY, 2)).str.to_lowercase()
    spoilt = values.filter(month.is_in(_month_words()).fill_null(value=False))
    others = values.filter(~values.is_in(spoilt.implode()))
    return spoilt if len(spoilt) and are_plain_bands(others).any() else values.clear()


@cache
def _month_words() -> list[str]:
    return [word for months in words_of("months").values() for words in months.values() for word in words]


def are_plain_bands(values: pl.Series) -> pl.Series:
    """Return which values are two numbers with a dash or a word for "to" between them, in brackets or without.

    Examples
    --------
    >>> are_plain_bands(pl.Series(["25-34", "(35-45)", "$25K-$50K", "Oct-14", "25"])).to_list()
    [True, True, True, False, False]
    """
    return values.str.contains(_PLAIN)
