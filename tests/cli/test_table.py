from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import coterie
from coterie.cli.table import print_plan, print_segments


def lines(capsys) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_a_tie_is_told(capsys):
    customers = pl.DataFrame({"client_id": range(40), "visits": [1.5, 9.5] * 20, "region": ["n", "n", "s", "s"] * 10})
    result = coterie.segment(customers, k=2)
    print_segments(coterie.summarise(result.segmentation), Path("out"))
    assert [line for line in lines(capsys) if line.endswith("(tie)")] != []


def test_many_columns_are_told_a_row_each(capsys):
    rng_columns = {f"m{i}": [float((j * (i + 3)) % 13) for j in range(60)] for i in range(9)}
    result = coterie.segment(pl.DataFrame({"client_id": range(60), **rng_columns}), k=2)
    print_segments(coterie.summarise(result.segmentation), Path("out"))
    shown = lines(capsys)
    assert shown[0].startswith("Segment ")
    assert [line.split(" ")[1] for line in shown if line.startswith("Average")] == [f"m{i}" for i in range(9)]


def test_of_very_many_columns_a_screen_is_told_and_the_rest_counted(capsys):
    columns = {f"m{i}": [float((j * (i % 9 + 3) + i) % 13) for j in range(60)] for i in range(45)}
    result = coterie.segment(pl.DataFrame({"client_id": range(60), **columns}), k=2, evidence="none")
    print_segments(coterie.summarise(result.segmentation), Path("out"))
    shown = lines(capsys)
    assert [line.split(" ")[1] for line in shown if line.startswith("Average")] == [f"m{i}" for i in range(40)]
    assert "5 more columns in the report." in shown


@pytest.mark.parametrize("name", ["[bold]x[/bold]", "<script>", "\x1b[31mred"])
def test_names_from_the_table_are_shown_as_they_are(capsys, name):
    plan = {
        "source": {"name": name, "rows": 2, "columns": 1},
        "purchases": None,
        "columns": [{"name": name, "type": "text", "role": "ignored", "missing": 0, "reason": "why"}],
        "cleaning": [{"column": name, "action": "done", "rows": 1, "detail": name}],
        "preparation": [],
        "status": "ready with warnings",
        "checks": [
            {"column": name, "grade": "warn", "reason": name, "remedy": name},
            {"column": None, "grade": "warn", "reason": name, "remedy": name},
        ],
    }
    print_plan(plan)
    shown = capsys.readouterr().out
    assert shown.count(name.replace("\x1b", "�")) >= 2
    assert "\x1b" not in shown
