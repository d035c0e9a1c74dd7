"""Opening by a path, tried by attack: S8."""

from __future__ import annotations

import pytest

from coterie.errors import OptionError
from coterie.studio.paths import listed, under


@pytest.fixture
def start(tmp_path):
    folder = tmp_path / "start"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "shop.csv").write_text("a")
    (tmp_path / "secret.csv").write_text("a")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "out").symlink_to(tmp_path)
    (folder / "round").symlink_to(folder / "round")
    (folder / "near.csv").symlink_to(folder / "deep" / "shop.csv")
    return folder


@pytest.mark.parametrize("given", ["deep/shop.csv", " deep/shop.csv ", "deep/../deep/shop.csv", "near.csv"])
def test_what_lies_under_the_start_folder_is_opened(start, given):
    assert under(start, given).read_text() == "a"
    assert under(start, str(start / "deep" / "shop.csv")).name == "shop.csv"


@pytest.mark.parametrize(
    "given",
    [
        "../secret.csv",
        "link.csv",
        "out/secret.csv",
        "deep/../../secret.csv",
        "/etc/passwd",
        "\\\\host\\share\\shop.csv",
        "//host/share/shop.csv",
        "deep",
        "",
        "  ",
        "none.csv",
        "a\0b",
        "round",
        "x" * 5000,
    ],
)
def test_s8_nothing_else_is_and_nobody_learns_whether_it_is_there(start, given):
    with pytest.raises(OptionError, match="There is no file"):
        under(start, given)


def test_tables_of_the_start_folder_are_offered(start):
    (start / "B.CSV").write_text("a")
    (start / "notes.md").write_text("a")
    assert listed(start, (".csv",)) == ["B.CSV", "link.csv", "near.csv"]
    assert listed(start / "none", (".csv",)) == []


@pytest.mark.parametrize(("files", "shown"), [(200, 200), (201, 200)])
def test_two_hundred_files_are_listed_at_most(tmp_path, files, shown):
    for number in range(files):
        (tmp_path / f"{number:03}.csv").touch()
    assert len(listed(tmp_path, (".csv",))) == shown
