"""Fields of nouns that hold a sentence, and say it in the words in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from coterie.remarks.wording import say_again

if TYPE_CHECKING:
    from collections.abc import Callable

Noun = TypeVar("Noun")


def retold(*fields: str) -> Callable[[type[Noun]], type[Noun]]:
    """Let fields of a frozen noun be said in the words in use, whatever words the noun was made in.

    Where no words were chosen, they are as they were made.

    Parameters
    ----------
    *fields : str
        Fields that hold a sentence, several of them in a tuple, or None.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from coterie.remarks import say
    >>> @retold("reason")
    ... @dataclass(frozen=True)
    ... class Choice:
    ...     reason: str
    >>> Choice(say("page.segments"))
    Choice(reason='The segments')
    """

    def decorate(noun: type[Noun]) -> type[Noun]:
        for name in fields:
            setattr(noun, name, _Sentence(name, noun.__dict__.get(name)))
        return noun

    return decorate


class _Sentence:
    """What reads such a field."""

    def __init__(self, name: str, default: object) -> None:
        self._name, self._default = name, default

    def __get__(self, noun: object | None, owner: type) -> object:
        """Return the sentence in the words in use; of the class, the field's default, as other fields do."""
        if noun is None:
            return self._default
        held = noun.__dict__[self._name]
        return tuple(map(say_again, held)) if isinstance(held, tuple) else held and say_again(held)

    def __set__(self, noun: object, held: object) -> None:
        """Keep what the noun was made with."""
        noun.__dict__[self._name] = held
