from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from recorded import record

import coterie
from coterie.databases.engine import engine_of
from coterie.errors import HistoryTooNew
from coterie.history import open_history
from coterie.history.opening import history_address
from coterie.history.reading import artefact_of, runs_of
from coterie.history.recording import enter
from coterie.history.tables import KNOWN, VERSIONS
from coterie.history.upgrading import steps, upgrade, version_of

FIRST = Path(__file__).parent / "histories" / "first.sqlite"
SECOND = """
import sqlalchemy as sa
from alembic import op
revision = "second"
down_revision = "first"
def upgrade():
    op.add_column("coterie_runs", sa.Column("note", sa.Text))
    op.execute("UPDATE coterie_runs SET note = 'of old'")
    if {broken}:
        raise sa.exc.OperationalError("a step", None, Exception("that fails"))
"""


def later(folder: Path, *, broken: bool = False) -> ScriptDirectory:
    """Return the steps of a version that knows one more."""
    shutil.copytree(steps().dir, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "migrations" / "versions" / "second.py").write_text(SECOND.format(broken=broken))
    return ScriptDirectory(str(folder / "migrations"))


def test_the_steps_lead_to_the_tables_that_are_used(history):
    """What the steps make and what the code asks for are written down apart."""
    with history.reading() as connection:
        made = sa.MetaData()
        made.reflect(connection)
    for name, table in KNOWN.tables.items():
        there = made.tables[name]
        assert [(each.name, each.nullable) for each in there.columns] == [
            (each.name, each.nullable) for each in table.columns
        ]
        assert {tuple(index.columns.keys()) for index in there.indexes if not index.unique} == {
            tuple(index.columns.keys()) for index in table.indexes
        }
        assert {each.target_fullname for each in there.foreign_keys} == {
            each.target_fullname for each in table.foreign_keys
        }
    assert set(made.tables) == {*KNOWN.tables, VERSIONS}


def test_a_history_of_the_first_schema_opens(tmp_path):
    shutil.copy(FIRST, tmp_path / "runs.sqlite")
    history = open_history(str(tmp_path / "runs.sqlite"))
    assert [run.number for run in runs_of(history)] == [3, 2, 1]
    assert [run.record.command for run in runs_of(history)] == ["refit", "score", "segment"]
    (tmp_path / "old.coterie").write_bytes(artefact_of(history, "champion"))
    assert coterie.load(tmp_path / "old.coterie").short_hash == runs_of(history, [1])[0].record.short_hash
    assert enter(history, record(1)).number == 4


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_earlier_schema_is_brought_up(tmp_path, kind, request):
    if kind == "sqlite":
        shutil.copy(FIRST, tmp_path / "runs.sqlite")
    place = str(tmp_path / "runs.sqlite") if kind == "sqlite" else request.getfixturevalue("empty_database")
    history = open_history(place)
    enter(history, record(1))
    before = len(runs_of(history))
    with history.writing() as connection:
        upgrade(connection, history.place, later(tmp_path))
        assert version_of(connection, history.place, later(tmp_path / "again")) == "second"
    with history.reading() as connection:
        notes = connection.execute(sa.text("SELECT note FROM coterie_runs")).scalars().all()
    assert notes == ["of old"] * before
    with pytest.raises(HistoryTooNew, match=r"a later version of coterie wrote \(schema 'second'\). Install a newer"):
        open_history(place)


def test_a_step_that_fails_changes_nothing(history, tmp_path):
    enter(history, record(1))
    with pytest.raises(coterie.OutputError), history.writing() as connection:
        upgrade(connection, history.place, later(tmp_path, broken=True))
    with history.reading() as connection:
        assert version_of(connection, history.place, steps()) == "first"
        columns = {each["name"] for each in sa.inspect(connection).get_columns("coterie_runs")}
    assert "note" not in columns


def test_many_that_begin_at_once_make_one(place):
    code = "import sys; from coterie.history import open_history; open_history(sys.argv[1])"
    begun = [subprocess.Popen([sys.executable, "-c", code, place], stderr=subprocess.PIPE) for _ in range(4)]
    assert [one.communicate()[1] for one in begun] == [b""] * 4
    with engine_of(history_address(place)).begin() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM coterie_history")).scalar() == 1


def test_a_later_one_is_refused_before_anything_is_changed(tmp_path):
    open_history(str(tmp_path / "runs.sqlite"))
    with sqlite3.connect(tmp_path / "runs.sqlite") as other:
        other.execute(f"UPDATE {VERSIONS} SET version_num = 'tenth'")  # noqa: S608 - the table's own name
    other.close()
    before = (tmp_path / "runs.sqlite").read_bytes()
    with pytest.raises(HistoryTooNew) as told:
        open_history(str(tmp_path / "runs.sqlite"))
    assert told.value.exit_code == 7
    assert (tmp_path / "runs.sqlite").read_bytes() == before
