"""Words from a file, refused where they name what the package does not have."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from coterie import errors
from coterie.remarks.facts import Facts, facts_of, specs_of
from coterie.remarks.table import Entry, Table, english, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from coterie.remarks.table import Said


def read_words(path: Path) -> Table:
    """Return the table of words in a file.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be read, or holds a code or a fact that the package's own table does not have.
    """
    try:
        table = Table.model_validate({"remarks": {}} | tomllib.loads(path.read_text(encoding="utf-8")))
        problem = next(_problems(table), None)
    except OSError as error:
        raise errors.choosing.not_words(path.name, "it cannot be read") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise errors.choosing.not_words(path.name, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except ValueError as error:  # TOML, UTF-8, and templates that are none
        raise errors.choosing.not_words(path.name, str(error)) from error
    if problem is not None:
        why, wanted, known = problem
        raise errors.choosing.not_words(path.name, why, wanted=wanted, known=known)
    return table


_Problem = tuple[str, str, "Iterable[str]"]
"""What is wrong, the word that is, and the words that could be meant."""


def _problems(table: Table) -> Iterator[_Problem]:
    """Find codes that do not exist, and templates that name facts which the English ones do not."""
    plain = english()
    for what, given, known in (
        ("remark", table.remarks, plain.remarks),
        ("phrase", table.phrases, plain.phrases),
        ("plural", table.plurals, plain.plurals),
        ("choice", table.choices, plain.choices),
        ("sentence", table.sentences, sentences() if table.says else {}),
    ):
        yield from ((f"there is no {what} '{code}'", code, known) for code in given if code not in known)
    for code, entry in table.remarks.items():
        known_facts = {"column", "rows", *_named(_of_entry(plain.remarks[code]))}
        yield from _templates(f"remark '{code}'", _of_entry(entry), known_facts)
    for name, text in table.phrases.items():
        yield from _templates(f"phrase '{name}'", [text], set(facts_of(plain.phrases[name])))
    for name, both in table.plurals.items():
        yield from _templates(f"plural '{name}'", both, {"n"})
        if len(both) != len(plain.plurals[name]):
            yield f"plural '{name}' must be two: for one, and for several", "", ()
    for code, said in table.sentences.items():
        own = sentences()[code]
        counted = {"n"} if isinstance(own, list) else set()
        yield from _templates(f"sentence '{code}'", _of_said(said), counted | _named(_of_said(own)))
        if isinstance(said, list) and (len(said) != 2 or isinstance(own, str)):
            yield f"sentence '{code}' must be {'two: for one, and for several' if counted else 'one text'}", "", ()


def _templates(where: str, given: Iterable[str], known: set[str]) -> Iterator[_Problem]:
    """Find facts that nobody gives, and ways to write them that nobody knows."""
    facts = Facts(english())
    for template in given:
        for name, spec in zip(facts_of(template), specs_of(template), strict=True):
            if name not in known:
                yield f"{where} has no fact '{name}'", name, known
            if not facts.knows(spec):
                yield f"{where} writes '{name}' as '{spec}', which nothing is written as", spec, facts.ways


def _of_entry(entry: Entry) -> list[str]:
    return [entry.says, entry.step, entry.remedy, *_of_said(entry.detail)]


def _of_said(said: Said) -> list[str]:
    return [said] if isinstance(said, str) else said


def _named(templates: Iterable[str]) -> set[str]:
    return {name for template in templates for name in facts_of(template)}
