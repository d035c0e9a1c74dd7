"""Tables on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coterie.cli.printable import printable
from coterie.number_format import count, percent, readable
from coterie.report.cards import bank_columns, common
from coterie.report.comparison import is_numeric

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_COLUMNS = 7
_MOST_WARNINGS = 5
_ROLE_STYLES = {"feature": "bold", "id": "dim", "ignored": "dim"}


def print_segments(summary: Mapping[str, Any], out: Path) -> None:
    """Print the segment table, the reason for K and where the results are.

    For the bank schema: each segment's size, share, average age, income, spending and credit score, most common card
    type and gender. For another schema: means and modes of its own features and descriptors.
    """
    console = terminal()
    bank = bank_columns(summary)
    headings = {column: _bank_heading(label) for column, label in bank.items()} if len(bank) == 6 else _own(summary)
    rows = [_cells(segment, headings, summary["overall"]["profile"]) for segment in summary["segments"]]
    titles = ["Segment", "Customers", "Share", *headings.values()]
    if len(headings) > _MOST_COLUMNS:
        titles, *rows = (list(row) for row in zip(titles, *rows, strict=True))
    console.print(text_table(titles, rows))
    if sentence := _names(summary):
        console.print(_text(sentence))
    for sentence in _judgement(summary):
        console.print(_text(sentence))
    page = out / "report.html"
    where = f"Report: {page}" if page.exists() else f"Results: {out}"
    console.print(where, highlight=False, markup=False, soft_wrap=True)


def _names(summary: Mapping[str, Any]) -> str:
    """Say which catalogue gave names, and by which columns; nothing where none could."""
    catalogue = summary["catalogue"]
    earned = any(segment["evidence"]["archetype"] for segment in summary["segments"])
    columns = ", ".join(catalogue["columns"].values())
    return f"Names: the {catalogue['name']} catalogue, by {columns}." if earned else ""


def _judgement(summary: Mapping[str, Any]) -> list[str]:
    """Return why this K, what kind of segments these are, and what to beware of."""
    verdict = [summary["verdict"]["sentence"]] if summary["verdict"] else []
    warnings = [f"Beware: {warning['message']}" for warning in summary["warnings"]]
    more = len(warnings) - _MOST_WARNINGS
    rest = [f"{more} more in the report."] if more > 0 else []
    return [summary["choice"]["reason"], *verdict, *warnings[:_MOST_WARNINGS], *rest]


def print_plan(plan: Mapping[str, Any]) -> None:
    """Print what would be done with each column, and what cleaning would change."""
    console = terminal()
    source = plan["source"]
    console.print(_text(f"{source['name']}: {count(source['rows'])} rows, {source['columns']} columns"))
    table = _empty_table()
    for title in ("Column", "Type", "Role", "Missing", "Why"):
        table.add_column(title, justify="right" if title == "Missing" else "left", overflow="fold")
    for column in plan["columns"]:
        cells = column["name"], column["type"], column["role"], count(column["missing"]), column["reason"]
        table.add_row(*map(_text, cells), style=_ROLE_STYLES.get(column["role"], ""))
    console.print(table)
    if plan["cleaning"]:
        console.print("Cleaning would change:")
    for action in plan["cleaning"]:
        console.print(_text(f"  {_action(action)}"))


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


def text_table(titles: list[str], rows: list[list[str]]) -> Table:
    """Return a table of words as they are, numbers to the right."""
    table = _empty_table()
    for i, title in enumerate(titles):
        numeric = all(row[i][:1] in "0123456789−–<" for row in rows)
        table.add_column(_text(title), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(_text, row))
    return table


def _empty_table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _text(words: str) -> Text:
    """Show words from a table as they are, without markup."""
    return Text(printable(words))


def terminal() -> Console:
    """Print to stdout; where that is no terminal, wide enough that nothing is cut."""
    return Console() if sys.stdout.isatty() else Console(width=160)
