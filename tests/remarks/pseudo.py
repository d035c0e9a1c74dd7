"""The table of words as no language has it: every letter of it stands in «guillemets», facts stand outside of them."""

from __future__ import annotations

import json
import re
from string import Formatter

from coterie.remarks.table import english, sentences

_MARKED = re.compile(r"«[^«»]*»")
_LETTERS = re.compile(r"[^\W\d_]+")


def marked(template: str) -> str:
    """Return a template with its own words marked, and its facts as they are."""
    parts = []
    for text, name, spec, _ in Formatter().parse(template):
        own = text.replace("{", "{{").replace("}", "}}")
        parts.append(f"«{own}»" if _LETTERS.search(own) else own)
        if name is not None:
            parts.append(f"{{{name}{f':{spec}' if spec else ''}}}")
    return "".join(parts)


def pseudo() -> str:
    """Return a file of words that holds the whole table, marked."""
    plain = english()
    lines = []
    for code, entry in plain.remarks.items():
        lines.append(f"[remarks.{code}]")
        lines += [
            f"{name} = {_toml(said)}" for name in ("says", "step", "detail", "remedy") if (said := getattr(entry, name))
        ]
    lines += ["[phrases]", *(f"{name} = {_toml(said)}" for name, said in plain.phrases.items())]
    lines += ["[plurals]", *(f"{name} = {_toml(said)}" for name, said in plain.plurals.items())]
    for name, words in plain.choices.items():
        lines += [f"[choices.{name}]", *(f"{json.dumps(value)} = {_toml(word)}" for value, word in words.items())]
    for code, said in sentences().items():
        place, _, name = code.partition(".")
        lines += [f"[says.{place}]"] if f"[says.{place}]" not in lines else []
        lines.append(f"{name} = {_toml(said) if code != 'page.language' else json.dumps(said)}")
    return "\n".join(lines) + "\n"


def unmarked(text: str) -> set[str]:
    """Return the words of a text that are not of the table, in small letters."""
    return {word.casefold() for word in _LETTERS.findall(_MARKED.sub(" ", text))}


def _toml(said: str | list[str]) -> str:
    return json.dumps(marked(said) if isinstance(said, str) else [*map(marked, said)], ensure_ascii=False)
