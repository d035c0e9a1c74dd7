from __future__ import annotations

import json
import stat

import pytest

import coterie
from coterie.errors import OptionError, OutputError
from coterie.report_files import write_report


@pytest.fixture(scope="module")
def result():
    return coterie.segment(coterie.datasets.bank_customers(n=400), k=3, k_max=4)


def test_it_writes_one_page_and_nothing_beside(result, tmp_path):
    path = write_report(result, tmp_path / "report.html")
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]


def test_a_path_may_be_text(result, tmp_path):
    assert write_report(result, str(tmp_path / "report.html")).exists()


def test_it_replaces_what_is_there_and_twice_gives_the_same_bytes(result, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")
    first = write_report(result, path).read_bytes()
    assert first != b"old"
    assert write_report(result, path).read_bytes() == first


def test_others_may_read_it_as_any_new_file(result, tmp_path):
    beside = tmp_path / "beside"
    beside.write_text("")
    path = write_report(result, tmp_path / "report.html")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(beside.stat().st_mode)


def test_a_folder_that_is_not_there(result, tmp_path):
    with pytest.raises(OutputError, match=r"report\.html' cannot be written: there is no such folder\. Name another"):
        write_report(result, tmp_path / "none" / "report.html")


def test_a_full_disk_leaves_the_old_page_and_no_part_of_a_new_one(result, tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_report(result, path)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]


def test_every_name_and_reason_of_a_real_run_is_in_the_page(result, tmp_path):
    page = write_report(result, tmp_path / "report.html").read_text(encoding="utf-8")
    for segment in result.segments:
        assert segment.name.name in page


@pytest.mark.parametrize("asked", [{"k": 3}, {}, {"k": 2, "evidence": "none"}])
def test_a_saved_segmentation_gives_the_page_that_its_run_gave(asked, tmp_path):
    result = coterie.segment(coterie.datasets.bank_customers(n=400), k_max=4, **asked)
    first = write_report(result, tmp_path / "first.html").read_bytes()
    coterie.save(result, tmp_path / "segments.coterie")
    assert write_report(coterie.load(tmp_path / "segments.coterie"), tmp_path / "again.html").read_bytes() == first


def test_the_ending_says_the_format_unless_one_is_named(result, tmp_path):
    page = write_report(result, tmp_path / "report.html")
    assert write_report(result, tmp_path / "page").read_bytes() == page.read_bytes()
    assert write_report(result, tmp_path / "report.md").read_text(encoding="utf-8").startswith("# ")
    assert json.loads(write_report(result, tmp_path / "page.txt", format="json").read_text())["choice"]["k"] == 3
    assert write_report(result, tmp_path / "report.xlsx").read_bytes()[:2] == b"PK"
    with pytest.raises(OptionError, match="format.* 'pdf'"):
        write_report(result, tmp_path / "report.pdf", format="pdf")


def test_charts_of_no_format_are_refused_before_anything_is_written(result, tmp_path):
    with pytest.raises(OptionError, match=r"charts.* 'gif'.*svg.*png"):
        write_report(result, tmp_path / "report.html", charts="gif")
    assert not list(tmp_path.iterdir())


def test_pages_and_charts_stand_in_folders_beside_it_and_are_replaced(result, tmp_path):
    for _ in range(2):
        page = write_report(result, tmp_path / "report.html", pages=True, charts="svg").read_text(encoding="utf-8")
        assert 'href="report-pages/segment-0.html"' in page
        assert len(list((tmp_path / "report-pages").iterdir())) == 3
        assert {each.suffix for each in (tmp_path / "report-charts").iterdir()} == {".svg"}


def test_a_folder_with_other_files_is_refused_before_anything_is_written(result, tmp_path):
    (tmp_path / "report-pages").mkdir()
    (tmp_path / "report-pages" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError):
        write_report(result, tmp_path / "report.html", pages=True, charts="svg")
    assert [each.name for each in tmp_path.iterdir()] == ["report-pages"]
