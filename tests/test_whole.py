from __future__ import annotations

import os
import stat

import pytest

from coterie import InputError, OutputError
from coterie.whole import whole


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "x.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole(target) as partial:
        1 / partial.write_text("")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_success_replaces(tmp_path):
    (tmp_path / "x.txt").write_text("old")
    with whole(tmp_path / "x.txt") as partial:
        partial.write_text("new")
        assert (tmp_path / "x.txt").read_text() == "old"
    assert (tmp_path / "x.txt").read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_the_system_says_is_said(tmp_path):
    with (
        pytest.raises(OutputError, match="x.txt' cannot be written: there is no such folder. Name another place."),
        whole(tmp_path / "none" / "x.txt") as partial,
    ):
        partial.write_text("")


def test_errors_for_people_pass_through(tmp_path):
    with pytest.raises(InputError, match="mine"), whole(tmp_path / "x.txt"):
        raise InputError("mine")


def test_the_file_may_be_read_by_whoever_may_read_new_files(tmp_path):
    (tmp_path / "plain").write_text("")
    with whole(tmp_path / "x.txt") as partial:
        partial.write_text("")
    assert stat.S_IMODE((tmp_path / "x.txt").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_nothing_but_a_file_is_replaced(tmp_path, kind):
    path = tmp_path / "x"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(OutputError, match="cannot be written: it is a (folder|device, not a file)"), whole(path):
        pass
    assert path.is_dir() or path.is_fifo()


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with whole(tmp_path / "link") as partial:
        partial.write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
