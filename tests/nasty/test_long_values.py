"""Values that go on and on: people see their beginning, wherever they stand; assignments keep what is theirs."""

from __future__ import annotations

import json
import re

import polars as pl
import pytest
from typer.testing import CliRunner

import coterie
from coterie.cli.app import app

LONG = 50_000
MOST = 600
"""Letters of one value, or name of a column, that any output may show."""


def customers(base, *places):
    """Write a table with long texts in the places named."""
    head = [f"{'q' * LONG}{name}" if "names" in places else name for name in ("Plan", "Note")]
    plans = ("Gold", "x" * LONG + "1", "x" * LONG + "2") if "categories" in places else ("Gold", "Blue", "Red")
    lines = [f"Customer ID,Age,Annual Income,{','.join(head)}"]
    for number, row in enumerate(base.rows):
        plan = plans[number % 3]
        key = f"{'k' * LONG}{number}" if "ids" in places and number < 3 else f"C{row[0]}"
        plan = plan.upper() if "spellings" in places and number == 9 else plan
        note = "z" * LONG + str(number) if "notes" in places and number < 3 else f"n{number}"
        age = "y" * LONG if "numbers" in places and number == 4 else row[1]
        lines.append(f"{key},{age},{row[2]},{plan},{note}")
    path = base.folder / "customers.csv"
    path.write_text("\n".join(lines))
    return path


def longest(text: str) -> int:
    """Return the length of the longest run of one letter."""
    return max((len(found[0]) for found in re.finditer(r"([a-zA-Z])\1*", text)), default=0)


PLACES = (
    ("categories",), ("categories", "spellings"), ("names",), ("ids",), ("notes",), ("numbers",),
    ("categories", "spellings", "names", "ids", "notes", "numbers"),
)  # fmt: skip


@pytest.mark.parametrize("places", PLACES, ids="+".join)
@pytest.mark.parametrize("more", [(), ("--features", "Annual Income,Plan")], ids=["found", "named"])
def test_nothing_that_people_read_is_longer_than_a_line(base, places, more):
    if more and "names" in places:
        more = ("--describe", "Age")
    path, out = customers(base, *places), base.folder / "out"
    shown = [CliRunner().invoke(app, ["inspect", str(path), *more])]
    work = ["segment", str(path), "--k", "3", "--evidence", "none", "--out", str(out), *more]
    shown += [CliRunner().invoke(app, work)]
    scored = str(base.folder / "scored.csv")
    shown += [CliRunner().invoke(app, ["score", str(out / "segmentation.coterie"), str(path), "--out", scored])]
    assert [each.exit_code for each in shown] == [0, 0, 0], (shown[-1].output[-2000:], shown[-1].exception)
    texts = [each.output for each in shown] + [(out / name).read_text() for name in ("report.html", "segments.json")]
    assert [longest(text) for text in texts if longest(text) > MOST] == []
    kept = pl.read_csv(out / "assignments.csv")
    assert kept.height == 60
    if "ids" in places:
        assert kept["Customer ID"].str.len_chars().max() == LONG + 1


def test_long_categories_are_told_apart_and_scored_by_their_whole_text(base):
    path = customers(base, "categories")
    result = coterie.segment(path, k=3, features=["Annual Income", "Plan"], evidence="none")
    summary = json.loads(json.dumps(coterie.summarise(result.segmentation)))
    shown = "x" * 99 + "…"
    assert set(summary["overall"]["profile"]["Plan"]["shares"]) == {"Gold", shown, f"{shown} (2)"}
    (plan,) = (each for each in summary["preparation"] if each["feature"] == "Plan")
    assert set(plan["categories"]) == {"Gold", shown, f"{shown} (2)"}
    again = coterie.score(result.segmentation, path)
    assert again["segment_id"].to_list() == result.assignments["segment_id"].to_list()


def test_a_category_never_seen_is_named_by_its_beginning(base):
    result = coterie.segment(customers(base), k=3, features=["Annual Income", "Plan"], evidence="none")
    with pytest.raises(coterie.errors.InputError) as refused:
        coterie.score(result.segmentation, customers(base, "categories"))
    assert longest(str(refused.value)) <= MOST


ASKED = (
    {"features": ["Plan", "Nothing"]}, {"type": {"Plan": "numeric"}}, {"type": {"Plan": "date"}}, {"id": "Nope"},
    {"type": {"Plan": "boolean"}}, {"missing": {"Plan": [1]}}, {"features": ["Note"]},
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("places", [("categories", "notes"), ("categories", "names")], ids="+".join)
def test_errors_name_the_beginning(base, asked, places):
    with pytest.raises(coterie.errors.InputError) as refused:
        coterie.segment(customers(base, *places), **asked)
    assert longest(str(refused.value)) <= MOST
    assert len(str(refused.value)) < 3 * MOST
