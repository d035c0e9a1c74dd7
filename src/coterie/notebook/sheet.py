"""What a noun shows of itself, before it is HTML or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from coterie.errors.voices import as_parameters


@dataclass(frozen=True)
class Picture:
    """A chart as an SVG element, with what stands above it."""

    title: str
    svg: str


@dataclass(frozen=True)
class Grid:
    """A table of text.

    Attributes
    ----------
    titles : tuple of str
        Of the columns.
    rows : tuple of tuple of str
        What stands in them.
    left : int
        How many columns, from the first, hold words; the others hold numbers.
    colours : tuple of str
        A colour for each row, or nothing.
    more : str
        What is left out, if anything.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    colours: tuple[str, ...] = ()
    more: str = ""


def _none() -> tuple[Picture, ...]:
    return ()


@dataclass(frozen=True)
class Sheet:
    """What a noun shows.

    Attributes
    ----------
    headline : str
        The noun in one line.
    grid : Grid or None
        Its table.
    lines : tuple of (str, str)
        Sentences, each under a label or none.
    pictures : callable
        Draws its charts; only HTML asks for them.
    hint : str
        What can be done with it next.
    kind : str
        What kind of segments these are; nothing where there is no verdict.
    """

    headline: str
    grid: Grid | None = None
    lines: tuple[tuple[str, str], ...] = ()
    pictures: Callable[[], tuple[Picture, ...]] = _none
    hint: str = ""
    kind: str = ""


def in_python(sheet: Sheet) -> Sheet:
    """Return a sheet whose sentences name parameters, where they named flags of the command.

    Examples
    --------
    >>> in_python(Sheet("Not ready", lines=(("", "Name columns with --features."),))).lines
    (('', 'Name columns with `features`.'),)
    """
    grid = sheet.grid
    if grid is not None:
        grid = replace(grid, rows=tuple(tuple(map(as_parameters, row)) for row in grid.rows))
    lines = tuple((label, as_parameters(words)) for label, words in sheet.lines)
    return replace(sheet, grid=grid, lines=lines)
