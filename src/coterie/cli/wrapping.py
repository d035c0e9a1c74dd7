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

_GOES_ON = " \\"
_TICK = "\ufdd3"  # a character that Unicode keeps out of all text
_MOST_INDENT = 4


def wrapped(words: str, width: int, *, indent: str = "") -> list[str]:
    """Return words as lines: broken at blanks, never inside a word or a part of a command.

    Parameters
    ----------
    words : str
        One paragraph.
    width : int
        Columns of the terminal; a part that is wider has a line of its own. A command that is wider goes on after a
        backslash, as in a shell.
    indent : str
        Before every line but the first.

    Examples
    --------
    >>> wrapped("keep them with --missing 'Annual Income=none'.", 30, indent="  ")
    ['keep them with', "  --missing 'Annual Income=none'."]
    """
    lines = [""]
    for unit in _units(words, width):
        longer = f"{lines[-1]} {unit}" if lines[-1].strip() else f"{lines[-1]}{unit}"
        if lines[-1].strip() and (cell_len(longer) > width or unit.endswith(_GOES_ON)):
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


def _units(words: str, width: int | None = None) -> Iterator[str]:
    """Return the parts that are not broken; of a command that is too wide for a terminal its lines."""
    for match in _UNIT.finditer(words):
        unit = match.group()
        wide = width is not None and cell_len(unit) > width and unit.startswith("`")
        yield from _in_lines(unit, width or 0) if wide else (unit,)


def _in_lines(command: str, width: int) -> Iterator[str]:
    """Return the lines of a command; every one but the last says that it goes on."""
    line = ""
    for unit in _UNIT.finditer(command.replace("`", _TICK)):
        longer = f"{line} {unit.group()}" if line else unit.group()
        if line and cell_len(longer) > width - len(_GOES_ON) - _MOST_INDENT:
            yield line.replace(_TICK, "`") + _GOES_ON
            line = f"  {unit.group()}"
        else:
            line = longer
    yield line.replace(_TICK, "`")
