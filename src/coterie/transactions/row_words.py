"""What a word in a column of status or type says of its row: bought, given back, cancelled, still open."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, get_args

from coterie.schema.vocabulary import words_of

Meaning = Literal["counted", "open", "void", "returned", "sale", "other", "debit", "credit"]
"""Bought; undecided; never bought; given back; a sale by its kind; money that is none; the two sides of an account."""

_SHORTEST = 3
_FIRST: tuple[Meaning, ...] = ("void", "returned", "open", "other", "sale", "counted")


@cache
def _known() -> dict[str, Meaning]:
    text = resources.files("coterie.transactions").joinpath("row_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return {" ".join(words_of(word)): meaning for meaning in get_args(Meaning) for word in table[meaning]}


@cache
def meaning_of(word: str) -> Meaning | None:
    """Return what a cell of a status or type column says; None where that is not known.

    Parameters
    ----------
    word : str
        The cell, in any language; several words are looked at part by part, the longest known part first.

    Examples
    --------
    >>> [meaning_of(word) for word in ("Completed", "wc-on-hold", "Payment Refund", "storniert", "交易关闭", "Gold")]
    ['counted', 'open', 'returned', 'void', 'void', None]
    """
    plain = " ".join(words_of(word))
    if plain in _known():
        return _known()[plain]
    found = {_known()[part] for part in _parts(plain)} - {"debit", "credit"}
    return next((meaning for meaning in _FIRST if meaning in found), None)


def is_known(word: str) -> bool:
    """Return whether a cell is, as a whole, a word whose meaning is known, and not only in part.

    Examples
    --------
    >>> is_known("Refunded"), is_known("Test strips")
    (True, False)
    """
    return " ".join(words_of(word)) in _known()


def _parts(plain: str) -> list[str]:
    """Return the known parts of a text, the longest first, none of which overlap."""
    left, parts = f" {plain} ", []
    for known in _longest_first():
        part = known if _without_blanks(known) else f" {known} "
        if part in left:
            parts.append(known)
            left = left.replace(part, " | ")
    return parts


@cache
def _longest_first() -> tuple[str, ...]:
    fit = (word for word in _known() if len(word) >= _SHORTEST or _without_blanks(word))
    return tuple(sorted(fit, key=lambda word: (-len(word), word)))


def _without_blanks(word: str) -> bool:
    """Return whether a word is of a script that puts no blanks between words."""
    return any(letter >= "\u0e00" for letter in word)
