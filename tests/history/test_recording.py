from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from recorded import RECORD, record

from coterie.errors import OutputError, TargetUnreachable
from coterie.history import Renamed, open_history
from coterie.history.reading import artefact_of, run_of, runs_of
from coterie.history.recording import enter, history_id

WRITER = """
import sys
from recorded import record
from coterie.history import open_history
from coterie.history.recording import enter
history = open_history(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    enter(history, record(number))
"""


def test_a_run_is_read_back_as_it_was(history):
    assert enter(history, RECORD) == (1, False)
    (run,) = runs_of(history)
    assert run.record == replace(RECORD, artefact=b"")
    assert (run.number, run.times, run.last, run.tags, run.renames) == (1, 1, RECORD.at, (), ())
    assert artefact_of(history, "1") == RECORD.artefact
    assert run.sha256 == RECORD.sha256


def test_the_same_run_again_is_counted(history):
    enter(history, RECORD)
    assert enter(history, replace(RECORD, at=datetime(2026, 5, 2), who="bob")) == (1, True)
    (run,) = runs_of(history)
    assert (run.times, run.last, run.record.who) == (2, datetime(2026, 5, 2), "ann")


def test_a_run_that_comes_back_to_what_was_before_is_a_run_of_its_own(history):
    assert [enter(history, record(n)).number for n in (1, 2, 1, 1)] == [1, 2, 3, 3]


def test_a_token_is_entered_once(history):
    assert enter(history, record(1), token="t") == (1, False)  # noqa: S106 - no secret
    enter(history, record(2))
    assert enter(history, record(1), token="t") == (1, True)  # noqa: S106 - as above
    assert [(run.number, run.times) for run in runs_of(history)] == [(2, 1), (1, 1)]


def test_a_new_name_is_told(history):
    enter(history, RECORD)
    named = (replace(RECORD.segments[0], name="Keepers"), RECORD.segments[1])
    enter(history, record(1, segments=named))
    assert run_of(history, "2").renames == (Renamed(0, "Savers", "Keepers"),)


def test_a_segment_of_the_same_id_that_was_born_elsewhere_is_another_one(history):
    enter(history, RECORD)
    enter(history, record(1, segments=(replace(RECORD.segments[0], name="Keepers", born="cd34"),)))
    assert run_of(history, "2").renames == ()


def test_a_history_keeps_its_id(history, place):
    assert history_id(history) == history_id(open_history(place))
    assert len(history_id(history)) == 32


def test_a_run_is_whole_or_not_there(history):
    broken = replace(RECORD, segments=(*RECORD.segments, replace(RECORD.segments[0], name=None)))
    with pytest.raises(OutputError):
        enter(history, broken)
    assert runs_of(history) == []
    assert enter(history, RECORD).number in {1, 2}  # PostgreSQL never gives a number twice


def test_two_processes_that_write_at_once_lose_nothing(place):
    """1,000 runs: each has its number, and no writer fails."""
    here = str(Path(__file__).parent)
    begin = [sys.executable, "-W", "error", "-c", f"import sys; sys.path.insert(0, {here!r})\n{WRITER}", place]
    writers = [
        subprocess.Popen([*begin, str(first), str(first + 500)], stderr=subprocess.PIPE, text=True)
        for first in (0, 500)
    ]
    said = [writer.communicate()[1] for writer in writers]
    assert [(writer.returncode, text) for writer, text in zip(writers, said, strict=True)] == [(0, ""), (0, "")]
    runs = runs_of(open_history(place))
    assert sorted(run.number for run in runs) == list(range(1, 1001))
    assert {run.record.data for run in runs} == {f"{number:064x}" for number in range(1000)}
    assert {(run.times, run.record.k) for run in runs} == {(1, 2)}


def test_a_file_that_may_not_be_written_is_told(tmp_path):
    history = open_history(str(tmp_path / "runs.sqlite"))
    with sqlite3.connect(tmp_path / "runs.sqlite") as other:
        other.execute("CREATE TRIGGER no BEFORE INSERT ON coterie_runs BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(TargetUnreachable, match="full"):
        enter(history, RECORD)
    assert runs_of(history) == []
