from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.errors import OptionError
from coterie.sources import read


@pytest.fixture
def scored(in_process, saved, bank_csv, tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP", f"sqlite:///{tmp_path}/shop.sqlite")
    to = ("--write-to", "$SHOP", "--to-table", "segments", "--history", "runs.sqlite")
    in_process("score", saved, bank_csv, "--out", "scored.csv", *to)
    return f"sqlite:///{tmp_path}/shop.sqlite"


def test_a_person_is_taken_out_of_what_the_history_knows(in_process, scored, bank, tmp_path):
    who = read(scored, table="segments_membership").frame["id"][0]
    said = json.loads(in_process("history", "forget", "--id", who, "--history", "runs.sqlite", "--json"))
    jsonschema.validate(said, coterie.json_schema("history-forget"))
    assert [(each["table"], each["rows"]) for each in said["tables"]] == [("segments", 1), ("segments_membership", 1)]
    assert said["not_reached"] == [str(tmp_path / "scored.csv")]
    for table in ("segments", "segments_membership"):
        assert read(scored, table=table).frame.filter(pl.nth(0) == who).is_empty()
    assert who.encode() not in (tmp_path / "shop.sqlite").read_bytes()
    assert who.encode() not in (tmp_path / "runs.sqlite").read_bytes()


def test_a_database_that_cannot_be_opened_is_named(in_process, scored, monkeypatch):
    monkeypatch.delenv("SHOP")
    said = json.loads(in_process("history", "forget", "--id", "C1", "--history", "runs.sqlite", "--json"))
    assert (said["tables"], said["not_reached"][0]) == ([], "segments in $SHOP")
    to = ("--write-to", scored, "--to-table", "segments")
    given = json.loads(in_process("history", "forget", "--id", "C1", *to, "--history", "runs.sqlite", "--json"))
    assert [each["table"] for each in given["tables"]] == ["segments", "segments_membership"]


def test_who_says_too_little_is_told(in_process, saved, bank_csv):
    in_process("score", saved, bank_csv, "--out", "scored.csv", "--history", "runs.sqlite")
    with pytest.raises(OptionError, match="--id|`id`"):
        in_process("history", "forget", "--history", "runs.sqlite")
    with pytest.raises(OptionError, match="No recorded run wrote a table.*look for them in .*scored.csv"):
        in_process("history", "forget", "--id", "C1", "--history", "runs.sqlite")
    with pytest.raises(OptionError, match="go together"):
        in_process("history", "forget", "--id", "C1", "--history", "runs.sqlite", "--to-table", "x")
