from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.errors import ArtefactError, OutputError


@pytest.fixture
def folder(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "bank", "--k", 3, "--evidence", "none")
    return tmp_path / "bank"


def test_the_page_of_a_saved_segmentation_is_that_of_its_run(in_process, folder, tmp_path):
    for source in (folder, folder / "segmentation.coterie"):
        assert in_process("report", source, "--out", "again.html", "--overwrite").split() == ["again.html"]
        assert (tmp_path / "again.html").read_bytes() == (folder / "report.html").read_bytes()


def test_a_page_that_is_there_is_replaced_when_that_is_asked_for(in_process, folder):
    before = (folder / "report.html").read_bytes()
    (folder / "report.html").write_text("mine")
    with pytest.raises(OutputError):
        in_process("report", folder)
    assert (folder / "report.html").read_text() == "mine"
    in_process("report", folder, "--overwrite")
    assert (folder / "report.html").read_bytes() == before


def test_pages_of_segments_that_stand_beside_it_are_made_again(in_process, bank_csv, tmp_path):
    in_process("segment", bank_csv, "--out", "bank", "--k", 3, "--evidence", "none", "--pages")
    files = [tmp_path / "bank" / name for name in ("report.html", "report-pages/segment-0.html")]
    before = [each.read_bytes() for each in files]
    assert b"report-pages/segment-0.html" in before[0]
    files[1].write_text("old")
    with pytest.raises(OutputError):
        in_process("report", "bank")
    assert in_process("report", "bank", "--overwrite").split() == ["bank/report.html", "bank/report-pages"]
    assert [each.read_bytes() for each in files] == before


def test_pages_are_not_made_for_other_formats_nor_where_something_else_stands(in_process, folder):
    (folder / "report-pages").mkdir()
    assert in_process("report", folder, "--overwrite").split() == [f"{folder}/report.html"]
    (folder / "report-pages" / "segment-0.html").write_text("old")
    assert in_process("report", folder, "--format", "md").split() == [f"{folder}/report.md"]
    (folder / "report-pages" / "mine.html").write_text("mine")
    assert in_process("report", folder, "--overwrite").split() == [f"{folder}/report.html"]
    assert (folder / "report-pages" / "segment-0.html").read_text() == "old"


def test_names_that_were_given_since_are_on_it(in_process, folder):
    in_process("rename", folder / "segmentation.coterie", "0=Regulars")
    in_process("report", folder, "--overwrite")
    assert "Regulars" in (folder / "report.html").read_text()


def test_a_title_and_labels_of_the_run_come_again_and_others_may_be_given(in_process, bank_csv, tmp_path):
    options = ("--title", "Our <customers>", "--label", "income=Yearly income", "--value", "income")
    in_process("segment", bank_csv, "--out", "bank", "--k", 3, "--evidence", "none", *options)
    page = (tmp_path / "bank" / "report.html").read_text()
    assert "<title>Our &lt;customers&gt;</title>" in page
    assert "Yearly income" in page
    in_process("report", "bank", "--out", "again.html")
    assert (tmp_path / "again.html").read_text() == page
    in_process("report", "bank", "--out", "other.html", "--title", "Theirs", "--label", "age=Years of age")
    other = (tmp_path / "other.html").read_text()
    assert "<title>Theirs</title>" in other
    assert "Years of age" in other
    assert "Yearly income" in other
    assert "Our &lt;customers&gt;" not in other


def test_a_label_of_no_column_is_told(in_process, folder):
    with pytest.raises(coterie.errors.ColumnNotFound, match="incme"):
        in_process("report", folder, "--overwrite", "--label", "incme=Income")


def test_json_is_what_its_schema_says(in_process, folder):
    said = json.loads(in_process("report", folder, "--out", "again.html", "--json"))
    jsonschema.validate(said, coterie.json_schema("report"))
    assert said["out"] == "again.html"
    assert said["short_hash"] == coterie.load(folder / "segmentation.coterie").short_hash


def test_a_folder_without_a_segmentation_is_told(in_process, tmp_path):
    with pytest.raises((ArtefactError, coterie.errors.CoterieError), match="it is a folder"):
        in_process("report", tmp_path)
    assert list(tmp_path.glob("*.html")) == []
