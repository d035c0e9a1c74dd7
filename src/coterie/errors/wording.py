"""What messages are made with: the nearest right answer, and lists that can be read."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the hint `` Did you mean 'x'?`` for the closest known word, or an empty string.

    Examples
    --------
    >>> nearest("Incme", ["Age", "Income"])
    " Did you mean 'Income'?"
    >>> nearest("zzz", ["Age", "Income"])
    ''
    """
    by_fold = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(wanted.strip().casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {by_fold[close[0]]!r}?" if close else ""


def listed(words: Sequence[str], most: int = 12) -> str:
    """Return words with commas, and how many more there are than can be read.

    Examples
    --------
    >>> listed(["Age", "Income", "City"], 2)
    'Age, Income and 1 more'
    """
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"


def no_file(path: Path) -> str:
    """Return the message for a file that does not exist, with the nearest name in its folder."""
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return f"No such file: '{path}'.{nearest(path.name, siblings) or ' Check the path.'}"
