"""Steps of a scale that people answer on: words in order, and numbers whose ends are named."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.parsing.booleans import to_boolean

if TYPE_CHECKING:
    from coterie.schema.facts import Facts

_FILE = Path(__file__).with_name("scales.toml")
_FEWEST, _MOST = 3, 11
_BARE = re.compile(r"[+-]?\d{1,2}")
_NUMBERED = re.compile(r"([+-]?\d{1,2})\s*(?:[-:=.)]\s*\D+)?|\D*?([+-]\d{1,2})\D{0,2}")

Words = tuple[tuple[str, float], ...]


def steps_of(fact: Facts) -> Words:
    """Return the words of a column with their numbers, where they are the steps of a scale.

    Parameters
    ----------
    fact : Facts
        The column's counts.

    Returns
    -------
    tuple of (str, float)
        Each word in lower case with its step, from 1, or with the number that stands in it; empty for other columns.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> answers = pl.DataFrame({"a": ["never", "Often", "always"], "b": ["I hate it!-5", "+2", "0"], "c": [*"xyz"]})
    >>> [steps_of(fact) for fact in facts_of(answers)]
    [(('never', 1.0), ('often', 2.0), ('always', 3.0)), (('i hate it!-5', -5.0), ('0', 0.0), ('+2', 2.0)), ()]
    """
    words = sorted({str(value).strip().lower() for value in fact.values.head(4 * _MOST)})
    if not _FEWEST <= len(words) <= _MOST or fact.distinct > 2 * _MOST:
        return ()
    return _on_a_scale(words) or _numbered(words)


def yes_and_no(fact: Facts) -> Words:
    """Return the spellings of yes and no in a column, yes as 1 and no as 0.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"a": ["Yes", "no", "Yes"]}))
    >>> yes_and_no(fact)
    (('yes', 1.0), ('no', 0.0))
    """
    said = to_boolean(fact.values)
    pairs = {str(value).lower(): float(yes) for value, yes in zip(fact.values, said, strict=True) if yes is not None}
    return tuple(pairs.items())


def _on_a_scale(words: list[str]) -> Words:
    """Return the places of words on the one scale that knows them all; steps that nobody chose count."""
    for languages in _scales().values():
        for steps in languages.values():
            place = {word: at for at, step in enumerate(steps) for word in step}
            if all(word in place for word in words):
                used = sorted({place[word] for word in words})
                numbers = {at: float(number) for number, at in enumerate(used, start=1)}
                return tuple(sorted(((word, numbers[place[word]]) for word in words), key=lambda pair: pair[1]))
    return ()


def _numbered(words: list[str]) -> Words:
    """Return the number in each word ("1", "5 - very good"); empty unless all have one and at least one has a label."""
    found = {word: match for word in words if (match := _NUMBERED.fullmatch(word))}
    if len(found) < len(words):
        return ()
    numbers = {word: float(match[1] or match[2]) for word, match in found.items()}
    named = [word for word in words if not _BARE.fullmatch(word)]
    if not named or len(set(numbers.values())) < len(words):
        return ()
    return tuple(sorted(numbers.items(), key=lambda pair: pair[1]))


@cache
def _scales() -> dict[str, dict[str, list[list[str]]]]:
    read: dict[str, dict[str, list[list[str]]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return read
