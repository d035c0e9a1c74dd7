"""The plan of a table on the terminal: what would be done with each column, and what to look at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.cells import cell_len

from coterie.cli.printable import printable
from coterie.cli.table import empty_table, print_purchases, shown, terminal
from coterie.cli.wrapping import widest, wrapped
from coterie.number_format import count
from coterie.remarks import holds, say
from coterie.views.facts import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from coterie.views.planning import Checked, Plan
    from coterie.views.summary import Change, Column, Prepared

_GRADES = ("pass", "warn", "fail")
_ROLE_STYLES = {"feature": "bold", "id": "dim", "ignored": "dim"}
_TITLES = ("column", "type", "role", "missing", "check", "why")
_LEAST_FOR_REASONS = 60  # columns of the terminal beside all others: with fewer, reasons are told by group
_MOST_CHANGES = 12


def print_plan(plan: Plan) -> None:
    """Print what would be done with each column, what cleaning would change, and whether the table can be used."""
    console = terminal()
    source, made = plan.source, plan.purchases
    rows, columns = (source.rows, source.columns) if made is None else (made.rows, made.width)
    console.print(shown(say("plan.table", name=source.name, rows=rows, columns=columns)), soft_wrap=True)
    print_purchases(console, made)
    said = _Said(plan)
    left = console.width - sum(said.widths) - 2 * len(said.widths)
    if left >= max(_LEAST_FOR_REASONS, *(widest(line) for lines in said.lines.values() for line in lines)):
        _print_table(console, plan, said, left)
    else:
        _print_groups(console, plan, said)
    _print_rest(console, plan, told=said.told)


class _Said:
    """What is said of each column: its reason and preparation, and a line for each thing to look at."""

    def __init__(self, plan: Plan) -> None:
        checks: defaultdict[str, list[Checked]] = defaultdict(list)
        for check in plan.checks:
            if check.column is not None:
                checks[check.column].append(check)
        prepared = {step.feature: step for step in plan.preparation}
        self.grades = {name: max((check.grade for check in each), key=_GRADES.index) for name, each in checks.items()}
        self.reasons = {column.name: _reason(column, prepared.get(column.name)) for column in plan.columns}
        self.looks = {column.name: _looks(column.reason, checks[column.name]) for column in plan.columns}
        self.lines = {name: [reason, *self.looks[name]] for name, reason in self.reasons.items()}
        self.told = {(check.column, check.code) for check in plan.checks if check.grade != "pass"}
        titles = tuple(say(f"plan.{title}") for title in _TITLES[:-1])
        cells = [titles, *(_cells(column, self.grades.get(column.name, "pass")) for column in plan.columns)]
        self.widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]


def _print_table(console: Console, plan: Plan, said: _Said, left: int) -> None:
    """Print a row for each column, with its reasons beside it."""
    table = empty_table()
    for title in _TITLES:
        table.add_column(say(f"plan.{title}"), justify="right" if title == "missing" else "left", no_wrap=True)
    for column in plan.columns:
        first, *looks = said.lines[column.name]
        lines = wrapped(printable(first), left)
        lines += [line for look in looks for line in wrapped(f"> {printable(look)}", left)]
        cells = map(shown, _cells(column, said.grades[column.name]))
        table.add_row(*cells, shown("\n".join(lines), lines=True), style=_ROLE_STYLES.get(column.role, ""))
    console.print(table)


def _print_groups(console: Console, plan: Plan, said: _Said) -> None:
    """Print columns that are used alike, for the same reason, together; then what is to be looked at."""
    for role in ROLES:
        columns = [column for column in plan.columns if column.role == role]
        if columns:
            _print_lines(console, say("plan.group", role=say(f"column.{role}"), n=len(columns)), style="bold")
        alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for column in columns:
            alike[column.type, said.reasons[column.name]].append(_with_missing(column))
        for (type_, reason), names in alike.items():
            _print_lines(console, "  " + say("plan.alike", names=names, type=type_, reason=reason), indent="    ")
    if any(said.looks.values()):
        _print_lines(console, say("plan.to_look_at"), style="bold")
    for name, looks in said.looks.items():
        for look in looks:
            _print_lines(console, "  " + say("plan.look", column=name, said=look), indent="    ")


def _print_rest(console: Console, plan: Plan, *, told: set[tuple[str | None, str]]) -> None:
    """Print what cleaning would change and nobody has to look at, what concerns the table, and the end of it."""
    changes = [change for change in plan.cleaning if (change.column, change.code) not in told]
    if changes:
        console.print(say("plan.also" if len(changes) < len(plan.cleaning) else "plan.cleaning"))
    for change in changes[:_MOST_CHANGES]:
        _print_lines(console, f"  {_change(change)}", indent="    ")
    if len(changes) > _MOST_CHANGES:
        console.print("  " + say("plan.more", n=len(changes) - _MOST_CHANGES))
    for check in plan.checks:
        if check.column is None:
            grade = say(f"plan.{check.grade}")
            _print_lines(console, say("plan.checked", grade=grade, reason=check.reason, remedy=check.remedy))
    console.print(shown(_overall(plan)))


def _print_lines(console: Console, words: str, *, indent: str = "", style: str | None = None) -> None:
    start = words[: len(words) - len(words.lstrip())]
    first, *rest = wrapped(printable(words.lstrip()), console.width - len(start), indent=indent[len(start) :])
    for line in (first, *rest):
        console.print(shown(f"{start}{line}"), style=style, soft_wrap=True)


def _cells(column: Column, grade: str) -> tuple[str, ...]:
    type_, role = say("column.type", type=column.type), say("column.role", role=column.role)
    return column.name, type_, role, count(column.missing), say(f"plan.{grade}")


def _with_missing(column: Column) -> str:
    return say("plan.with_missing", name=column.name, missing=column.missing) if column.missing else column.name


def _looks(reason: str, checks: Iterable[Checked]) -> list[str]:
    """Return a line for each thing to look at, without what the reason says already."""
    doubts = (check for check in checks if check.grade != "pass")
    return [check.remedy if _is_said(reason, check) else f"{check.reason} {check.remedy}".rstrip() for check in doubts]


def _is_said(reason: str, check: Checked) -> bool:
    """Return whether a column's reason tells what was found already: it is one of the sentences that it is made of."""
    return any(isinstance(fact, str) and holds(reason, fact) for fact in check.facts.values())


def _reason(column: Column, prepared: Prepared | None) -> str:
    return " ".join(part for part in (column.reason, _treatment(column, prepared)) if part)


def _treatment(column: Column, prepared: Prepared | None) -> str:
    """Say how a feature is prepared."""
    if prepared is None:
        return ""
    steps = [say("plan.gaps", impute=prepared.impute, fill=prepared.fill)] if column.missing else []
    steps += [say(f"plan.{_STEPS[prepared.transform]}")] if prepared.transform in _STEPS else []
    steps += [say("plan.scaled")] if prepared.scale != 1 or prepared.center else []
    steps += [say("plan.weighted", times=prepared.weight)] if prepared.weight != 1 else []
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
