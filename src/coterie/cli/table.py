"""Tables on the terminal."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coterie.cli.printable import printable
from coterie.naming.catalogue import card_of
from coterie.number_format import count
from coterie.remarks import say
from coterie.views import summary_of
from coterie.views.segment_table import segment_table
from coterie.views.telling import made_of, told

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.segmentation import Segmentation
    from coterie.views.planning import Checked, Plan
    from coterie.views.summary import Change, Column, MadeOf, Prepared

_MOST_COLUMNS = 10  # of a table that is not turned
_MOST_LETTERS = 20  # of a word that is not broken
_PAD = 3  # from column to column
_ROLE_STYLES = {"feature": "bold", "id": "dim", "ignored": "dim"}


def print_segments(segmentation: Segmentation, out: Path) -> None:
    """Print the segment table, how many there are of which kind, the reason for K and where the results are."""
    console = terminal()
    summary = summary_of(segmentation)
    _print_purchases(console, summary.purchases)
    table = segment_table(summary, card_of(segmentation.names))
    titles, rows = list(table.titles), list(map(list, table.rows))
    if len(titles) > _MOST_COLUMNS or _fits_better_turned(titles, rows, console.width):
        titles, *rows = _turned(titles, rows)
    console.print(text_table(titles, rows, width=console.width))
    if table.more:
        console.print(say("terminal.more_columns", n=table.more))
    news, *sentences = told(summary)
    console.print(_text(news), style="bold")
    for sentence in sentences:
        console.print(_text(sentence))
    page = out / "report.html"
    where = say("terminal.report", path=page) if page.exists() else say("terminal.results", path=out)
    console.print(where, highlight=False, markup=False, soft_wrap=True)


def _print_purchases(console: Console, purchases: MadeOf | None) -> None:
    """Say what customers were made of, if anything; a command is not cut into lines."""
    if sentences := made_of(purchases):
        for sentence in (*sentences, ""):
            console.print(_text(sentence), soft_wrap=True)


def print_plan(plan: Plan) -> None:
    """Print what would be done with each column, what cleaning would change, and whether the table can be used."""
    console = terminal()
    source, made = plan.source, plan.purchases
    rows, columns = (source.rows, source.columns) if made is None else (made.rows, made.width)
    console.print(_text(say("plan.table", name=source.name, rows=rows, columns=columns)))
    _print_purchases(console, made)
    table = _empty_table()
    for title in ("column", "type", "role", "missing", "check", "why"):
        justify: Literal["left", "right"] = "right" if title == "missing" else "left"
        table.add_column(say(f"plan.{title}"), justify=justify, overflow="fold")
    prepared = {step.feature: step for step in plan.preparation}
    checked: defaultdict[str | None, list[Checked]] = defaultdict(list)
    for check in plan.checks:
        checked[check.column].append(check)
    for column in plan.columns:
        checks = checked[column.name]
        grade = max((check.grade for check in checks), key=_GRADES.index)
        cells = (
            column.name,
            say("column.type", type=column.type),
            say("column.role", role=column.role),
            count(column.missing),
            say(f"plan.{grade}"),
        )
        words = _text(_why(column, checks, prepared.get(column.name)), lines=True)
        table.add_row(*map(_text, cells), words, style=_ROLE_STYLES.get(column.role, ""))
    console.print(table)
    if plan.cleaning:
        console.print(say("plan.cleaning"))
    for change in plan.cleaning:
        console.print(_text(f"  {_change(change)}"))
    for check in checked[None]:
        said = say(f"plan.{check.grade}")
        console.print(_text(say("plan.checked", grade=said, reason=check.reason, remedy=check.remedy)))
    console.print(_text(_overall(plan)))


_GRADES = ("pass", "warn", "fail")


def _why(column: Column, checks: list[Checked], prepared: Prepared | None) -> str:
    """Return the reason for a column's use, how it is prepared, and a line for each thing to look at."""
    lines = [" ".join(part for part in (column.reason, _treatment(column, prepared)) if part)]
    for check in checks:
        if check.grade != "pass":
            lines.append(check.remedy if check.reason in lines[0] else f"{check.reason} {check.remedy}")
    return "\n".join([lines[0], *(f"> {line}" for line in lines[1:])])


def _treatment(column: Column, prepared: Prepared | None) -> str:
    """Say how a feature is prepared."""
    if prepared is None:
        return ""
    steps = [say("plan.gaps", impute=prepared.impute, fill=prepared.fill)] if column.missing else []
    steps += [say(f"plan.{_STEPS[prepared.transform]}")] if prepared.transform in _STEPS else []
    steps += [say("plan.scaled")] if prepared.scale != 1 or prepared.center else []
    return say("plan.prepared", steps=steps) if steps else ""


_STEPS = {"one-hot": "one_hot", "yeo-johnson": "yeo_johnson"}


def _overall(plan: Plan) -> str:
    """Say in a line whether the table can be segmented."""
    looked = sum(check.grade != "pass" for check in plan.checks)
    return say(f"plan.{plan.status.replace(' ', '_')}", n=looked)


def _change(change: Change) -> str:
    where = f"{change.column}: " if change.column else ""
    detail = f" – {change.detail}" if change.detail else ""
    rows = f" ({say('plan.rows', n=change.rows)})" if change.rows else ""
    return f"{where}{change.action}{rows}{detail}"


def _turned(titles: list[str], rows: list[list[str]]) -> list[list[str]]:
    """Put the columns of a table into its rows."""
    return [list(row) for row in zip(titles, *rows, strict=True)]


def _fits_better_turned(titles: list[str], rows: list[list[str]], width: int) -> bool:
    """Return whether a table breaks words as it is, and fewer of them with its columns as rows."""
    first, *rest = _turned(titles, rows)
    as_it_is, turned = _together(_least_widths(titles, rows)), _together(_least_widths(first, rest))
    return width < as_it_is and turned < as_it_is


def _least_widths(titles: list[str], rows: list[list[str]], width: int | None = None) -> list[int]:
    """Return the width of the longest word of each column; where together they are too wide, a limit to all of them.

    Examples
    --------
    >>> _least_widths(["Segment", "Share"], [["Established Earners", "25%"]])
    [11, 5]
    >>> _least_widths(["Segment", "Share"], [["Established Earners", "25%"]], width=16)
    [8, 5]
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
    ([19, 12], [19, 8])
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
    table = _empty_table()
    widths = None if width is None else _widths(titles, rows, width)
    for i, title in enumerate(titles):
        numeric = all(row[i][:1] in "0123456789−–<" for row in rows)
        justify: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(_text(title), justify=justify, overflow="fold", width=None if widths is None else widths[i])
    for row in rows:
        table.add_row(*map(_text, row))
    return table


def _empty_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _text(words: str, *, lines: bool = False) -> Text:
    """Show words from a table as they are, without markup; line breaks are kept where they are ours."""
    return Text("\n".join(map(printable, words.split("\n"))) if lines else printable(words))


def terminal() -> Console:
    """Print to stdout; where that is no terminal, wide enough that nothing is cut."""
    return Console() if sys.stdout.isatty() else Console(width=160)
