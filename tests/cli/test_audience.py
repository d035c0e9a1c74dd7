from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie


@pytest.fixture
def people(bank, tmp_path):
    path = tmp_path / "people.csv"
    bank.with_columns(email=pl.col("customer_id") + "@example.com", phone=pl.lit("030 123456")).write_csv(path)
    return path


def test_a_list_is_written_and_said(in_process, saved, people, tmp_path):
    said = json.loads(
        in_process(
            "audience",
            saved,
            people,
            "--segment",
            "0",
            "--for",
            "google",
            "--country",
            "DE",
            "--out",
            "a.csv",
            "--json",
        )
    )
    jsonschema.validate(said, coterie.json_schema("audience"))
    assert said["counts"]["listed"] == pl.read_csv(tmp_path / "a.csv").height > 0
    assert said["files"] == ["a.csv"]


def test_changes_are_written_beside_it(in_process, saved, people, tmp_path):
    in_process("score", saved, people, "--out", "before.csv", "--quiet")
    in_process(
        "audience", saved, people, "--segment", "0", "--for", "linkedin", "--out", "a.csv", "--since", "before.csv"
    )
    assert pl.read_csv(tmp_path / "a-added.csv").height == pl.read_csv(tmp_path / "a-removed.csv").height == 0


def test_options_may_stand_in_a_file_and_in_variables(in_process, saved, people, tmp_path):
    (tmp_path / "lists.toml").write_text('[audience]\nfor = "linkedin"\nsegment = ["0"]\n')
    in_process("audience", saved, people, "--config", "lists.toml", "--out", "a.csv")
    one = (tmp_path / "a.csv").read_bytes()
    in_process(
        "audience",
        saved,
        people,
        COTERIE_AUDIENCE_FOR="linkedin",
        COTERIE_AUDIENCE_OUT="b.csv",
        COTERIE_AUDIENCE_SEGMENT="0",
    )
    assert (tmp_path / "b.csv").read_bytes() == one


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ((), 2, "--segment"),
        (("--segment", "0"), 2, "--for"),
        (("--segment", "0", "--for", "meta"), 2, "--out"),
        (("--segment", "0", "--for", "meta", "--out", "a.txt"), 2, ".csv"),
        (("--segment", "9", "--for", "meta", "--out", "a.csv"), 2, "no segment"),
        (("--segment", "0", "--for", "meta", "--out", "people.csv", "--overwrite"), 6, "people.csv"),
    ],
)
def test_what_is_missing_or_wrong_is_told(coterie_command, saved, people, given, code, said):
    done = coterie_command("audience", saved, people, *given)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
