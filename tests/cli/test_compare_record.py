"""Comparisons in the history."""

from __future__ import annotations

import json

import polars as pl
import pytest

import coterie
from coterie.history import open_history
from coterie.history.reading import artefact_of, runs_of
from coterie.remarks import say

HISTORY = ("--history", "runs.sqlite")


@pytest.fixture
def begun(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "first", "--evidence", "none", "--k", "4", *HISTORY)
    return tmp_path / "first" / "segmentation.coterie"


def runs(tmp_path):
    return runs_of(open_history(str(tmp_path / "runs.sqlite"), make=False))


def test_a_comparison_is_recorded_with_what_it_answered_and_counted(in_process, begun, bank, bank_csv, tmp_path):
    assert say("history.recorded", number=2, name="runs.sqlite") in in_process("compare", begun, bank_csv, *HISTORY)
    older = bank.with_columns(age=pl.col("age") + 30, income=pl.col("income") * 1.4)
    older.write_csv(tmp_path / "older.csv")
    said = json.loads(in_process("compare", begun, "older.csv", "--out", "found", "--json", *HISTORY))
    assert said["run"] == 3
    assert json.loads((tmp_path / "found" / "comparison.json").read_text()) == said
    drifted, steady, segmented = (run.record for run in runs(tmp_path))
    assert [each.drift for each in (drifted, steady, segmented)] == ["drifted", "steady", None]
    assert {each.command for each in (drifted, steady)} == {"compare"}
    assert {each.id: each.customers for each in drifted.segments} == {
        each["id"]: each["after"]["customers"] for each in said["shares"]
    }
    assert (steady.source, steady.data) == (bank_csv.name, segmented.data)
    assert (drifted.source, drifted.data != segmented.data) == ("older.csv", True)
    assert drifted.customers == sum(each.customers for each in drifted.segments) == segmented.customers
    assert drifted.out == str(tmp_path / "found")
    history = open_history(str(tmp_path / "runs.sqlite"))
    assert artefact_of(history, "3") == begun.read_bytes()


def test_the_same_comparison_again_is_the_same_run(in_process, begun, bank_csv, tmp_path):
    asked = ("compare", begun, bank_csv, *HISTORY)
    in_process(*asked)
    assert say("history.again", number=2, name="runs.sqlite") in in_process(*asked)
    assert [run.times for run in runs(tmp_path)] == [2, 1]


def test_of_two_segmentations_the_later_one_is_recorded_with_the_table_of_both(
    in_process, begun, bank, bank_csv, tmp_path
):
    bank.head(300).write_csv(tmp_path / "some.csv")
    in_process("refit", begun, bank_csv, "--out", "again", "--k", "3", *HISTORY)
    in_process("compare", "history:1", "again/segmentation.coterie", "--on", "some.csv", *HISTORY)
    record = runs(tmp_path)[0].record
    assert (record.source, record.data == coterie.load(begun).source.sha256) == ("some.csv", False)
    again = coterie.load(tmp_path / "again" / "segmentation.coterie")
    assert (record.command, record.k, record.short_hash) == ("compare", 3, again.short_hash)
    assert record.parent == coterie.load(begun).short_hash


def test_two_files_of_assignments_are_not_recorded_which_is_said(in_process, begun, tmp_path):
    files = (tmp_path / "first" / "assignments.csv", tmp_path / "first" / "assignments.csv")
    assert say("history.no_segmentation") in in_process("compare", *files, *HISTORY)
    assert [run.record.command for run in runs(tmp_path)] == ["segment"]
