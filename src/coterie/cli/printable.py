"""Words from a table, fit for a terminal."""

from __future__ import annotations

import unicodedata


def printable(words: str) -> str:
    r"""Replace characters that steer a terminal.

    Examples
    --------
    >>> printable("red: \x1b[31m")
    'red: �[31m'
    >>> printable("46\N{NO-BREAK SPACE}%") == "46\N{NO-BREAK SPACE}%"
    True
    """
    return "".join(letter if _is_shown(letter) else "�" for letter in words)


def _is_shown(letter: str) -> bool:
    """Return whether a letter is seen, or is one of the spaces that do not break, as in 46 % and 4 990 elsewhere."""
    return letter.isprintable() or unicodedata.category(letter) == "Zs"
