"""Code pages of Latin letters that only a language tells apart: Turkish and the Baltic ones beside the western ones."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_suffix(".toml")
_OTHERS = ("cp1250", "cp1254", "cp1257")
_COVERED = 0.97


def page_by_language(sample: bytes, page: str) -> str:
    """Return the code page of Latin text: the one that was found, or one whose language alone explains the letters.

    Parameters
    ----------
    sample : bytes
        Lines that are not plain ASCII.
    page : str
        The code page under which fewest characters are misplaced.

    Returns
    -------
    str

    Examples
    --------
    >>> page_by_language("Müşteri No;Şehir".encode("cp1254"), "cp1252")
    'cp1254'
    >>> page_by_language("Það er ágætt; Þórshöfn".encode("cp1252"), "cp1252")
    'cp1252'
    """
    if page not in {"cp1252", "cp1250"}:
        return page
    others = [other for other in _OTHERS if other != page]
    shares = {other: _explained(sample, other) for other in others}
    best = max(others, key=lambda other: (_says(sample, other), shares[other]))
    if _says(sample, best) > 1 and not _says_more(sample, page, best):
        return best
    return best if shares[best] >= _COVERED > _explained(sample, page) else page


def _letters(sample: bytes, page: str) -> str:
    text = sample.decode(page, errors="replace").lower()
    return "".join(re.findall(r"[^\x00-\x7f]", text.replace("i\u0307", "i")))


def _explained(sample: bytes, page: str) -> float:
    """Return the share of the letters beyond ASCII that are those of one language of a code page."""
    letters = [letter for letter in _letters(sample, page) if letter.isalpha() or letter == "\ufffd"]
    if not letters:
        return 1.0
    covered = {
        language: sum(letter in alphabet for letter in letters) / len(letters)
        for language, alphabet in _pages()[page]["letters"].items()
    }
    for language, beside in _pages()["beside"].items():
        if set(beside["seldom"]) & set(letters) and not set(beside["usual"]) & set(letters):
            covered.pop(language, None)
    return max(covered.values())


def _says(sample: bytes, page: str) -> int:
    """Count the words of a code page's languages that only it spells right."""
    known = [word for listed in _pages()[page].get("words", {}).values() for word in listed]
    words = set(re.findall(r"[^\W\d_]+", sample.decode(page, errors="replace").lower().replace("i\u0307", "i")))
    return sum(not word.isascii() and word in words for word in known)


def _says_more(sample: bytes, page: str, other: str) -> bool:
    """Return whether the letters that both pages write alike are all there is to a page's words."""
    return sample.decode(page, errors="replace") == sample.decode(other, errors="replace")


@cache
def _pages() -> dict[str, Any]:  # what the file holds: letters and words by language
    read: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))  # as above
    return read
