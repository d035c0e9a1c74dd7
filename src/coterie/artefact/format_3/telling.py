"""How the sentences of a file are told: codes and facts beside texts, so that a loaded file speaks in any words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field, JsonValue

from coterie.artefact.written import Written
from coterie.remarks import Told, is_sayable, named_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Telling(Written):
    """What a sentence was made of."""

    code: str = Field(description="An entry of the table of sentences; empty for sentences put together.")
    facts: dict[str, JsonValue] = Field(
        description="What it names, and no more; a text that is a sentence itself is told here, too."
    )
    capital: bool = Field(default=False, description="Whether it begins with a capital letter in any words.")


def tellings(noun: object) -> dict[str, Telling]:
    """Return how every sentence in a noun is told, by its text.

    Examples
    --------
    >>> from coterie.remarks import say
    >>> tellings({"reason": say("reason.given", k=4)})
    {'K = 4 was asked for.': Telling(code='reason.given', facts={'k': 4}, capital=False)}
    """
    found: dict[str, Telling] = {}
    for told in _sentences(noun):
        facts = {name: _plain(told.facts[name]) for name in named_facts(told) if name in told.facts}
        if str(told) not in found and _Unwritten not in facts.values():
            found[str(told)] = Telling(code=told.code, facts=facts, capital=told.capital)
    return found


def told_by(tellings: Mapping[str, Telling]) -> dict[str, str]:
    """Return the sentences that a file tells, by their texts; what cannot be said is left out.

    Examples
    --------
    >>> told_by({"K = 4.": Telling(code="reason.given", facts={"k": 4}), "?": Telling(code="none", facts={})})
    {'K = 4.': 'K = 4.'}
    """
    known: dict[str, str] = {}
    for text in tellings:
        _resolve(text, tellings, known, within=())
    return {text: told for text, told in known.items() if isinstance(told, Told)}


def _resolve(text: str, tellings: Mapping[str, Telling], known: dict[str, str], *, within: tuple[str, ...]) -> str:
    """Return a text as the sentence that it is; one that is said to hold itself, or is nested too deep, stays text."""
    if text not in tellings or text in within or len(within) > _DEEPEST:
        return text
    if text not in known:
        telling, inside = tellings[text], (*within, text)
        facts = {name: _fact(fact, tellings, known, inside) for name, fact in telling.facts.items()}
        told = Told(text, telling.code, facts, capital=telling.capital)
        known[text] = told if is_sayable(told) else text
    return known[text]


def _fact(fact: Any, tellings: Mapping[str, Telling], known: dict[str, str], within: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(fact, list):
        return tuple(_fact(each, tellings, known, within) for each in fact)
    return _resolve(fact, tellings, known, within=within) if isinstance(fact, str) else fact


_DEEPEST = 20
_Unwritten = object()
"""Stands for a fact that JSON has no form for."""


def _sentences(value: object) -> Iterator[Told]:
    """Find every sentence in a noun, and in the facts of sentences."""
    inside: Any = ()
    if isinstance(value, Told):
        yield value
        inside = value.facts.values()
    elif is_dataclass(value):
        inside = (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, dict):
        inside = value.values()
    elif isinstance(value, list | tuple) and not (value and isinstance(value[0], int | float)):
        inside = value
    for each in inside:
        yield from _sentences(each)


def _plain(fact: Any) -> Any:  # noqa: ANN401 - a fact, or several
    """Return a fact as JSON has it."""
    if isinstance(fact, list | tuple):
        several = [_plain(each) for each in fact]
        return _Unwritten if _Unwritten in several else several
    if isinstance(fact, str):
        return str(fact)
    return fact if fact is None or type(fact) in {int, float, bool} else _Unwritten
