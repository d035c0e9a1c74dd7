"""What people write beside a number that is not part of it: no cents, debit and credit, the open end of a scale."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from coterie.parsing.vocabulary import all_words

_DASH = "[-=\u2010-\u2015\u2212]"
_NO_CENTS = rf"(\d)(?:[.,:] ?{_DASH}{{1,3}}|/[-=])(\D*)$"
_HINT = rf"[+<>\u2264\u2265\u2a7d\u2a7e]|[.,:] ?{_DASH}|/[-=]|[\p{{L}}\p{{M}}]{{2}}|\d\s*[^\x00-\x7f]"


def without_marks(text: pl.Series) -> pl.Series:
    """Return cells with nothing beside their numbers but a minus where they are debits.

    Parameters
    ----------
    text : polars.Series of String
        Cells that are no numbers as they stand.

    Returns
    -------
    polars.Series of String
        ``3.285,-`` says that there are no cents: 3.285; ``12.50 DR`` is -12.50, ``12.50 CR`` 12.50; ``5+``, ``<5`` and
        ``5 or more`` are 5.

    Examples
    --------
    >>> without_marks(pl.Series(["kr 3.285,-", "12.50 DR", "12.50 Cr.", "5 or more", "<5", "-5 DR"])).to_list()
    ['kr 3.285', '-12.50', '12.50', '5', '5', '-5 DR']
    """
    cell = pl.first().str.replace(_NO_CENTS, "$1$2")
    for pattern, sign in ((_debit(), "-"), (_credit(), ""), (_open_end(), "")):
        cell = cell.str.replace(pattern, f"{sign}$1$2$3")
    return text.to_frame().select(cell.str.strip_chars()).to_series()


def may_have_marks(text: pl.Series) -> pl.Series:
    """Return which cells may hold what `without_marks` takes off; found quickly, as most cells hold nothing of it.

    Examples
    --------
    >>> may_have_marks(pl.Series(["3.285,-", "12 DR", "5+", "C1001", "2024-01-31"])).to_list()
    [True, True, True, False, False]
    """
    return text.str.contains(_HINT)


def are_debits(text: pl.Series) -> pl.Series:
    """Return which cells bear a mark of debit.

    Examples
    --------
    >>> are_debits(pl.Series(["12.50 DR", "12.50Dr", "12.50 CR", "12.50"])).to_list()
    [True, True, False, False]
    """
    return text.str.contains(_debit())


def are_credits(text: pl.Series) -> pl.Series:
    """Return which cells bear a mark of credit.

    Examples
    --------
    >>> are_credits(pl.Series(["12.50 DR", "12.50 CR", "12.50"])).to_list()
    [False, True, False]
    """
    return text.str.contains(_credit())


def are_open_ended(text: pl.Series) -> pl.Series:
    """Return which cells are the open end of a scale.

    Examples
    --------
    >>> are_open_ended(pl.Series(["5+", "4 or more", "< 10", "7", "+5"])).to_list()
    [True, True, True, False, False]
    """
    return text.str.strip_chars().str.contains(_open_end())


def no_cents_behind(mark: str) -> str:
    """Return the pattern of a cell that says "no cents" behind thousands that `mark` separates.

    Examples
    --------
    >>> bool(re.search(no_cents_behind("."), "Fr. 3.285.-")), bool(re.search(no_cents_behind(","), "3.285,-"))
    (True, False)
    """
    return rf"\d[{mark}]\d{{3}}[.,:] ?{_DASH}"


def has_no_cents(text: pl.Series) -> pl.Series:
    """Return which cells end in dashes instead of cents.

    Examples
    --------
    >>> has_no_cents(pl.Series(["15,-", "15.-", "15-"])).to_list()
    [True, True, False]
    """
    return text.str.contains(_NO_CENTS)


def without_no_cents(text: pl.Series) -> pl.Series:
    """Return cells without dashes instead of cents.

    Examples
    --------
    >>> without_no_cents(pl.Series(["3.285,-- €"])).to_list()
    ['3.285 €']
    """
    return text.str.replace(_NO_CENTS, "$1$2")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _debit() -> str:
    return _marked("debit")


@cache
def _credit() -> str:
    return _marked("credit")


def _marked(side: str) -> str:
    """Return the pattern of an amount without a sign, with a mark of that side before or behind it."""
    words = _either(all_words("debits", side))
    before = rf"(?:{words})(?:\.?(\d[^-+(]*)|\b\.?:?\s*([^-+(]*\d[^-+(]*))"
    return rf"(?i)^(?:{before}|([^-+(]*\d(?:[^-+(]*?[^-+(\p{{L}}])?)\s*(?:{words})\.?)$"


@cache
def _open_end() -> str:
    """Return the pattern of a number with a word or a sign for an open end, before or behind it."""
    before, behind = (_either(all_words("open_ends", place)) for place in ("before", "behind"))
    number = r"(?:\p{L}{2,4}\.?\s*|[^\d\p{L}]{0,3}?)\d[\d.,' ]*\s*\D{0,6}?"
    return rf"(?i)^(?:(?:{before})\s*({number})|({number})\s*(?:{behind}))()$"
