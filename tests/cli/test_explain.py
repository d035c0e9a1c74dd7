from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.errors import CustomerNotFound, OptionError
from coterie.remarks import say

PAGE = (Path(__file__).parents[2] / "docs" / "explanation.md").read_text()


@pytest.mark.words
def test_the_page_shows_what_is_printed(in_process, saved, bank_csv, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    printed = in_process("explain", saved, bank_csv, "--id", "C00000044", "--quiet")
    shown = re.search(r"```text\n(Customer .*?)```", PAGE, re.DOTALL)
    assert shown
    assert " ".join(shown.group(1).split()) == " ".join(printed.split())


def test_the_python_of_the_page_runs(capsys):
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(code, {})  # noqa: S102 - the page's own lines
    assert capsys.readouterr().out.splitlines()[0] == "income 0.31"


def test_json_is_what_its_schema_says(in_process, saved, bank_csv):
    said = json.loads(in_process("explain", saved, bank_csv, "--id", "C00000044", "--json"))
    jsonschema.validate(said, coterie.json_schema("explain"))
    assert (said["customer"]["id"], said["customer"]["segment"]["id"]) == ("C00000044", 3)


def test_a_customer_must_be_named_and_be_there(in_process, saved, bank_csv):
    with pytest.raises(OptionError, match="Missing argument 'CUSTOMERS'"):
        in_process("explain", saved, "--id", "C00000044")
    with pytest.raises(CustomerNotFound):
        in_process("explain", saved, bank_csv, "--id", "nobody")


def test_doubts_are_told_beside(coterie_command, saved, bank, tmp_path):
    bank.with_columns(age=80).write_csv(tmp_path / "old.csv")
    done = coterie_command("explain", saved, "old.csv", "--id", "C00000044", "--quiet")
    assert (done.returncode, "age" in done.stderr) == (0, True)


def test_without_a_customer_segments_are_explained(in_process, saved, bank_csv):
    alone = in_process("explain", saved, "--quiet")
    both = in_process("explain", saved, bank_csv, "--quiet")
    assert len(both) > len(alone) > 500
    said = json.loads(in_process("explain", saved, bank_csv, "--json"))
    jsonschema.validate(said, coterie.json_schema("explain"))
    assert (said["customer"], len(said["segments"]["apart"])) == (None, 6)


@pytest.mark.words
def test_the_page_shows_the_rules_that_are_printed(in_process, saved, bank_csv, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    printed = in_process("explain", saved, bank_csv, "--quiet").splitlines()
    shown = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()
    assert [line for line in shown if line.strip() not in {each.strip() for each in printed}] == []


def test_a_value_and_an_outcome_can_be_named(in_process, saved, bank, tmp_path):
    bank.with_columns(churned=bank["age"] > 50).write_csv(tmp_path / "more.csv")
    named = ("--value", "income", "--outcome", "churned", "--lift", "20%")
    assert len(in_process("explain", saved, "more.csv", *named, "--quiet")) > 500
    said = json.loads(in_process("explain", saved, "more.csv", *named, "--json"))
    jsonschema.validate(said, coterie.json_schema("explain"))
    assert said["segments"]["worth"]["column"] == "income"
    assert len(said["segments"]["tests"]) == 6


def test_columns_are_called_by_the_labels_they_were_given(in_process, tmp_path, bank):
    days = bank.with_columns(last_visit=pl.date(2024, 1, 1) + pl.duration(days=pl.int_range(pl.len()) % 300))
    days.write_csv(tmp_path / "days.csv")
    labels = ("--label", "last_visit=Last visit to us", "--label", "income=Yearly income")
    named = ("--features", "last_visit,income,age", *labels, "--k", "3", "--evidence", "none")
    in_process("segment", "days.csv", *named, "--out", "labelled", "--quiet")
    for more in ((), ("days.csv",), ("days.csv", "--id", "C00000044")):
        said = in_process("explain", "labelled/segmentation.coterie", *more, "--quiet")
        assert say("schema.days_since", column="Last visit to us") in said
        assert "Yearly income" in said
        assert "last_visit" not in said
