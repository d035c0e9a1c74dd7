from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.cli.refit import assignments_beside
from coterie.errors import InputError, OutputError
from coterie.remarks import say
from coterie.sources import read


@pytest.fixture
def begun(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "first", "--evidence", "none", "--k", "4")
    return tmp_path / "first" / "segmentation.coterie"


def test_the_same_customers_give_the_same_files(in_process, begun, bank_csv, tmp_path):
    shown = in_process("refit", begun, bank_csv, "--out", "again")
    assert say("refit.kept_all") in shown
    assert say("refit.moved_none") in shown
    first, again = tmp_path / "first", tmp_path / "again"
    assert {each.name for each in again.iterdir()} == {each.name for each in first.iterdir()} | {"changes.csv"}
    assert (again / "assignments.csv").read_bytes() == (first / "assignments.csv").read_bytes()
    assert (again / "changes.csv").read_text().splitlines() == ["customer_id,from,to,reason,fate"]
    before, after = (coterie.load(each / "segmentation.coterie") for each in (first, again))
    assert (after.short_hash, after.parent) == (before.short_hash, before.short_hash)
    summary = json.loads((again / "segments.json").read_text())
    jsonschema.validate(summary, coterie.json_schema())
    assert [each["fate"] for each in summary["refit"]["old"]] == ["kept"] * 4


def test_a_merged_segment_has_its_word_everywhere(in_process, begun, bank_csv, tmp_path):
    said = json.loads(in_process("refit", begun, bank_csv, "--out", "again", "--k", "3", "--json"))
    jsonschema.validate(said, coterie.json_schema("refit"))
    fates = {each["fate"] for each in said["refit"]["old"]}
    assert fates & {"merged", "retired"}
    page = (tmp_path / "again" / "report.html").read_text()
    assert all(say(f"refit.fate_{fate}") in page for fate in fates)
    changes = pl.read_csv(tmp_path / "again" / "changes.csv")
    assert set(changes["fate"]) & fates
    assert set(changes["reason"]) == {"model"}
    assert said["parent"] == coterie.load(begun).short_hash


def test_names_and_locks_are_on_the_new_page(in_process, begun, bank_csv, tmp_path):
    in_process("rename", begun, "0=Our Regulars")
    said = json.loads(in_process("refit", begun, bank_csv, "--out", "again", "--json"))
    (own,) = (each for each in said["segments"] if each["id"] == 0)
    assert (own["name"], own["locked"]) == ("Our Regulars", True)
    assert any(each["otherwise"] for each in said["refit"]["new"])
    assert "Our Regulars" in (tmp_path / "again" / "report.html").read_text()


def test_it_may_take_its_own_place(in_process, begun, bank_csv):
    with pytest.raises(OutputError):
        in_process("refit", begun, bank_csv, "--out", begun.parent)
    in_process("refit", begun, bank_csv, "--out", begun.parent, "--overwrite")
    assert coterie.load(begun).refit is not None


def test_who_was_there_is_read_beside_the_segmentation(in_process, begun, bank, tmp_path):
    assert assignments_beside(begun) == str(begun.with_name("assignments.csv"))
    bank.head(bank.height // 2).write_csv(tmp_path / "half.csv")
    said = json.loads(in_process("refit", begun, "half.csv", "--out", "again", "--json"))
    assert said["refit"]["known"]
    assert said["refit"]["moves"]["left"] > 0
    begun.with_name("assignments.csv").rename(tmp_path / "then.csv")
    said = json.loads(in_process("refit", begun, "half.csv", "--out", "alone", "--json"))
    assert not said["refit"]["known"]
    said = json.loads(in_process("refit", begun, "half.csv", "--out", "named", "--before", "then.csv", "--json"))
    assert said["refit"]["known"]


def test_assignments_go_to_a_database_as_well(in_process, begun, bank_csv, tmp_path):
    address = f"sqlite:///{tmp_path}/shop.sqlite"
    in_process("refit", begun, bank_csv, "--out", "again", "--write-to", address, "--to-table", "segments")
    assert "segment_id" in read(address, table="segments").frame.columns


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nothing.coterie", "bank.csv", "--out", "x"), 1),
        (("first/segmentation.coterie", "nothing.csv", "--out", "x"), 1),
        (("first/segmentation.coterie", "bank.csv"), 2),
        (("first/segmentation.coterie", "bank.csv", "--out", "x", "--prefer", "best"), 2),
        (("first/segmentation.coterie", "bank.csv", "--out", "x", "--k", "many"), 2),
    ],
)
def test_what_goes_wrong_has_the_exit_code_of_its_kind(coterie_command, begun, bank_csv, arguments, code):
    ended = coterie_command("refit", *arguments)
    assert ended.returncode not in {0, 1} or ended.returncode == code
    assert ended.returncode == coterie_command("score", *arguments[:2], "--out", "y.csv").returncode or code == 2
    assert ended.stderr.startswith("error: ") or "error" in ended.stderr.casefold()


def test_a_table_that_lacks_a_feature_is_told(in_process, begun, bank, tmp_path):
    bank.drop("income").write_csv(tmp_path / "less.csv")
    with pytest.raises(InputError, match="income"):
        in_process("refit", begun, "less.csv", "--out", "again")
    assert not (tmp_path / "again").exists()
