"""Lines for a terminal, in which no part of a command is broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT = re.compile(
    r"""
    (?:
        --[a-z][a-z-]*[ ](?:'[^']*'|"[^"]*"|\S+)  # a flag and what stands after it, which may be quoted
      | `[^`]*`                                   # a command
      | \S
    )+
    """,
    re.VERBOSE,
)


def wrapped(words: str, width: int, *, indent: str = "") -> list[str]:
    """Return words as lines: broken at blanks, never inside a word or a part of a command.

    Parameters
    ----------
    words : str
        One paragraph.
    width : int
        Columns of the terminal; a part that is wider has a line of its own.
    indent : str
        Before every line but the first.

    Examples
    --------
    >>> wrapped("keep them with --missing 'Annual Income=none'.", 30, indent="  ")
    ['keep them with', "  --missing 'Annual Income=none'."]
    """
    lines = [""]
    for unit in _units(words):
        longer = f"{lines[-1]} {unit}" if lines[-1].strip() else f"{lines[-1]}{unit}"
        if lines[-1].strip() and cell_len(longer) > width:
            lines.append(f"{indent}{unit}")
        else:
            lines[-1] = longer
    return lines


def widest(words: str) -> int:
    """Return the columns that the widest part needs.

    Examples
    --------
    >>> widest("or --type 'Card number=categorical'.")
    33
    """
    return max(map(cell_len, _units(words)), default=0)


def _units(words: str) -> Iterator[str]:
    return (match.group() for match in _UNIT.finditer(words))
