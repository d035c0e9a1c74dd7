"""Words as patterns that a cell has to match from end to end, however it is spaced and whatever its case."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def pattern_of(words: Iterable[str], *, spaced: bool = False) -> str:
    r"""Return a pattern of RE2 that cells match which say one of some words, whatever the case and the blanks around.

    Parameters
    ----------
    words : iterable of str
    spaced : bool
        Whether several blanks between parts of a word count as one.

    Examples
    --------
    >>> pattern_of(["no"]).endswith(r"*(?:[\x{6e}\x{4e}][\x{6f}\x{4f}])[" + pattern_of([]).rpartition("[")[2])
    True
    """
    blank = _class(_blanks())
    parts = (_spaced(word, f"{blank}+") if spaced else "".join(map(_letter, word)) for word in words)
    return f"{blank}*(?:{'|'.join(parts)}){blank}*"


def _spaced(word: str, blanks: str) -> str:
    return blanks.join("".join(map(_letter, part)) for part in word.split())


def _letter(letter: str) -> str:
    """Return what a character matches that is this one in small letters."""
    return _class(_same().get(letter, letter))


def _class(letters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(each):x}}}" for each in letters) + "]"


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    """Return for each letter all that become it in lower case, itself among them."""
    found: dict[str, str] = {}
    for letter in map(chr, range(sys.maxunicode + 1)):
        if (small := letter.lower()) != letter and len(small) == 1:
            found[small] = found.get(small, small) + letter
    return found


@lru_cache(maxsize=1)
def _blanks() -> str:
    return "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
