from __future__ import annotations

import re

import pytest

from coterie.cli.log import Log, logged
from coterie.errors import InputError, OutputError, choosing
from coterie.remarks import say

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (?P<run>[0-9a-f]{12}) (?P<level>[a-z]+) (?P<said>.+)")


def lines(path) -> list[re.Match[str]]:
    found = [LINE.fullmatch(line) for line in path.read_text().splitlines()]
    assert None not in found
    return found


def test_a_run_says_how_it_begins_and_ends_and_another_is_appended(tmp_path):
    for _ in range(2):
        with logged(tmp_path / "log") as log:
            tell = log.telling(lambda *_: None)
            for done in range(3):
                tell("Clustering", done, 3)
    found = lines(tmp_path / "log")
    assert [each["level"] for each in found] == ["info"] * 6
    assert [each["said"] for each in found][1::3] == ["Clustering"] * 2
    assert len({each["run"] for each in found}) == 2


def test_an_error_is_logged_with_its_exit_code_and_goes_on(tmp_path):
    with pytest.raises(InputError), logged(tmp_path / "log"):
        raise choosing.bad_value("--k-max", 0, "at least 1")
    assert lines(tmp_path / "log")[-1]["said"] == "exit code 2: --k-max is 0, but must be at least 1."


def test_being_stopped_is_logged_too(tmp_path):
    with pytest.raises(KeyboardInterrupt), logged(tmp_path / "log"):
        raise KeyboardInterrupt
    assert lines(tmp_path / "log")[-1]["level"] == "error"


def test_no_password_and_no_line_break_is_logged(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["coterie", "score", "postgresql://ann:s3cret@db/shop"])
    with logged(tmp_path / "log") as log:
        log.line("info", "a\nb")
    assert "s3cret" not in (tmp_path / "log").read_text()
    assert lines(tmp_path / "log")[1]["said"] == "a b"


def test_where_nothing_can_be_written_is_told(tmp_path):
    with pytest.raises(OutputError), logged(tmp_path):
        pass


def test_without_a_file_nothing_is_logged(capsys):
    with logged(None) as log:
        log.line("info", "x")
        log.warn("odd")
    assert capsys.readouterr().err == f"{say('scored.warning', said='odd')}\n"
    assert isinstance(log, Log)


def test_a_log_that_cannot_be_written_is_told_by_its_own_option(tmp_path):
    with (
        pytest.raises(OutputError, match="^--log-file '.*' cannot be written: No such file or directory"),
        logged(tmp_path / "no" / "a.log"),
    ):
        pass


def test_the_command_logs_its_stages(in_process, saved, bank_csv, tmp_path):
    in_process("score", saved, bank_csv, "--out", "scored.csv", "--log-file", "runs.log", "--quiet")
    said = [each["said"] for each in lines(tmp_path / "runs.log")]
    assert said[1:4] == ["Reading", "Scoring", "Writing"]
    assert said[-1] == "done"
