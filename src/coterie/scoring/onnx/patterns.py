"""Words as patterns that a cell has to match from end to end, however it is spaced and whatever its case."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def pattern_of(words: Iterable[str]) -> str:
    """Return a pattern of RE2 that cells match which say one of some words in small letters.

    Examples
    --------
    >>> import re
    >>> found = pattern_of(["new york", ""])
    >>> [bool(re.fullmatch(found, cell)) for cell in ("New  York ", " ", "newyork", "KNEW YORK")]
    [True, True, False, False]
    """
    blank = _class(_blanks())
    parts = (f"{blank}+".join("".join(map(_letter, part)) for part in word.split()) for word in words)
    return f"{blank}*(?:{'|'.join(parts)}){blank}*"


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
