"""What a folder holds whose content is to be replaced."""

from contextlib import nullcontext

import pytest

from coterie.errors import OutputExists
from coterie.report.held_folder import check_held

OURS, EVERY = {"segments.json", "changes.csv"}, {"segments.json", "changes.csv", "comparison.json"}


def check(folder):
    check_held(folder, sorted(each.name for each in folder.iterdir()), ours=OURS, every=EVERY)


def test_what_the_same_command_wrote_is_replaced(tmp_path):
    check(tmp_path)
    (tmp_path / "segments.json").write_text('{"schema_version": 2, "coterie_version": "0.1.0"}')
    (tmp_path / "changes.csv").write_text("id")
    check(tmp_path)


@pytest.mark.parametrize(
    ("page", "ours"), [("segment-3.html", True), ("segment-12.html", True), ("elbow.svg", True), ("notes.html", False)]
)
def test_a_folder_of_pages_holds_pages_and_pictures_alone(tmp_path, page, ours):
    (tmp_path / "segments.json").write_text('{"schema_version": 2, "coterie_version": "0.1.0"}')
    (tmp_path / "report-pages").mkdir()
    (tmp_path / "report-pages" / page).write_text("x")
    held = sorted(each.name for each in tmp_path.iterdir())
    with nullcontext() if ours else pytest.raises(OutputExists, match="report-pages"):
        check_held(tmp_path, held, ours={*OURS, "report-pages"}, every=EVERY)


@pytest.mark.parametrize("mark", [None, "{}", "x" * 5000 + '"coterie_version"'])
def test_files_of_others_that_are_called_alike_are_not(tmp_path, mark):
    (tmp_path / "changes.csv").write_text("mine")
    if mark is not None:
        (tmp_path / "segments.json").write_text(mark)
    with pytest.raises(OutputExists, match=r"coterie did not write \(changes.csv"):
        check(tmp_path)


def test_what_another_command_wrote_is_named_as_that(tmp_path):
    (tmp_path / "comparison.json").write_text('{"schema_version": 1, "coterie_version": "0.1.0"}')
    (tmp_path / "changes.csv").write_text("id")
    with pytest.raises(OutputExists, match=r"results of another command \(comparison.json\)"):
        check(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputExists, match=r"coterie did not write \(comparison.json, notes.txt\)"):
        check(tmp_path)
