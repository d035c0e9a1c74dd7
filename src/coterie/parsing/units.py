"""The one unit that all numbers of a column are written with: ``45 yrs``, ``12 kg``, ``$900/month``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_WORD = r"[^\d\s<>=~+±%.,;:()'\"\-][^\d<>=±]{0,11}"
_BODY = r"[+-]?(?:\d[\d.,' \u00a0\u202f\u2019]*\d|\d)"
_AFTER = rf"^\D{{0,4}}?{_BODY}\s*({_WORD}?)\s*$"
_CODE_LETTER = r"\d[A-Z]$"
_MOST_UNITS = 5
_SIDES: dict[tuple[str, ...], str] = {
    ("h", "s"): "s",
    ("c", "d"): "d",
    ("a", "d"): "d",
    ("d", "h"): "d",
    ("d", "k"): "d",
}
"""Letters behind amounts of an account, and which of the two is debit: Soll and Haben, Dare and Avere."""
_CENTS = r"\d[.,]\d\d\s*\p{L}\.?\s*$"


def units_of(text: pl.Series) -> tuple[str, ...]:
    """Return the unit of numbers in its spellings, or several units where they are mixed.

    Parameters
    ----------
    text : polars.Series of String
        Different cells that are no plain numbers, missing ones null.

    Returns
    -------
    tuple of str
        Each in lower case without a point behind; singular and plural are one unit. Empty where more than one in ten
        has none, or where there are more than five.

    Examples
    --------
    >>> import polars as pl
    >>> units_of(pl.Series(["1 month", "12 months"]))
    ('month', 'months')
    >>> units_of(pl.Series(["1 month", "2 years"])), units_of(pl.Series(["12A", "7A"]))
    (('month', 'years'), ())
    """
    cells = text.drop_nulls()
    found = cells.str.extract(_AFTER).str.strip_chars(" .").str.to_lowercase()
    found = found.replace("", None)
    if found.null_count() > 0.1 * len(found) or not found.count():
        return ()
    letters = tuple(sorted(found.drop_nulls().unique()))
    if letters in _SIDES and cells.str.contains(_CENTS).mean() == 1:
        return letters
    if cells.str.contains(_CODE_LETTER).any() and found.str.len_chars().max() == 1:
        return ()  # 12A, 13A: a letter that is part of a code
    spellings = tuple(sorted(found.drop_nulls().unique()))
    return spellings if len({one_of(word) for word in spellings}) <= _MOST_UNITS else ()


def one_of(word: str) -> str:
    """Return a unit's singular, as far as a last "s" tells.

    Examples
    --------
    >>> one_of("months"), one_of("kg")
    ('month', 'kg')
    """
    return word.removesuffix("s") if len(word) > 2 else word


def are_sides(units: tuple[str, ...]) -> bool:
    """Return whether units are the letters of debit and credit.

    Examples
    --------
    >>> import polars as pl
    >>> are_sides(units_of(pl.Series(["12.50 S", "7.00 H"]))), are_sides(("h",)), units_of(pl.Series(["7 S", "9 H"]))
    (True, False, ('h', 's'))
    """
    return units in _SIDES


def without_units(text: pl.Series, units: tuple[str, ...]) -> pl.Series:
    """Return cells without their unit.

    Examples
    --------
    >>> import polars as pl
    >>> without_units(pl.Series(["1 month", "12 Months.", "7", "3 years"]), ("month", "months")).to_list()
    ['1', '12', '7', '3 years']
    >>> without_units(pl.Series(["12.50 S", "7.00H"]), ("h", "s")).to_list()
    ['12.50 DR', '7.00 CR']
    """
    if not units:
        return text
    if debit := _SIDES.get(units):
        sides = {letter: "DR" if letter == debit else "CR" for letter in units}
        for letter, mark in sides.items():
            text = text.str.replace(rf"(?i)(\d)\s*{letter}\.?\s*$", f"$1 {mark}")
        return text
    any_unit = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return text.str.replace(rf"(?i)(\d\D{{0,4}}?)\s*(?:{any_unit})\.?\s*$", "$1")
