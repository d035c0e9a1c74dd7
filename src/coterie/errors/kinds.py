"""The kinds of error, and what every message is made with."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from coterie.errors.hiding import hide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CoterieError(Exception):
    """Base of everything coterie raises on purpose; its message is one line, and shows no password of an address."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(hide(message).splitlines()))  # names of columns and files may hold line breaks


class InputError(CoterieError, ValueError):
    """The customers or the options cannot be used as they are."""


class CriterionError(InputError):
    """The criterion asked for, the elbow or the silhouette, chooses no number of segments."""


class OutputError(CoterieError, OSError):
    """The results cannot be written where they were asked to go."""


class ScoringWarning(UserWarning):
    """The customers scored do not look like those the segments were made from."""


class ArtefactError(CoterieError, ValueError):
    """A saved segmentation cannot be read."""


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
    """Return words with commas, and how many more there are than can be read."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"
