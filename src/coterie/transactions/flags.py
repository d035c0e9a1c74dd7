"""Columns that answer yes or no, or hold a day or nothing: whether a row was paid, cancelled or given back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coterie.parsing.vocabulary import all_words
from coterie.schema.vocabulary import fold, says, words_of
from coterie.transactions.row_words import (
    Meaning,
    filler_words,
    is_known,
    meaning_of,
    words_of_nothing,
    words_without_day,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

FILLED, EMPTY = "filled", "empty"
"""In place of words, of a column whose cells say "yes" by being there: ``cancelled_at``."""

_DAY = frozenset(("at", "on", "am", "le", "el", "il", "date", "datum", "dato", "data", "fecha", "zeit", "time"))
_GLUED = re.compile(r"^(\w{4,}?)s?(datum|dato|date|zeit)$")


@cache
def flag_of(column: str) -> Meaning | None:
    """Return what a row is for which a column answers yes; None for a column that is no such question by its name.

    Examples
    --------
    >>> [flag_of(name) for name in ("Cancelled", "is_paid", "bezahlt", "unpaid", "refunded", "shipped", "gift", "new")]
    ['void', 'counted', 'counted', 'open', 'returned', None, None, None]
    """
    meaning = meaning_of(column)
    if meaning in {"void", "returned"}:
        return meaning
    core = " ".join(word for word in words_of(column) if word not in filler_words())
    plain = is_known(core) and core not in words_of_nothing() and "later" not in says(core)
    return meaning_of(core) if plain and meaning_of(core) in {"counted", "open"} else None


def answers_of(column: str, words: Iterable[str]) -> dict[str, Meaning | None]:
    """Return what yes and no mean in a column that is called paid, cancelled, refund or test.

    Examples
    --------
    >>> answers_of("paid", ["oui", "non"]), answers_of("gift", ["oui", "non"])
    ({'oui': 'counted', 'non': 'open'}, {})
    >>> answers_of("cancelled_at", ["filled", "empty"])
    {'filled': 'void', 'empty': 'counted'}
    """
    plain = {word: fold(word).removesuffix(".0") for word in words}
    meaning = flag_of(column)
    yes, no = _answers()
    if meaning is None or not {*plain.values()} <= yes | no or not {*plain.values()} & yes:
        return {}
    otherwise: Meaning = "open" if meaning == "counted" else "counted"
    return {word: meaning if answer in yes else otherwise for word, answer in plain.items()}


def day_of_what(column: str) -> Meaning | None:
    """Return what a row is for which a column holds a day: cancelled, given back or paid, by its name; None otherwise.

    Examples
    --------
    >>> [day_of_what(name) for name in ("cancelled_at", "Stornodatum", "cancelled", "expired_at", "refunded_at")]
    ['void', 'void', None, None, 'returned']
    >>> [day_of_what(name) for name in ("paid_at", "bezahlt am", "paid", "completed_at")]
    ['counted', 'counted', None, 'counted']
    """
    words = [part for word in words_of(column) for part in _GLUED.sub(r"\1 \2", word).split()]
    if not (_DAY & set(words) or "date" in says(column)) or words_without_day() & set(words):
        return None
    meaning = meaning_of(" ".join(word for word in words if word not in _DAY))
    if meaning == "counted" and "paid" in says(column):
        return meaning
    return meaning if meaning in {"void", "returned"} else None


@cache
def _answers() -> tuple[frozenset[str], frozenset[str]]:
    """Return yes and no in every language, folded."""
    yes, no = (frozenset(fold(word) for word in all_words("yes_no", said)) for said in ("yes", "no"))
    return yes | {"x", FILLED}, no | {EMPTY}
