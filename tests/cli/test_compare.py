"""`coterie compare`, as people run it."""

from __future__ import annotations

import json
from datetime import timedelta

import jsonschema
import polars as pl
import pytest
from tests.monitoring.shop import newcomer, shop

import coterie
from coterie.errors import MissingColumns, OutputError
from coterie.remarks import say


@pytest.fixture
def begun(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "first", "--evidence", "none", "--k", "4")
    return tmp_path / "first" / "segmentation.coterie"


def shifted(bank, path):
    bank.with_columns(age=pl.col("age") + 30, income=pl.col("income") * 1.4).write_csv(path)
    return path


def test_the_exit_code_says_whether_customers_drifted(coterie_command, bank, bank_csv, tmp_path):
    coterie_command("segment", bank_csv, "--out", "first", "--evidence", "none", "--k", "4")
    steady = coterie_command("compare", "first", bank_csv, "--quiet")
    assert steady.returncode == 0
    drifted = coterie_command("compare", "first/segmentation.coterie", shifted(bank, tmp_path / "new.csv"), "--json")
    assert drifted.returncode == 3
    assert json.loads(drifted.stdout)["answer"] == "drifted"
    bank.head(30).write_csv(tmp_path / "few.csv")
    assert coterie_command("compare", "first/segmentation.coterie", "few.csv").returncode == 0


def test_what_it_writes_is_what_it_says(in_process, begun, bank, tmp_path):
    new = shifted(bank, tmp_path / "new.csv")
    said = in_process("compare", begun, new, "--out", "found", "--json")
    plain = json.loads(said)
    jsonschema.validate(plain, coterie.json_schema("compare"))
    assert (tmp_path / "found" / "comparison.json").read_text() == said
    assert {each.name for each in (tmp_path / "found").iterdir()} == {
        "comparison.json", "comparison.html", "changes.csv",
    }  # fmt: skip
    changes = pl.read_csv(tmp_path / "found" / "changes.csv")
    assert changes.columns == ["customer_id", "from", "to", "reason"]
    assert changes.filter(pl.col("reason") == "customer").height == plain["migration"]["reasons"]["customer"]
    assert plain["old"]["short_hash"] == coterie.load(begun).short_hash


def test_the_same_again_gives_the_same_bytes_and_only_replaces_its_own(in_process, begun, bank_csv, tmp_path):
    out = tmp_path / "found"
    in_process("compare", begun, bank_csv, "--out", out)
    then = {each.name: each.read_bytes() for each in out.iterdir()}
    with pytest.raises(OutputError):
        in_process("compare", begun, bank_csv, "--out", out)
    in_process("compare", begun, bank_csv, "--out", out, "--overwrite")
    assert {each.name: each.read_bytes() for each in out.iterdir()} == then
    other = tmp_path / "other"
    in_process("segment", bank_csv, "--out", other, "--evidence", "none", "--k", "2")
    for folder in (begun.parent, other):
        with pytest.raises(OutputError):
            in_process("compare", begun, bank_csv, "--out", folder, "--overwrite")
    assert begun.exists()


def test_who_was_where_is_read_beside_the_segmentation(in_process, begun, bank, tmp_path):
    bank.head(bank.height // 2).write_csv(tmp_path / "half.csv")
    plain = json.loads(in_process("compare", begun, "half.csv", "--json"))
    assert plain["migration"]["reasons"]["left"] > 0
    begun.with_name("assignments.csv").rename(tmp_path / "then.csv")
    assert json.loads(in_process("compare", begun, "half.csv", "--json"))["migration"] is None
    named = json.loads(in_process("compare", begun, "half.csv", "--json", "--old-assignments", "then.csv"))
    assert named["migration"] == plain["migration"]
    rows = json.loads(in_process("compare", begun, "half.csv", "--json", "--old-customers", "bank.csv"))
    assert rows["migration"] == plain["migration"]


def test_two_segmentations_and_two_files_are_compared(in_process, begun, bank_csv, tmp_path):
    in_process("refit", begun, bank_csv, "--out", "again", "--k", "3")
    plain = json.loads(in_process("compare", "first", "again", "--on", bank_csv, "--json"))
    assert (plain["kind"], plain["alike"], plain["migration"]["split"]) == (
        "segmentations",
        "lineage",
        "customers_first",
    )
    assert {each["fate"] for each in plain["refit"]["old"]} & {"merged", "retired"}
    jsonschema.validate(plain, coterie.json_schema("compare"))
    files = json.loads(in_process("compare", "first/assignments.csv", "again/assignments.csv", "--json"))
    assert (files["kind"], files["alike"], files["answer"]) == ("assignments", "lineage", None)
    jsonschema.validate(files, coterie.json_schema("compare"))


@pytest.mark.words
def test_few_lines_are_printed(in_process, begun, bank, tmp_path):
    shown = in_process("compare", begun, shifted(bank, tmp_path / "new.csv"), "--out", "found")
    assert len(shown.strip().splitlines()) <= 15
    assert say("compare.written", path="found") in shown
    assert say("compare.advice_column") in shown


def test_options_may_stand_in_a_file(in_process, begun, bank_csv, tmp_path):
    (tmp_path / "options.toml").write_text('[compare]\nout = "found"\nreport = "none"\ntitle = "June"\n')
    in_process("compare", begun, bank_csv, "--config", "options.toml")
    assert not (tmp_path / "found" / "comparison.html").exists()
    in_process("compare", begun, bank_csv, "--config", "options.toml", "--report", "html", "--overwrite")
    assert "June" in (tmp_path / "found" / "comparison.html").read_text()


def test_a_column_that_is_gone_is_told(in_process, begun, bank, tmp_path):
    bank.drop("income").write_csv(tmp_path / "new.csv")
    with pytest.raises(MissingColumns):
        in_process("compare", begun, "new.csv")


def test_runs_of_the_history_are_compared(in_process, bank_csv, tmp_path):
    for name, k in (("one", 4), ("other", 3)):
        in_process("segment", bank_csv, "--out", name, "--evidence", "none", "--k", k, "--history", "runs.sqlite")
    said = json.loads(
        in_process("compare", "history:1", "history:2", "--on", bank_csv, "--json", "--history", "runs.sqlite")
    )
    assert said["old"]["short_hash"] == coterie.load(tmp_path / "one" / "segmentation.coterie").short_hash
    assert said["new"]["short_hash"] == coterie.load(tmp_path / "other" / "segmentation.coterie").short_hash
    assert (said["old"]["name"], said["alike"]) == ("run-1.coterie", "matched")


def test_time_is_told_apart_from_the_day_that_a_file_says(in_process, tmp_path):
    """Nobody buys for 60 days: asked by the file made with the segmentation, and by Parquet scored later."""
    bought = shop(120)
    last = bought["day"].max()
    bought.write_csv(tmp_path / "then.csv")
    pl.concat([bought, newcomer(last + timedelta(days=30))]).write_csv(tmp_path / "later.csv")
    pl.concat([bought, newcomer(last + timedelta(days=60))]).write_csv(tmp_path / "now.csv")
    in_process("segment", "then.csv", "--k", "4", "--evidence", "none", "--report", "none", "--out", "shop", "--quiet")
    in_process("score", "shop/segmentation.coterie", "later.csv", "--out", "later.parquet", "--checks", "lenient")
    in_process("score", "shop/segmentation.coterie", "later.csv", "--out", "scored.csv", "--checks", "lenient")

    def told(*arguments):
        return json.loads(in_process("compare", "shop", "now.csv", "--json", *arguments))

    beside = told("--out", "out")
    assert beside["migration"]["days"] == 60
    reasons = beside["migration"]["reasons"]
    assert reasons["time"] > 0
    assert sum(reasons[why] for why in ("customer", "model", "both", "either", "mixed", "untold")) == 0
    assert set(pl.read_csv(tmp_path / "out" / "changes.csv")["reason"]) == {"time", "joined"}
    assert say("compared.by_time") in (tmp_path / "out" / "comparison.html").read_text()
    assert told("--old-assignments", "later.parquet")["migration"]["days"] == 30
    unknown = told("--old-assignments", "scored.csv")
    assert unknown["migration"]["days"] is None
    assert "time_of_unknown_day" in [each["code"] for each in unknown["remarks"]]
