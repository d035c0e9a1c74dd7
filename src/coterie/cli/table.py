"""Tables on the terminal."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coterie.cli.printable import printable
from coterie.number_format import count, percent, readable
from coterie.report.cards import bank_columns, common
from coterie.report.comparison import is_numeric
from coterie.report.headline import headline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_COLUMNS = 7
_MOST_LINES = 40
_MOST_WARNINGS = 5
_MOST_LETTERS = 20  # of a word that is not broken
_PAD = 3  # from column to column
_ROLE_STYLES = {"feature": "bold", "id": "dim", "ignored": "dim"}


def print_segments(summary: Mapping[str, Any], out: Path) -> None:
    """Print the segment table, how many there are of which kind, the reason for K and where the results are.

    For the bank schema: each segment's size, share, average age, income, spending and credit score, most common card
    type and gender. For another schema: means and modes of its own features and descriptors.
    """
    console = terminal()
    _print_purchases(console, summary)
    bank = bank_columns(summary)
    headings = {column: _bank_heading(label) for column, label in bank.items()} if len(bank) == 6 else _own(summary)
    more = len(headings) - _MOST_LINES
    headings = dict(list(headings.items())[:_MOST_LINES])
    rows = [_cells(segment, headings, summary["overall"]["profile"]) for segment in summary["segments"]]
    titles = ["Segment", "Customers", "Share", *headings.values()]
    if len(headings) > _MOST_COLUMNS or _fits_better_turned(titles, rows, console.width):
        titles, *rows = _turned(titles, rows)
    console.print(text_table(titles, rows, width=console.width))
    if more > 0:
        console.print(f"{count(more)} more columns in the report.")
    console.print(_text(f"{headline(summary)}."), style="bold")
    if sentence := _names(summary):
        console.print(_text(sentence))
    for sentence in _judgement(summary):
        console.print(_text(sentence))
    page = out / "report.html"
    where = f"Report: {page}" if page.exists() else f"Results: {out}"
    console.print(where, highlight=False, markup=False, soft_wrap=True)


def _print_purchases(console: Console, shown: Mapping[str, Any]) -> None:
    """Say what customers were made of, if anything; a command is not cut into lines."""
    if made := shown["purchases"]:
        for sentence in (made["says"], made["otherwise"], ""):
            console.print(_text(sentence), soft_wrap=True)


def _names(summary: Mapping[str, Any]) -> str:
    """Say which catalogue gave names, and by which columns; nothing where none could."""
    catalogue = summary["catalogue"]
    earned = any(_of_catalogue(segment["evidence"]) for segment in summary["segments"])
    columns = ", ".join(catalogue["columns"].values())
    return f"Names: the {catalogue['name']} catalogue, by {columns}." if earned else ""


def _of_catalogue(evidence: Mapping[str, Any]) -> bool:
    return evidence["archetype"] is not None and not evidence.get("given", False)


def _judgement(summary: Mapping[str, Any]) -> list[str]:
    """Return why this K, what the others would be, what kind of segments these are, and what to beware of."""
    verdict = [summary["verdict"]["finding"], *summary["verdict"]["remarks"]] if summary["verdict"] else []
    made = summary["purchases"]
    warnings = [f"Beware: {doubt}" for doubt in (made["doubts"] if made else ())]
    told = [warning for warning in summary["warnings"] if warning["code"] != "no_structure"]  # the verdict says it
    warnings += [f"Beware: {warning['message']}" for warning in told]
    more = len(warnings) - _MOST_WARNINGS
    rest = [f"{more} more in the report."] if more > 0 else []
    reason = " ".join(filter(None, (summary["choice"]["reason"], summary["recommendation"]["ladder"])))
    return [reason, *verdict, *warnings[:_MOST_WARNINGS], *rest]


def print_plan(plan: Mapping[str, Any]) -> None:
    """Print what would be done with each column, what cleaning would change, and whether the table can be used."""
    console = terminal()
    source, made = plan["source"], plan["purchases"]
    rows, columns = (made["rows"], made["width"]) if made else (source["rows"], source["columns"])
    console.print(_text(f"{source['name']}: {count(rows)} rows, {columns} columns"))
    _print_purchases(console, plan)
    table = _empty_table()
    for title in ("Column", "Type", "Role", "Missing", "Check", "Why, and what to do"):
        table.add_column(title, justify="right" if title == "Missing" else "left", overflow="fold")
    prepared = {feature["feature"]: feature for feature in plan["preparation"]}
    checked: defaultdict[str | None, list[Mapping[str, Any]]] = defaultdict(list)
    for check in plan["checks"]:
        checked[check["column"]].append(check)
    for column in plan["columns"]:
        checks = checked[column["name"]]
        grade = max((check["grade"] for check in checks), key=_GRADES.index)
        cells = column["name"], column["type"], column["role"], count(column["missing"]), grade
        words = _text(_why(column, checks, prepared.get(column["name"])), lines=True)
        table.add_row(*map(_text, cells), words, style=_ROLE_STYLES.get(column["role"], ""))
    console.print(table)
    if plan["cleaning"]:
        console.print("Cleaning would change:")
    for action in plan["cleaning"]:
        console.print(_text(f"  {_action(action)}"))
    for check in checked[None]:
        console.print(_text(f"{check['grade']}: {check['reason']} {check['remedy']}"))
    console.print(_text(_overall(plan)))


_GRADES = ("pass", "warn", "fail")


def _why(column: Mapping[str, Any], checks: list[Mapping[str, Any]], prepared: Mapping[str, Any] | None) -> str:
    """Return the reason for a column's use, how it is prepared, and a line for each thing to look at."""
    lines = [" ".join(part for part in (column["reason"], _treatment(column, prepared)) if part)]
    for check in checks:
        if check["grade"] != "pass":
            lines.append(check["remedy"] if check["reason"] in lines[0] else f"{check['reason']} {check['remedy']}")
    return "\n".join([lines[0], *(f"> {line}" for line in lines[1:])])


def _treatment(column: Mapping[str, Any], prepared: Mapping[str, Any] | None) -> str:
    """Say how a feature is prepared."""
    if prepared is None:
        return ""
    fill = prepared["fill"] if isinstance(prepared["fill"], str) else readable(prepared["fill"])
    steps = [f"gaps get the {prepared['impute']}, {fill}"] if column["missing"] else []
    steps += {"one-hot": ["a column a category"], "yeo-johnson": ["straightened"]}.get(prepared["transform"], [])
    steps += ["scaled"] if prepared["scale"] != 1 or prepared["center"] else []
    return f"Prepared: {', '.join(steps)}." if steps else ""


def _overall(plan: Mapping[str, Any]) -> str:
    """Say in a line whether the table can be segmented."""
    grades = [check["grade"] for check in plan["checks"]]
    looked = grades.count("warn") + grades.count("fail")
    many = f"{looked} thing{'s' if looked != 1 else ''} to look at"
    return {"ready": "Ready.", "ready with warnings": f"Ready, with {many}.", "not ready": "Not ready."}[plan["status"]]


def _action(action: Mapping[str, Any]) -> str:
    where = f"{action['column']}: " if action["column"] else ""
    detail = f" – {action['detail']}" if action["detail"] else ""
    return f"{where}{action['action']} ({count(action['rows'])} rows){detail}"


def _own(summary: Mapping[str, Any]) -> dict[str, str]:
    """Return every profiled column with its heading: features first, categories last."""
    profile = summary["overall"]["profile"]
    roles = {column["name"]: column["role"] for column in summary["columns"]}
    order = sorted(profile, key=lambda name: (not is_numeric(profile[name]), roles[name] != "feature"))
    return {name: f"{'Average' if is_numeric(profile[name]) else 'Common'} {name}" for name in order}


def _bank_heading(label: str) -> str:
    return {"Card": "Common card type", "Gender": "Common gender"}.get(label, f"Average {label.lower()}")


def _cells(segment: Mapping[str, Any], headings: Mapping[str, str], overall: Mapping[str, Any]) -> list[str]:
    profile = segment["profile"]
    values = [_value(profile[name], overall[name]) if name in profile else "–" for name in headings]
    return [segment["name"], count(segment["size"]), percent(segment["share"]), *values]


def _value(profile: Mapping[str, Any], overall: Mapping[str, Any]) -> str:
    if not is_numeric(profile):
        return common(profile) + (" (tie)" if profile["tie"] else "")
    largest = overall["mean"] if isinstance(overall["mean"], float) else None
    return readable(profile["mean"], largest=largest)


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
