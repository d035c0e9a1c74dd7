"""Blocks of lines that repeat, each a record of its own with lines of several widths: no table at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.sources.text.records import Grid

_FEWEST = 5
_ALIKE = 0.4
_SHORT = 0.3


def repeating_blocks(grid: Grid) -> tuple[int, str] | None:
    r"""Return how many blocks begin alike and with what, where blank lines part blocks of lines of several widths.

    Parameters
    ----------
    grid : Grid
        The cells of a text file.

    Examples
    --------
    >>> from coterie.sources.text.records import to_grid
    >>> block = "Cart,{0},Date,2024\nFirst,Last\nAnn,Doe\n\n"
    >>> repeating_blocks(to_grid("".join(block.format(n) for n in range(6))))
    (6, 'Cart')
    """
    lines = grid.lines.to_list()
    starts = [0, *(at for at in range(1, len(lines)) if lines[at] - lines[at - 1] > 1)]
    if len(starts) < _FEWEST or len(grid.short) < _SHORT * len(lines):
        return None
    first = [(grid.cells.row(at)[0] or "").strip() for at in starts]
    text, often = Counter(cell for cell in first if cell and not cell[0].isdigit()).most_common(1)[0]
    return (often, text[:40]) if often >= max(_FEWEST, _ALIKE * len(starts)) else None
