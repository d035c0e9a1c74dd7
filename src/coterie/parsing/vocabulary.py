"""The word lists of `coterie/parsing/languages`: one TOML file per kind, one table per language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent / "languages"


@cache
def words_of(kind: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words of one kind by language, each list under its name.

    Examples
    --------
    >>> words_of("yes_no")["dutch"]["no"]
    ('nee', 'onwaar')
    """
    read = tomllib.loads((_FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            language: MappingProxyType({name: tuple(words) for name, words in lists.items()})
            for language, lists in read.items()
        }
    )


@cache
def all_words(kind: str, name: str) -> tuple[str, ...]:
    """Return one list of a kind in all languages, each word once.

    Examples
    --------
    >>> "да" in all_words("yes_no", "yes")
    True
    """
    return tuple(dict.fromkeys(word for lists in words_of(kind).values() for word in lists.get(name, ())))
