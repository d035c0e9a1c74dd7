"""Words that mean "missing" in most tables and are answers in some: "none" where it is frequent, NA among codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.dates import date_format
from coterie.parsing.missing import is_missing
from coterie.parsing.numbers import to_number

if TYPE_CHECKING:
    from collections.abc import Iterable

_NONE = "(?i)^(?:none|\\(none\\))$"
_NA = "NA"
_PYTHON = "None"
_CODE = r"^[A-Z]{2,5}$"
_FREQUENT, _FEWEST = 0.05, 5  # share and number of the cells that say "none", from which that is an answer
_MOST_ANSWERS = 300  # different ones of a column; with more, it holds names or remarks
_HALF = 0.5  # of the different values: with more numbers than that, a column measures


def answers_among(column: pl.Series, marks: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the spellings that are answers in a column though they mean "missing" elsewhere.

    Parameters
    ----------
    column : polars.Series of text
        As it was read.
    marks : frozenset of str
        Spellings that mean "missing" in the table: from `marks_in`.

    Returns
    -------
    tuple of str
        "none" in at least one cell in twenty of a column of words; NA among codes of two to five capitals.

    Examples
    --------
    >>> answers_among(pl.Series(["none"] * 9 + ["gold", "blue"])), answers_among(pl.Series(["NA", "EMEA", "APAC"]))
    (('none',), ('NA',))
    >>> answers_among(pl.Series(["none"] * 9 + ["10", "20"])), answers_among(pl.Series(["NA", "gold", "blue"]))
    ((), ())
    """
    text = column.cast(pl.String).str.strip_chars().alias("t")
    nones = text.str.contains(_NONE).fill_null(value=False)
    has_none = _FEWEST <= int(nones.sum()) >= _FREQUENT * len(text)
    has_na = bool((text == _NA).any())
    if not (has_none or has_na):
        return ()
    others = text.filter(~text.to_frame().select(is_missing(pl.col("t"))).to_series()).unique()
    if others.is_empty() or len(others) > _MOST_ANSWERS or _measures(others):
        return ()
    found = sorted(set(text.filter(nones)) - marks) if has_none else []
    if has_na and _NA not in marks and len(others) > 1 and others.str.contains(_CODE).all():
        found.append(_NA)
    return tuple(found)


def marks_in(columns: Iterable[pl.Series]) -> frozenset[str]:
    """Return which of "NA" and "None" a program wrote for "missing": it stands among numbers or dates.

    Examples
    --------
    >>> marks_in([pl.Series(["NA", "EMEA"]), pl.Series(["12", "NA"])])
    frozenset({'NA'})
    """
    found: set[str] = set()
    for column in columns:
        text = column.cast(pl.String).str.strip_chars().alias("t")
        there = {mark for mark in (_NA, _PYTHON) if mark not in found and (text == mark).any()}
        if there:
            others = text.filter(~text.to_frame().select(is_missing(pl.col("t"))).to_series()).head(1000)
            found |= there if len(others) and (_measures(others) or date_format(others) is not None) else set()
    return frozenset(found)


def may_answer(column: pl.Series) -> bool:
    """Return whether a column is text and holds a word that may be an answer."""
    return is_texty(column.dtype) and bool(
        column.cast(pl.String).str.contains(r"(?i)^\s*(?:none|\(none\)|na)\s*$").any()
    )


def _measures(values: pl.Series) -> bool:
    """Return whether most values are numbers."""
    return to_number(values).count() > _HALF * len(values) or to_number(values, ",").count() > _HALF * len(values)
