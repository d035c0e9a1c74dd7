"""Tables on the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coterie.cli.printable import printable
from coterie.cli.wrapping import wrapped
from coterie.naming.catalogue import card_of
from coterie.remarks import say
from coterie.views import summary_of
from coterie.views.cleaned import cleaned
from coterie.views.doubted import doubted
from coterie.views.naming_check import unnamed
from coterie.views.scored import scored_table, scored_titles
from coterie.views.segment_table import segment_table
from coterie.views.telling import made_of, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from coterie.segmentation import Segmentation
    from coterie.views.scored import Scored
    from coterie.views.summary import MadeOf

_MOST_COLUMNS = 10  # of a table that is not turned
_MOST_LETTERS = 20  # of a word that is not broken
_PAD = 2  # from column to column


def print_segments(segmentation: Segmentation, out: Path) -> None:
    """Print the segment table, how many there are of which kind, the reason for K and where the results are."""
    console = terminal()
    summary = summary_of(segmentation)
    print_purchases(console, summary.purchases)
    table = segment_table(summary, card_of(segmentation.names))
    titles, rows = list(table.titles), list(map(list, table.rows))
    if len(titles) > _MOST_COLUMNS or _fits_better_turned(titles, rows, console.width):
        titles, *rows = _turned(titles, rows)
    for some in _blocks(titles, rows, console.width):
        console.print(text_table(*some, width=console.width))
    if table.more:
        console.print(say("terminal.more_columns", n=table.more))
    news, *sentences = told(summary)
    console.print(shown(news), style="bold")
    for sentence in sentences:
        console.print(shown(sentence))
    for line in unnamed(segmentation):
        console.print(shown(line))
    page = out / "report.html"
    for line in (*doubted(segmentation.schema, summary.cleaning), *cleaned(summary, page=page.exists())):
        console.print(shown(line))
    where = say("terminal.report", path=page) if page.exists() else say("terminal.results", path=out)
    console.print(where, highlight=False, markup=False, soft_wrap=True)


def print_doubts(segmentation: Segmentation) -> None:
    """Print on stderr what may have been read wrongly, where nothing else is printed."""
    for line in doubted(segmentation.schema, summary_of(segmentation).cleaning):
        typer.echo(printable(line), err=True)


def print_scored(found: Scored) -> None:
    """Print how many customers each segment has, now and at training, and where they are."""
    console = terminal()
    if found.purchases is not None:
        print_words(console, found.purchases.says)
    console.print(text_table(list(scored_titles()), list(map(list, scored_table(found))), width=console.width))
    lost = found.without_segment
    counted = say("scored.some" if lost else "scored.all", customers=found.customers - lost, lost=lost)
    console.print(shown(counted), highlight=False)
    for where in filter(None, (found.out, found.table)):
        console.print(shown(where), soft_wrap=True)


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of words."""
    console = terminal()
    console.print(text_table(list(titles), list(map(list, rows)), width=console.width))


def print_lines(lines: Iterable[str], *, title: str) -> None:
    """Print sentences under a title."""
    console = terminal()
    console.print()
    console.print(shown(title), style="bold")
    for line in lines:
        console.print(shown(line), highlight=False)


def print_purchases(console: Console, purchases: MadeOf | None) -> None:
    """Say what customers were made of, if anything; a command is not cut into lines."""
    if sentences := made_of(purchases):
        for sentence in (*sentences, ""):
            print_words(console, sentence)


def print_words(console: Console, words: str) -> None:
    """Print a paragraph in lines, no part of a command broken; where nothing says how wide they may be, in one."""
    lines = wrapped(printable(words), console.width, indent="  ") if _is_wide() else [printable(words)]
    for line in lines:
        console.print(shown(line), highlight=False, soft_wrap=True)


def _turned(titles: list[str], rows: list[list[str]]) -> list[list[str]]:
    """Put the columns of a table into its rows."""
    return [list(row) for row in zip(titles, *rows, strict=True)]


def _fits_better_turned(titles: list[str], rows: list[list[str]], width: int) -> bool:
    """Return whether a table breaks words as it is, and fewer of them with its columns as rows."""
    first, *rest = _turned(titles, rows)
    as_it_is, turned = _together(_least_widths(titles, rows)), _together(_least_widths(first, rest))
    return width < as_it_is and turned < as_it_is


def _blocks(titles: list[str], rows: list[list[str]], width: int) -> list[tuple[list[str], list[list[str]]]]:
    """Part a table into several with the same first column, where words would have to be broken to put it into one.

    Examples
    --------
    >>> [titles for titles, _ in _blocks(["Segment", "Established", "Millennial"], [["Share", "60%", "40%"]], 22)]
    [['Segment', 'Established'], ['Segment', 'Millennial']]
    """
    least = _least_widths(titles, rows)
    blocks: list[list[int]] = []
    for i in range(1, len(titles)):
        if blocks and _together([least[0], *(least[j] for j in blocks[-1]), least[i]]) <= width:
            blocks[-1].append(i)
        else:
            blocks.append([i])
    kept = [[0, *block] for block in blocks] or [[0]]
    return [([titles[i] for i in some], [[row[i] for i in some] for row in rows]) for some in kept]


def _least_widths(titles: list[str], rows: list[list[str]], width: int | None = None) -> list[int]:
    """Return the width of the longest word of each column; where together they are too wide, a limit to all of them.

    Examples
    --------
    >>> _least_widths(["Segment", "Share"], [["Established Earners", "25%"]])
    [11, 5]
    >>> _least_widths(["Segment", "Share"], [["Established Earners", "25%"]], width=16)
    [9, 5]
    """
    columns = zip(titles, *rows, strict=True)
    words = [max(map(len, " ".join(column).split()), default=0) for column in columns]
    limits = ([min(word, limit) for word in words] for limit in range(_MOST_LETTERS, 0, -1))
    return next((some for some in limits if width is None or _together(some) <= width), [1] * len(words))


def _widths(titles: list[str], rows: list[list[str]], width: int) -> list[int]:
    """Return the widths of columns: what the longest words need, and what is left to the first ones.

    Examples
    --------
    >>> rows = [["Established Earners", "25%"]]
    >>> _widths(["Segment", "Share of all"], rows, 80), _widths(["Segment", "Share of all"], rows, 30)
    ([19, 12], [19, 9])
    """
    least = _least_widths(titles, rows, width)
    left = width - _together(least)
    for i, column in enumerate(zip(titles, *rows, strict=True)):
        more = min(max(left, 0), max(map(len, column)) - least[i])
        least[i], left = least[i] + more, left - more
    return least


def _together(widths: list[int]) -> int:
    return sum(widths) + _PAD * (len(widths) - 1)


def text_table(titles: list[str], rows: list[list[str]], *, width: int | None = None) -> Table:
    """Return a table of words as they are, numbers to the right; words are broken only where they must be."""
    table = empty_table()
    widths = None if width is None else _widths(titles, rows, width)
    for i, title in enumerate(titles):
        numeric = all(row[i][:1] in "0123456789−–<" for row in rows)
        justify: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(shown(title), justify=justify, overflow="fold", width=None if widths is None else widths[i])
    for row in rows:
        table.add_row(*map(shown, row))
    return table


def empty_table() -> Table:
    """Return a table with a line under its head and nothing else drawn."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _PAD - 1, 0, 0))


def shown(words: str, *, lines: bool = False) -> Text:
    """Show words from a table as they are, without markup; line breaks are kept where they are ours."""
    return Text("\n".join(map(printable, words.split("\n"))) if lines else printable(words))


def terminal() -> Console:
    """Print to stdout; where that is no terminal and COLUMNS is not set, wide enough that nothing is cut."""
    return Console() if _is_wide() else Console(width=160)


def _is_wide() -> bool:
    """Return whether something says how wide the lines may be."""
    return sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
