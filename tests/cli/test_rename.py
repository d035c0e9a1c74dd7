from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.errors import InputError, OutputError


def test_the_saved_segmentation_is_replaced_under_the_new_names(in_process, saved):
    before = coterie.load(saved).short_hash
    shown = in_process("rename", saved, "0=One-time buyers", "2=Regulars = loyal")
    assert "One-time buyers" in shown
    after = coterie.load(saved)
    assert [after.segments[i].name.name for i in (0, 2)] == ["One-time buyers", "Regulars = loyal"]
    assert after.short_hash == before


def test_another_file_and_a_page_can_be_named(in_process, saved, tmp_path):
    held = saved.read_bytes()
    in_process("rename", saved, "0=Regulars", "--out", "new.coterie", "--report", "page.html")
    assert saved.read_bytes() == held
    assert coterie.load(tmp_path / "new.coterie").segments[0].name.name == "Regulars"
    assert "Regulars" in (tmp_path / "page.html").read_text()
    with pytest.raises(OutputError):
        in_process("rename", saved, "0=Regulars", "--out", "new.coterie")


def test_json_is_what_its_schema_says(in_process, saved):
    said = json.loads(in_process("rename", saved, "1=Regulars", "--json"))
    jsonschema.validate(said, coterie.json_schema("rename"))
    assert [each["locked"] for each in said["segments"]] == [False, True, False, False, False, False]


def test_scored_customers_have_the_new_names(in_process, saved, bank_csv, tmp_path):
    in_process("rename", saved, "0=Regulars")
    assert "Regulars" in in_process("score", saved, bank_csv, "--out", "scored.csv")
    assert "Regulars" in (tmp_path / "scored.csv").read_text()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["Regulars"], "ID=NAME is 'Regulars', but must be a segment_id, '=' and a name, such as 0=Regulars."),
        (["0=a", "0=b"], "ID=NAME is '0=b', but must be given once for each segment."),
        (["9=a"], "ID=NAME gives segment 9 a name, but the segments are 0 to 5."),
    ],
)
def test_what_is_no_name_is_refused(in_process, saved, names, message):
    held = saved.read_bytes()
    with pytest.raises(InputError) as caught:
        in_process("rename", saved, *names)
    assert message in caught.value.in_command
    assert saved.read_bytes() == held


def test_a_report_that_is_there_is_told_by_its_own_option(coterie_command, saved, tmp_path):
    (tmp_path / "page.html").write_text("mine")
    done = coterie_command("rename", saved, "0=Regulars", "--out", "new.coterie", "--report", "page.html")
    assert (done.returncode, done.stderr.startswith("error: --report 'page.html' exists.")) == (6, True)


@pytest.fixture
def folder(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "segments", "--k", "3", "--evidence", "none")
    return tmp_path / "segments"


def test_what_keeps_the_earlier_names_is_told(in_process, folder):
    shown = in_process("rename", folder / "segmentation.coterie", "0=Regulars")
    assert all(name in shown for name in ("assignments.csv", "report.html", "segments.json"))
    page = ("--report", folder / "report.html", "--overwrite")
    said = json.loads(in_process("rename", folder / "segmentation.coterie", "0=Regulars", *page, "--json"))
    assert [name.rpartition("/")[2] for name in said["stale"]] == ["assignments.csv", "segments.json"]
    jsonschema.validate(said, coterie.json_schema("rename"))
    said = json.loads(in_process("rename", folder / "segmentation.coterie", "0=x", "--out", "new.coterie", "--json"))
    assert said["stale"] == [], "the results beside the other file say what it says"


def test_names_that_were_given_are_kept_where_the_segments_are_the_same(in_process, folder, bank_csv):
    in_process("rename", folder / "segmentation.coterie", "1=Regulars")
    in_process("segment", bank_csv, "--out", "segments", "--k", "3", "--evidence", "none", "--overwrite")
    again = coterie.load(folder / "segmentation.coterie")
    assert [each.locked for each in again.identities.segments] == [False, True, False]
    for name in ("report.html", "segments.json", "assignments.csv"):
        assert "Regulars" in (folder / name).read_text(), name


def test_names_that_were_given_are_not_lost_in_silence(coterie_command, folder, bank_csv):
    coterie_command("rename", folder / "segmentation.coterie", "1=Regulars")
    held = {path.name: path.read_bytes() for path in folder.iterdir()}
    other = ("segment", bank_csv, "--out", folder, "--k", "4", "--evidence", "none", "--overwrite", "--quiet")
    done = coterie_command(*other)
    assert done.returncode == 8
    assert "1='Regulars'" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == held
    assert coterie_command(*other, "--given-names", "forget").returncode == 0
    assert not any(each.locked for each in coterie.load(folder / "segmentation.coterie").identities.segments)


def test_a_damaged_segmentation_has_no_names_to_keep(in_process, folder, bank_csv):
    (folder / "segmentation.coterie").write_bytes(b"nothing")
    in_process("segment", bank_csv, "--out", "segments", "--k", "3", "--evidence", "none", "--overwrite")
    assert len(coterie.load(folder / "segmentation.coterie").segments) == 3
