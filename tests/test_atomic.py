from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

import coterie.atomic
from coterie import InputError, OutputError
from coterie.atomic import clear_leftovers, standing, whole


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "x.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole(target) as partial:
        1 / partial.write_text("")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_only_what_has_its_name_stands(tmp_path):
    target = tmp_path / "x.txt"
    target.write_text("old")
    with whole(target) as partial:
        partial.write_text("new")
        assert str(target) not in standing()
    assert str(target) in standing()


def test_it_stands_also_where_a_signal_came_between_the_name_and_the_end(tmp_path, monkeypatch):
    target = tmp_path / "x.txt"
    replace = type(target).replace

    def interrupted(self, other):
        replace(self, other)
        raise KeyboardInterrupt

    monkeypatch.setattr(type(target), "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), whole(target) as partial:
        partial.write_text("new")
    assert str(target) in standing()


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


def partials(folder):
    return [path.name for path in folder.iterdir() if path.name.endswith(".partial")]


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    code = (
        "import os, sys, coterie.atomic as w\n"
        "with w.whole(sys.argv[1]) as partial:\n"
        "    partial.write_text('half')\n"
        "    os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "x.txt"], check=False)
    assert len(partials(tmp_path)) == 1
    with whole(tmp_path / "other.txt") as partial:
        partial.write_text("")
    assert len(partials(tmp_path)) == 1  # another file's is not looked at
    with whole(tmp_path / "x.txt") as partial:
        assert len(partials(tmp_path)) == 1
        partial.write_text("new")
    assert partials(tmp_path) == []


def test_a_run_still_at_work_is_let_alone(tmp_path):
    with whole(tmp_path / "x.txt") as first:
        first.write_text("slow")
        with whole(tmp_path / "x.txt") as second:
            second.write_text("quick")
        assert (tmp_path / "x.txt").read_text() == "quick"
    assert (tmp_path / "x.txt").read_text() == "slow"


@pytest.mark.parametrize("name", [".x.txt-abcd1234.partial", ".x.txt-abcd1234.partial-mine", ".x.txt-notes.partial"])
def test_what_is_not_ours_is_never_taken_away(tmp_path, name):
    kept = tmp_path / name
    kept.mkdir()
    (kept / "letter.doc").write_text("mine")
    (tmp_path / ".x.txt-efgh5678.partial").write_text("a file")
    (tmp_path / ".x.txt-link0000.partial").symlink_to(tmp_path)
    with whole(tmp_path / "x.txt") as partial:
        partial.write_text("")
    assert (kept / "letter.doc").exists()
    assert (tmp_path / ".x.txt-efgh5678.partial").read_text() == "a file"
    assert (tmp_path / ".x.txt-link0000.partial").is_symlink()


def test_a_result_put_aside_by_a_killed_run_goes_back(tmp_path):
    aside = tmp_path / ".out-abcd1234.partial" / "replaced"
    aside.mkdir(parents=True)
    (aside / "segments.json").write_text("the only one")
    clear_leftovers(tmp_path / "out", {"segments.json"})
    assert (tmp_path / "out" / "segments.json").read_text() == "the only one"
    assert partials(tmp_path) == []


def test_a_folder_taken_for_a_leftover_is_made_again(tmp_path, monkeypatch):
    hold, taken = coterie.atomic._hold, []

    def another_run_is_quicker(folder):
        if not taken:
            taken.append(folder)
            held = hold(folder)
            folder.rmdir()  # as a clearing run does that got there between making and holding
            return held
        return hold(folder)

    monkeypatch.setattr("coterie.atomic._hold", another_run_is_quicker)
    with whole(tmp_path / "x.txt") as partial:
        partial.write_text("new")
    assert (tmp_path / "x.txt").read_text() == "new"


def test_a_name_of_any_length_can_be_written(tmp_path):
    name = "ü" * 120 + ".txt"
    with whole(tmp_path / name) as partial:
        partial.write_text("new")
    assert (tmp_path / name).read_text() == "new"
