"""Nouns as plain data and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from types import MappingProxyType

ABSENT = MappingProxyType({"absent": True})
"""Marks a field that is left out where it is None or empty."""


def as_plain(noun: object) -> object:
    """Turn nouns into objects and lists of words and numbers, as JSON knows them.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Choice:
    ...     k: int
    >>> as_plain((Choice(6),))
    [{'k': 6}]
    """
    if is_dataclass(noun):
        told = {field.name: getattr(noun, field.name) for field in fields(noun) if not _is_absent(noun, field)}
        return {name: as_plain(value) for name, value in told.items()}
    if isinstance(noun, Mapping):
        return {key: as_plain(value) for key, value in noun.items()}
    if isinstance(noun, list | tuple):
        return [as_plain(each) for each in noun]
    return noun


def _is_absent(noun: object, field: Field[object]) -> bool:
    return field.metadata == ABSENT and not getattr(noun, field.name)


def to_json(noun: object) -> str:
    r"""Write nouns as JSON: two spaces of indentation, a newline at the end, no NaN.

    Examples
    --------
    >>> to_json({"k": 6})
    '{\n  "k": 6\n}\n'
    """
    return json.dumps(as_plain(noun), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
