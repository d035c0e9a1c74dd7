"""What the words in a column's name mean, in the languages and systems that tables come from."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any, Literal

_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "'"})  # noqa: RUF001 - letters of names
_SHORTEST = 3
_GLUED = frozenset({"id", "nr", "no"})
"""Words of two letters that stand glued to others: "customerid", "kundnr"."""


def fold(text: str) -> str:
    """Return text in lower case and without accents, so that spellings of a word are one.

    Examples
    --------
    >>> fold("Código"), fold("MÜŞTERİ"), fold("Größe"), fold("顧客")
    ('codigo', 'musteri', 'grosse', '顧客')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL)


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Split a column's name into its words, folded.

    Examples
    --------
    >>> words_of("CustomerID"), words_of("código de cliente"), words_of("KUNNR"), words_of("amount2")
    (('customer', 'id'), ('codigo', 'de', 'cliente'), ('kunnr',), ('amount', '2'))
    """
    spaced: list[str] = []
    plain = name.replace("#", " no ").replace("№", " no ").replace("IDs", "Ids") if len(name.strip()) > 1 else name
    for before, letter, after in zip(" " + plain, plain, plain[1:] + " ", strict=False):
        parts = (before.islower() and letter.isupper()) or (before.isupper() and letter.isupper() and after.islower())
        if parts or before.isdigit() != letter.isdigit():
            spaced.append(" ")
        spaced.append(letter if unicodedata.category(letter)[0] in "LNM" else " ")
    return tuple(fold("".join(spaced)).split())


@cache
def _written() -> dict[str, Any]:  # lists of words, and of pairs of them
    text = resources.files("coterie.schema").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Return every word with what it means."""
    found: dict[str, set[str]] = {}
    for name, table in _written().items():
        for meaning, words in table.items() if name != "sides" else ():
            for word in words if meaning != "order" else ():
                found.setdefault(" ".join(words_of(word)), set()).add(meaning)
    return {word: frozenset(meanings) for word, meanings in found.items()}


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    """Return the entries of several words."""
    return tuple(tuple(word.split()) for word in _vocabulary() if " " in word)


@cache
def amounts_in_order() -> tuple[str, ...]:
    """Return the meanings of amounts, those first that are rather what was paid."""
    return tuple(_written()["amounts"]["order"])


def sides(of: Literal["columns", "cells"]) -> frozenset[tuple[str, str]]:
    """Return the words for debit and credit, in pairs, of two columns of amounts or of the cells of one beside them.

    Examples
    --------
    >>> ("soll", "haben") in sides("columns"), ("s", "h") in sides("columns"), ("s", "h") in sides("cells")
    (True, False, True)
    """
    written = _written()["sides"]
    return frozenset((debit, credit) for debit, credit in (*written["both"], *written[of]))


@cache
def meanings(name: str) -> tuple[frozenset[str], ...]:
    """Return what each part of a name means; nothing for a word that is not known.

    Parameters
    ----------
    name : str
        A column's name, in any language.

    Returns
    -------
    tuple of frozenset of str
        A set per part: "person", "key", "event", "date", "total" and so on, as vocabulary.toml has them.

    Examples
    --------
    >>> [sorted(each)[:1] for each in meanings("Kundennummer")]
    [['person'], ['key']]
    >>> [sorted(each) for each in meanings("colour")]
    [[]]
    """
    words, known, found = list(words_of(name)), _vocabulary(), []
    while words:
        phrase = next((each for each in _phrases() if tuple(words[: len(each)]) == each), None)
        if phrase is not None:
            found.append(known[" ".join(phrase)])
            del words[: len(phrase)]
            continue
        found += [known.get(part, frozenset()) for part in _parts(words.pop(0))]
    return tuple(found)


def says(name: str) -> frozenset[str]:
    """Return everything that any part of a name means.

    Examples
    --------
    >>> "date" in says("Data zamówienia"), "event" in says("Data zamówienia")
    (True, True)
    """
    return frozenset().union(*meanings(name))


def _parts(word: str) -> list[str]:
    """Return the known words that one is put together of; the word itself where it is known, or is not made of such."""
    known = _vocabulary()
    if word in known:
        return [word]
    if word.isascii() or not _without_blanks(word):
        return _made_of(word) or [word]
    parts, at = [], 0
    while at < len(word):
        end = next((end for end in range(len(word), at, -1) if word[at:end] in known), None)
        if end is not None:
            parts.append(word[at:end])
        at = end or at + 1
    return parts or [word]


def _without_blanks(word: str) -> bool:
    """Return whether a word is of a script that puts no blanks between words."""
    return any(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI")) for letter in word
    )


@cache
def _made_of(word: str) -> list[str]:
    """Return the known words that make up a word without a rest, the longest first; none where there are none."""
    known = _vocabulary()
    for end in range(len(word) - 1, 1, -1):
        first = word[:end]
        if first in known and (end >= _SHORTEST or first in _GLUED):
            rest = word[end:]
            if rest in known and (len(rest) >= _SHORTEST or rest in _GLUED):
                return [first, rest]
            if more := _made_of(rest):
                return [first, *more]
    return []


def in_order(name: str, first: str, then: str) -> bool:
    """Return whether a part of a name means one thing and a later one another.

    Examples
    --------
    >>> in_order("customer number", "person", "key"), in_order("number of customers", "person", "key")
    (True, False)
    """
    parts = meanings(name)
    places = [at for at, each in enumerate(parts) if first in each]
    return bool(places) and any(then in each for each in parts[places[0] + 1 :])


def is_all(name: str, *wanted: str) -> bool:
    """Return whether every part of a name means one of some things.

    Examples
    --------
    >>> is_all("código de cliente", "person", "key", "filler"), is_all("código postal", "person", "key")
    (True, False)
    """
    parts = meanings(name)
    return bool(parts) and all(each & set(wanted) for each in parts)
