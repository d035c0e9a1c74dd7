"""What a word in a column of status or type says of its row: bought, given back, cancelled, still open."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, get_args

from coterie.schema.vocabulary import says, sides, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Meaning = Literal["counted", "open", "void", "returned", "sale", "other", "debit", "credit"]
"""Bought; undecided; never bought; given back; a sale by its kind; money that is none; the two sides of an account."""

_SHORTEST = 3
_FIRST: tuple[Meaning, ...] = ("void", "returned", "open", "other", "sale", "counted")


@cache
def _table() -> dict[str, Any]:  # lists of words, and of pairs of them
    text = resources.files("coterie.transactions").joinpath("row_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _known() -> dict[str, Meaning]:
    return {" ".join(words_of(word)): meaning for meaning in get_args(Meaning) for word in _table()[meaning]}


@cache
def filler_words() -> frozenset[str]:
    """Return the words beside the one that says what a column asks: "is paid", "order cancelled"."""
    return frozenset(word for each in _table()["filler"] for word in words_of(each))


@cache
def words_of_nothing() -> frozenset[str]:
    """Return the words that say of a row what became of it, and of a column of yes and no something else."""
    return frozenset(" ".join(words_of(word)) for word in _table()["no_question"])


def is_persons(words: Iterable[str]) -> bool:
    """Return whether words say what the customer is, and not what became of the row.

    Examples
    --------
    >>> is_persons(["Gold", "Silver", "zork"]), is_persons(["zork", "blim"])
    (True, False)
    """
    known = {" ".join(words_of(word)) for word in _table()["persons"]}
    return any(" ".join(words_of(word)) in known for word in words)


@cache
def words_without_day() -> frozenset[str]:
    """Return the words whose day does not undo a row: that of an expired voucher."""
    return frozenset(_table()["no_day"])


def sides_of(column: str, words: Collection[str]) -> dict[str, Meaning | None]:
    """Return which word of a column is debit and which credit, where it holds just these two.

    Parameters
    ----------
    column : str
        Its name: single letters are sides only in a column that is called so.
    words : collection of str

    Examples
    --------
    >>> sides_of("D/A", ["D", "A"]), sides_of("Segno", ["Dare", "Avere"]), sides_of("size", ["S", "H"])
    ({'D': 'debit', 'A': 'credit'}, {'Dare': 'debit', 'Avere': 'credit'}, {})
    """
    plain = {" ".join(words_of(word)): word for word in words}
    parts = {letter for part in words_of(column) for letter in (part, part[:1])}
    named = "type" in says(column) or plain.keys() <= parts
    for debit, credit in sides("cells"):
        if plain.keys() == {debit, credit} and len(words) == 2 and (named or min(map(len, plain)) > 2):
            return {plain[debit]: "debit", plain[credit]: "credit"}
    return {}


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


def pay_for_others(words: Iterable[str]) -> frozenset[str]:
    """Return the words for payments where others of a column are bills: what one says, the other says again.

    Examples
    --------
    >>> sorted(pay_for_others(["Invoice", "Payment", "Credit Memo"])), sorted(pay_for_others(["Payment", "Refund"]))
    (['Payment'], [])
    """
    plain = {word: " ".join(words_of(word)) for word in words}
    bills, pays = ({" ".join(words_of(word)) for word in _table()[what]} for what in ("bills", "pays"))
    return frozenset(word for word, said in plain.items() if said in pays) if bills & {*plain.values()} else frozenset()


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
