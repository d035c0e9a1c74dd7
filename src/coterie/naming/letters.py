"""Small and capital letters in a column's name, as it stands within a sentence."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = Path(__file__).with_name("english.toml")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?<!\b[a-z])(?<!_[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORDS = re.compile(r"[\W_]+")
_BETWEEN = re.compile(r"(?:[^\w'\u2019&/-]|_)+")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
_ABBREVIATION = 4
"""So many capitals at most are an abbreviation, unless they are an English word."""


def words_of(column: str) -> list[str]:
    """Return the words of a name, also where only capitals part them: a single small letter is no word ("iPhone").

    Examples
    --------
    >>> words_of("EstimatedSalary"), words_of("CREDIT_LIMIT"), words_of("iPhone-Umsatz")
    (['Estimated', 'Salary'], ['CREDIT', 'LIMIT'], ['iPhone', 'Umsatz'])
    """
    return [word for word in _NOT_WORDS.split(_CAMEL.sub(" ", column)) if word]


def within_a_sentence(column: str) -> str:
    """Return a name with the letters that it has in the middle of a sentence.

    Where all its words are English, they are written small, but for abbreviations. Any other name keeps the letters of
    the table: nouns are written with capitals in German, and names of things as they please.

    Examples
    --------
    >>> [within_a_sentence(column) for column in ("EstimatedSalary", "CREDIT_LIMIT", "CRM Score", "AGE")]
    ['estimated salary', 'credit limit', 'CRM score', 'age']
    >>> [within_a_sentence(column) for column in ("Jahresumsatz", "Umsatz_im_Jahr", "iPhone sales", "VIP-Kunden")]
    ['Jahresumsatz', 'Umsatz im Jahr', 'iPhone sales', 'VIP-Kunden']
    """
    if is_small(column):
        return " ".join(small(words_of(column)))
    return _BETWEEN.sub(" ", column).strip(" -/&'\u2019")


def is_small(column: str) -> bool:
    """Return whether a name is written small: no word with a capital is of another language.

    Examples
    --------
    >>> [is_small(column) for column in ("Annual Income", "CRM Score", "Jahresumsatz", "umsatz")]
    [True, True, False, True]
    """
    return all(_has_no_capitals(word) or is_english(word) for word in words_of(column))


def small(words: Sequence[str]) -> list[str]:
    """Return words in small letters, unless they are abbreviations.

    Examples
    --------
    >>> small(["Score", "CRM", "AGE", "B"])
    ['score', 'CRM', 'age', 'B']
    """
    return [word if _has_no_capitals(word) else word.lower() for word in words]


@cache
def is_english(word: str) -> bool:
    """Return whether a word is one of those in `english.toml`, or such a word with an ending.

    Examples
    --------
    >>> is_english("Salaries"), is_english("ESTIMATED"), is_english("Kunde")
    (True, True, False)
    """
    said = word.casefold()
    ends = (f"{said.removesuffix(end)}{instead}" for end, instead in _ENDINGS if said.endswith(end))
    return said in _english() or any(base in _english() for base in ends)


def _has_no_capitals(word: str) -> bool:
    """Return whether a word stays as it is: an abbreviation, a single letter, or one with no capital."""
    if word == word.lower() or len(word) == 1:
        return True
    return word.isupper() and len(word) <= _ABBREVIATION and not is_english(word)


@cache
def _english() -> frozenset[str]:
    return frozenset(tomllib.loads(_WORDS.read_text("utf-8"))["words"]["small"].split())
