"""Columns whose numbers measure nothing, known by their names: codes, labels, secrets, places; and sensitive ones."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.schema.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE = Path(__file__).with_name("no_measures.toml")
_SHORTEST_END = 3
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "Ł": "L", "Ø": "O", "đ": "d", "\u0131": "i"})


@dataclass(frozen=True)
class _Words:
    """What one meaning is called: whole, by its end, before an "of", by the end of a word; `keyed` ones as numbers."""

    what: str
    whole: frozenset[tuple[str, ...]]
    last: frozenset[str]
    first: frozenset[str]
    ends: tuple[str, ...]
    keyed: bool


@cache
def meaning(kind: str, name: str) -> str:
    """Return what a column's name says that it holds, of one kind of things that are no measures.

    Parameters
    ----------
    kind : {"codes", "labels", "secrets", "places", "sensitive"}
        A table of `no_measures.toml`.
    name : str
        The column's.

    Returns
    -------
    str
        Such as "region" or "place"; empty where it says none, and where it is a count of such things.

    Examples
    --------
    >>> meaning("codes", "RegionID"), meaning("codes", "Vertriebskanal"), meaning("codes", "Payment Method")
    ('region', 'channel', 'paying')
    >>> meaning("codes", "Number of channels"), meaning("codes", "Region sales"), meaning("codes", "orders")
    ('', '', '')
    >>> meaning("secrets", "cvv"), meaning("secrets", "Account No"), meaning("places", "geo_lat")
    ('security_code', 'account', 'place')
    """
    named = tokens(_without_accents(name))
    words = tuple(word for word in named if not word.isdigit()) or named
    if not words:
        return ""
    aside = _table()["aside"]
    if len(words) > 1 and words[0] in aside["counts"]:
        return ""
    bare, keyed = _bare(words, aside)
    return next((each.what for each in _kinds(kind) if _fits(each, words, bare, keyed=keyed)), "")


def _bare(words: tuple[str, ...], aside: dict[str, Any]) -> tuple[tuple[str, ...], bool]:  # tables of words
    """Return words without those for whose it is and that it is a number, and whether it is one."""
    keyed = False
    while len(words) > 1 and words[-1] in aside["behind"]:
        keyed |= words[-1] in aside["keys"]
        words = words[:-1]
    return words, keyed


def _fits(meant: _Words, words: tuple[str, ...], bare: tuple[str, ...], *, keyed: bool) -> bool:
    before = _table()["aside"]["before"]
    least = bare
    while len(least) > 1 and least[0] in before:
        least = least[1:]
    named = {words, bare, least} & meant.whole
    if meant.keyed:
        return bool(named) and (keyed or any(word.endswith(("nummer", "nr", "番号", "번호", "号")) for word in words))
    of = len(bare) > 2 and bare[0] in meant.first and bare[1] in _table()["aside"]["of"]
    if named or of or bare[-1] in meant.last:
        return True
    return any(bare[-1].endswith(end) and len(bare[-1]) >= len(end) + _SHORTEST_END for end in meant.ends)


@cache
def _table() -> dict[str, Any]:  # what the file holds: tables of lists of words
    read: dict[str, Any] = tomllib.loads(_without_accents(_FILE.read_text(encoding="utf-8")))  # as above
    return read


def _without_accents(text: str) -> str:
    """Return a text without accents, which names of columns often lack."""
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


@cache
def _kinds(kind: str) -> Sequence[_Words]:
    return tuple(
        _Words(
            what,
            frozenset(tuple(tokens(word)) for word in listed["words"]),
            frozenset(listed.get("last", ())),
            frozenset(listed.get("first", ())),
            tuple(listed.get("ends", ())),
            keyed=listed.get("keyed", False),
        )
        for what, listed in _table()[kind].items()
    )
