from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

import coterie
from coterie.errors import OptionError, OutputError, RunNotFound
from coterie.remarks import say

FIRST = Path(__file__).parents[1] / "history" / "histories" / "first.sqlite"


@pytest.fixture
def past(tmp_path):
    shutil.copy(FIRST, tmp_path / "runs.sqlite")
    return ("--history", "runs.sqlite")


@pytest.mark.words
def test_runs_are_listed(in_process, past):
    said = json.loads(in_process("history", "list", *past, "--json"))
    jsonschema.validate(said, coterie.json_schema("history-list"))
    assert [run["command"] for run in said["runs"]] == ["refit", "score", "segment"]
    shown = in_process("history", "list", *past, COLUMNS="80")
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) == 5
    assert "champion" in shown


def test_a_run_is_shown_by_its_number_or_its_tag(in_process, past):
    said = json.loads(in_process("history", "show", "champion", *past, "--json"))
    jsonschema.validate(said, coterie.json_schema("history-show"))
    assert said["run"]["run"] == 1
    shown = in_process("history", "show", "1", *past, COLUMNS="80")
    assert say("history.tags", tags=("champion",)) in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_variable_names_the_history(in_process, past):
    assert in_process("history", "list", COTERIE_HISTORY="runs.sqlite") == in_process("history", "list", *past)


def test_what_is_not_there_is_told(in_process, past, tmp_path):
    with pytest.raises(OptionError, match="history"):
        in_process("history", "list")
    with pytest.raises(RunNotFound, match="no history"):
        in_process("history", "list", "--history", "other.sqlite")
    with pytest.raises(RunNotFound, match="no run '9'"):
        in_process("history", "show", "9", *past)
    assert not (tmp_path / "other.sqlite").exists()


@pytest.mark.words
def test_a_run_is_named_and_compared(in_process, past):
    assert say("history.tag_moved", tag="champion", number=3, before=1) in in_process(
        "history", "tag", "3", "champion", *past
    )
    said = json.loads(in_process("history", "tag", "champion", "best", *past, "--json"))
    jsonschema.validate(said, coterie.json_schema("history-tag"))
    assert said["run"]["tags"] == ["best", "champion"]
    shown = in_process("history", "diff", "1", "champion", *past, COLUMNS="80")
    assert max(map(len, shown.splitlines())) <= 80
    assert say("history.numbered", number=3) in shown
    found = json.loads(in_process("history", "diff", "1", "3", *past, "--json"))
    jsonschema.validate(found, coterie.json_schema("history-diff"))
    assert (found["before"]["k"], found["after"]["k"]) == (3, 2)


def test_sizes_are_shown_and_drawn(in_process, past, tmp_path):
    said = json.loads(in_process("history", "sizes", *past, "--json", "--chart", "sizes.png"))
    jsonschema.validate(said, coterie.json_schema("history-sizes"))
    assert [run["run"] for run in said["runs"]] == [1, 2, 3]
    assert (tmp_path / "sizes.png").read_bytes()[:4] == b"\x89PNG"
    shown = in_process("history", "sizes", *past, "--chart", "sizes.svg", COLUMNS="80")
    assert max(map(len, shown.splitlines())) <= 80
    assert say("history.chart", path="sizes.svg") in shown
    drawn, there = (tmp_path / "sizes.svg").read_text(), [each for each in said["segments"] if each["customers"][-1]]
    assert [each["name"][:20] in drawn for each in there] == [True] * len(there)
    with pytest.raises(OutputError, match="sizes.svg"):
        in_process("history", "sizes", *past, "--chart", "sizes.svg")
    with pytest.raises(OptionError, match=".svg"):
        in_process("history", "sizes", *past, "--chart", "sizes.pdf")
