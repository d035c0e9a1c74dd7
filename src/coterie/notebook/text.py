"""A sheet as text: 20 lines at most, so that a prompt stays readable."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.notebook.sheet import Grid, Sheet

MOST_LINES = 20
WIDTH = 100

_ROWS = 8
_CELL = 28
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def to_text(sheet: Sheet) -> str:
    """Return a sheet as lines of text.

    Examples
    --------
    >>> from coterie.notebook.sheet import Grid, Sheet
    >>> print(to_text(Sheet("Two segments", Grid(("Segment", "Customers"), (("A", "3"), ("B", "12"))))))
    Two segments
      Segment  Customers
      A                3
      B               12
    """
    lines = [plain(sheet.headline), *(_table(sheet.grid) if sheet.grid else [])]
    hint = _wrapped(sheet.hint)
    room = MOST_LINES - len(lines) - len(hint)
    said = [line for label, words in sheet.lines for line in _wrapped(f"{label}: {words}" if label else words)]
    if len(said) > room:
        said = [*said[: max(room - 1, 0)], "…"][:room]
    return "\n".join([*lines, *said, *hint])


def plain(words: str) -> str:
    r"""Return words on one line, without signs that steer a terminal or turn the direction of writing.

    Examples
    --------
    >>> plain("a\x1b[31m\nb")
    'a?[31m b'
    """
    one = " ".join(words.split()).translate(_TURNS)
    return "".join("?" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in one)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(plain(words), WIDTH) if words else []


def _table(grid: Grid) -> list[str]:
    """Return a table of as many columns as fit, and of the first rows."""
    shown = [[_cut(cell) for cell in row] for row in (grid.titles, *grid.rows[:_ROWS])]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    fit = len(widths)
    while fit > 1 and sum(widths[:fit]) + 2 * fit > WIDTH:
        fit -= 1
    lines = [
        "  "
        + "  ".join(
            cell.ljust(wide) if place < grid.left else cell.rjust(wide)
            for place, (cell, wide) in enumerate(zip(row[:fit], widths, strict=False))
        ).rstrip()
        for row in shown
    ]
    left_out = [grid.more] if grid.more else []
    if len(grid.rows) > _ROWS:
        left_out.append(f"{len(grid.rows) - _ROWS} more rows")
    if fit < len(widths):
        left_out.append(f"{len(widths) - fit} more columns")
    return [*lines, *([f"  … {', '.join(left_out)}"] if left_out else [])]


def _cut(cell: str) -> str:
    words = plain(cell)
    return words if len(words) <= _CELL else f"{words[: _CELL - 1]}…"
