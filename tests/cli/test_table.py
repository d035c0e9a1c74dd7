from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import coterie
from coterie.cli.plan import print_plan
from coterie.cli.table import print_segments
from coterie.remarks import say
from coterie.views.planning import Checked, Plan
from coterie.views.summary import Account, Change, Column, Source


def lines(capsys) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def averages(shown: list[str]) -> list[str]:
    """Return the columns whose averages are shown."""
    start, _, _ = say("table.average", column="\0").partition("\0")
    return [line.removeprefix(start).split(" ")[0] for line in shown if line.startswith(start)]


def test_a_tie_is_told(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    customers = pl.DataFrame({"client_id": range(40), "visits": [1.5, 9.5] * 20, "region": ["n", "n", "s", "s"] * 10})
    result = coterie.segment(customers, k=2)
    print_segments(result.segmentation, Path("out"))
    tie = say("table.tie", category=say("table.flag", category="false"))  # n and s are no and yes
    assert [line for line in lines(capsys) if line.endswith(tie)] != []


def test_many_columns_are_told_a_row_each(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    rng_columns = {f"m{i}": [float((j * (i + 3)) % 13) for j in range(60)] for i in range(9)}
    result = coterie.segment(pl.DataFrame({"client_id": range(60), **rng_columns}), k=2)
    print_segments(result.segmentation, Path("out"))
    shown = lines(capsys)
    assert shown[0].startswith(say("table.segment"))
    assert averages(shown) == [f"m{i}" for i in range(9)]


def test_of_very_many_columns_a_screen_is_told_and_the_rest_counted(capsys):
    columns = {f"m{i}": [float((j * (i % 9 + 3) + i) % 13) for j in range(60)] for i in range(45)}
    result = coterie.segment(pl.DataFrame({"client_id": range(60), **columns}), k=2, evidence="none")
    print_segments(result.segmentation, Path("out"))
    shown = lines(capsys)
    assert averages(shown) == [f"m{i}" for i in range(40)]
    assert say("terminal.more_columns", n=5) in shown


@pytest.mark.parametrize("name", ["[bold]x[/bold]", "<script>", "\x1b[31mred"])
def test_names_from_the_table_are_shown_as_they_are(capsys, name):
    checks = tuple(Checked(column, "code", "warn", name, name, {}) for column in (name, None))
    plan = Plan(
        schema_version=1,
        coterie_version="0.1.0",
        source=Source(name, "0" * 64, rows=2, columns=1),
        purchases=None,
        status="ready with warnings",
        problem=None,
        checks=checks,
        columns=(Column(name, "text", "ignored", 0, "why"),),
        cleaning=(Change("code", name, "done", 1, name, {}),),
        account=Account((), ()),
        preparation=(),
    )
    print_plan(plan)
    shown = capsys.readouterr().out
    assert shown.count(name.replace("\x1b", "�")) >= 2
    assert "\x1b" not in shown
