"""Why the content of a file is refused, in one line that names the field."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_LONGEST = 120


class Refused(ValueError):  # noqa: N818 - it is caught in this package, and becomes an ArtefactError there
    """The content of a file cannot be what a format says."""


def parsed(content: bytes) -> Any:  # noqa: ANN401 - what JSON knows
    """Return what JSON says, refusing what JSON readers take in different ways.

    Raises
    ------
    Refused
        For a name that stands twice in an object, and for numbers that are none or not finite.

    Examples
    --------
    >>> parsed(b'{"k": 6}')
    {'k': 6}
    >>> parsed(b'{"k": 6, "k": 7}')
    Traceback (most recent call last):
    coterie.artefact.refusals.Refused: 'k' stands in it twice
    """
    return json.loads(content, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # whatever JSON holds
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"'{_short(twice)}' stands in it twice"
        raise Refused(message)
    return found


def _no_number(word: str) -> NoReturn:
    message = f"{word} is no number"
    raise Refused(message)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        message = f"{_short(digits)} is too large a number"
        raise Refused(message)
    return number


def said(error: ValidationError, plain: object) -> str:
    """Return the first thing that pydantic has against JSON, as one line that begins with the field.

    Examples
    --------
    >>> from pydantic import ValidationError
    >>> from coterie.artefact.format_3.segments import Lineage
    >>> try:
    ...     Lineage.model_validate({"parent": 7})
    ... except ValidationError as error:
    ...     print(said(error, {"parent": 7}))
    parent should be a valid string
    """
    first = error.errors(include_url=False)[0]
    where, kind = place(path_in(plain, first["loc"])) or "it", first["type"]
    if kind == "missing":
        return f"{where} is missing"
    if kind == "extra_forbidden":
        return f"{where} is a field that this version does not know"
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        return f"{where}.kind is missing or unknown"
    return f"{where} {_should(first)}"


def _should(error: ErrorDetails) -> str:
    """Return pydantic's words without their subject, and limits in few digits."""
    words = (
        re.sub(r"^\w+ (?=should )", "", error["msg"]).replace(" after validation", "").replace("valid array", "list")
    )
    return _short(re.sub(r"\d{20,}", lambda digits: f"{float(digits[0]):g}", words))


def path_in(plain: Any, location: Sequence[str | int]) -> tuple[str | int, ...]:  # noqa: ANN401 - what JSON says
    """Return the way to a field: pydantic's without the names of kinds, which stand nowhere in the JSON.

    Examples
    --------
    >>> path_in({"age": {"kind": "numeric"}}, ("age", "numeric", "mean"))
    ('age', 'mean')
    """
    path: list[str | int] = []
    for at, part in enumerate(location, 1):
        if _holds(plain, part):
            path.append(part)
            plain = plain[part]
        elif isinstance(plain, dict) and at == len(location):  # what is missing
            path.append(part)
    return tuple(path)


def _holds(plain: object, part: str | int) -> bool:
    return part in plain if isinstance(plain, dict) else isinstance(plain, list) and isinstance(part, int)


def place(path: Iterable[str | int]) -> str:
    """Return where something stands, as it is written in Python.

    Examples
    --------
    >>> place(("centers", 0, 2))
    'centers[0][2]'
    """
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return _short(words.removeprefix("."))


def _short(words: str) -> str:
    """Return words from a file as one line that is not long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."
