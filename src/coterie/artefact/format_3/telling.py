"""How the sentences of a file are told: codes and facts beside texts, so that a loaded file speaks in any words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field, JsonValue

from coterie.artefact.written import Written
from coterie.remarks import Told, named_facts

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
    """Return the sentences that a file tells, by their texts.

    A sentence within another is shorter than it, and all within one are no longer than it: a file in which they are
    not would say more than it holds, and its sentences are taken as text.

    Examples
    --------
    >>> told_by({"K = 4.": Telling(code="reason.given", facts={"k": 4})})
    {'K = 4.': 'K = 4.'}
    """
    known: dict[str, Told] = {}
    depth: dict[str, int] = {}
    for text in sorted(tellings, key=len):
        telling = tellings[text]
        facts = {name: _fact(fact, known, len(text)) for name, fact in telling.facts.items()}
        depth[text] = 1 + max((depth[str(each)] for each in _within(facts)), default=0)
        if sum(map(len, _within(facts))) > len(text) or depth[text] > _DEEPEST:
            facts, depth[text] = {name: _fact(fact, {}) for name, fact in telling.facts.items()}, 1
        known[text] = Told(text, telling.code, facts, capital=telling.capital, read=True)
    return dict(known)


def _fact(fact: Any, known: Mapping[str, Told], most: int = 0) -> Any:  # noqa: ANN401 - JSON
    """Return a fact, sentences of fewer letters than that as what they are."""
    if isinstance(fact, list):
        return tuple(_fact(each, known, most) for each in fact)
    return known.get(fact, fact) if isinstance(fact, str) and len(fact) < most else fact


def _within(facts: Mapping[str, Any]) -> Iterator[Told]:
    """Return the sentences that facts are or hold."""
    for fact in facts.values():
        yield from (each for each in (fact if isinstance(fact, tuple) else (fact,)) if isinstance(each, Told))


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
    return fact if fact is None or type(fact) in {int, float, bool, dict} else _Unwritten
