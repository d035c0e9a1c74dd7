from __future__ import annotations

import re

import polars as pl
import pytest

import coterie
from coterie.cli.plan import _Said, print_plan
from coterie.options import Options
from coterie.readiness import examine
from coterie.remarks import say, words_from
from coterie.sources import read
from coterie.views.planning import plan


@pytest.fixture(scope="module")
def wide():
    """29 columns of a shop, some of them with something to look at."""
    n = 300
    columns = {"customer_id": [f"c{i}" for i in range(n)]}
    columns |= {f"amount_{at}": [(i * (at + 3)) % 23 + i % 7 / 10 for i in range(n)] for at in range(12)}
    columns |= {f"orders_{at}": [(i * (at + 2)) % 19 for i in range(n)] for at in range(5)}
    columns |= {f"accepted_{at}": [(i // (at + 1)) % 2 for i in range(n)] for at in range(6)}
    columns |= {"Annual Income (k$)": [666_666 if i == 9 else 20_000 + 41 * (i * 7 % 400) for i in range(n)]}
    columns |= {"age": [150 if i == 4 else 20 + i % 50 for i in range(n)], "region": ["north", "south", "west"] * 100}
    columns |= {"constant": ["x"] * n, "email": [f"c{i}@example.com" for i in range(n)]}
    frame = pl.DataFrame(columns)
    assert frame.width == 29
    table = read(frame)
    return plan(table, examine(table, Options()))


def printed(found, width, capsys, monkeypatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_plan(found)
    return capsys.readouterr().out.splitlines()


def test_on_a_narrow_terminal_29_columns_take_70_lines_at_most(wide, capsys, monkeypatch):
    lines = printed(wide, 80, capsys, monkeypatch)
    assert len(lines) <= 70
    text = " ".join(" ".join(lines).split())
    assert all(column.name in text for column in wide.columns)


@pytest.mark.words
@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_no_command_is_broken(wide, width, capsys, monkeypatch):
    lines = printed(wide, width, capsys, monkeypatch)
    for remedy in (check.remedy for check in wide.checks if check.grade != "pass"):
        for command in re.findall(r"--[a-z-]+ (?:'[^']*'|\S+)", remedy):
            assert any(command in line for line in lines), command


@pytest.mark.parametrize("width", [60, 80, 160])
def test_no_line_is_wider_than_the_terminal(wide, width, capsys, monkeypatch):
    assert max(map(len, printed(wide, width, capsys, monkeypatch))) <= width


def test_on_a_wide_terminal_there_is_a_row_for_each_column(wide, capsys, monkeypatch):
    lines = printed(wide, 160, capsys, monkeypatch)
    assert lines[1].split()[:5] == [say(f"plan.{each}") for each in ("column", "type", "role", "missing", "check")]
    starts = [line.split("  ")[0] for line in lines]
    assert all(column.name in starts for column in wide.columns)


def test_columns_used_alike_are_listed_together(wide, capsys, monkeypatch):
    text = " ".join(" ".join(printed(wide, 80, capsys, monkeypatch)).split())
    assert ", ".join(f"accepted_{at}" for at in range(6)) in text
    described = sum(column.role == "descriptor" for column in wide.columns)
    assert text.count(say("plan.group", role=say("column.descriptor"), n=described)) == 1


def test_a_plan_of_few_columns_is_said_whole(capsys, monkeypatch):
    table = read(coterie.datasets.bank_customers(n=60))
    lines = printed(plan(table, examine(table, Options())), 80, capsys, monkeypatch)
    assert lines[0] == say("plan.table", name=table.name, rows=60, columns=7)
    assert lines[-1] == say("plan.ready")


def test_a_doubt_that_the_reason_tells_is_told_once_in_whatever_words(tmp_path):
    (tmp_path / "words.toml").write_text('[remarks.doubtful_dates]\nsays = "look: {doubt}"\nremedy = "R"\n')
    table = read(pl.DataFrame({"id": range(40), "paid": [f"0{1 + at % 9}/0{1 + at % 7}/2024" for at in range(40)]}))
    with words_from(tmp_path / "words.toml"):
        found = plan(table, examine(table, Options(decimal="auto")))
        [check] = [check for check in found.checks if check.column == "paid"]
        assert check.code == "doubtful_dates"
        assert _Said(found).looks["paid"] == ["R"]


def test_that_every_value_is_missing_is_told_once():
    table = read(pl.DataFrame({"id": range(40), "x": [at % 7 for at in range(40)], "note": [None] * 40}))
    found = plan(table, examine(table, Options()))
    [check] = [check for check in found.checks if check.column == "note"]
    assert _Said(found).looks["note"] == [check.remedy]
    ignored = plan(table, examine(table, Options(ignore=["note"])))
    [check] = [check for check in ignored.checks if check.column == "note"]
    assert _Said(ignored).looks["note"] == [f"{check.reason} {check.remedy}"]
