"""Options as a file of TOML that `--config` reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coterie.options.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping


def written(given: Mapping[str, Any], heading: str) -> str:
    """Return options that were given as the text of a file; all others keep their defaults.

    Parameters
    ----------
    given : mapping
        Names with their values.
    heading : str
        What the file says of itself, a comment a line.

    Raises
    ------
    coterie.errors.OptionError
        As `Options.read`.

    Examples
    --------
    >>> print(written({"k": 6, "ignore": ["zip"], "type": {"code": "text"}}, "Made by hand."), end="")
    # Made by hand.
    <BLANKLINE>
    k = 6
    ignore = ["zip"]
    <BLANKLINE>
    [type]
    "code" = "text"
    """
    Options.read(given)
    known = {name: value for name, value in given.items() if value is not None}
    plain = [f"{_named(name)} = {_value(value)}" for name, value in known.items() if not isinstance(value, dict)]
    tables = [
        "\n".join([f"[{_named(name)}]", *(f"{_value(key)} = {_value(each)}" for key, each in value.items())])
        for name, value in known.items()
        if isinstance(value, dict)
    ]
    said = "\n".join(f"# {' '.join(line.split())}" for line in heading.splitlines())
    return "\n\n".join(each for each in (said, "\n".join(plain), *tables) if each) + "\n"


def _named(name: str) -> str:
    return name.replace("_", "-")


def _value(value: object) -> str:
    """Return a value as TOML writes it; JSON does alike but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
