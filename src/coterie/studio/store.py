"""What the studio knows across restarts: projects, what was done in them, and the runs, in one file of SQLite."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE = "studio.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS projects (id TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
  id INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL REFERENCES projects ON DELETE CASCADE,
  at TEXT NOT NULL, kind TEXT NOT NULL, facts TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
  project TEXT NOT NULL REFERENCES projects ON DELETE CASCADE, number INTEGER NOT NULL, options TEXT NOT NULL,
  begun TEXT NOT NULL, ended TEXT, ending TEXT, problem TEXT, PRIMARY KEY (project, number));
"""


@dataclass(frozen=True)
class Project:
    """One table, and what is done with it.

    Attributes
    ----------
    id, name, made : str
        In addresses; what it is called; when it was begun.
    source : mapping
        Where the customers come from: ``kind`` is file, upload or example; the first two have a ``path``.
    """

    id: str
    name: str
    source: Mapping[str, Any]
    made: str


@dataclass(frozen=True)
class Event:
    """Something that was done: what, when, and the state of the project from then on."""

    id: int
    at: str
    kind: str
    facts: Mapping[str, Any]
    state: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """Segments that are made or were.

    Attributes
    ----------
    number : int
        Of the project's runs.
    options : mapping
        What they were made with.
    begun, ended : str
        When; None while it runs.
    ending : {"done", "stopped", "failed", "lost"} or None
        How it ended: `lost` where its process went away.
    problem : str or None
        What the library said.
    """

    number: int
    options: Mapping[str, Any]
    begun: str
    ended: str | None
    ending: str | None
    problem: str | None


class Store:
    """The file.

    Parameters
    ----------
    home : Path
        The studio's folder.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> store = Store(pathlib.Path(tempfile.mkdtemp()))
    >>> project = store.add_project("Bank", {"kind": "example"})
    >>> store.add_event(project.id, "run", {}, {"options": {"k": 3}}).state["options"]
    {'k': 3}
    >>> [each.name for each in store.projects()]
    ['Bank']
    """

    def __init__(self, home: Path) -> None:
        path = home / FILE
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._lock = threading.RLock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self._file.executescript("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;" + _TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def add_project(self, name: str, source: Mapping[str, Any]) -> Project:
        """Begin a project."""
        made = Project(secrets.token_hex(5), name, source, _now())
        self._do("INSERT INTO projects VALUES (?, ?, ?, ?)", made.id, name, json.dumps(source), made.made)
        return made

    def projects(self) -> list[Project]:
        """Return all projects, the one that was begun last first."""
        return [_project(row) for row in self._ask("SELECT * FROM projects ORDER BY made DESC, rowid DESC")]

    def project(self, which: str) -> Project | None:
        """Return a project; None where there is none of that id."""
        return next((_project(row) for row in self._ask("SELECT * FROM projects WHERE id = ?", which)), None)

    def forget(self, which: str) -> None:
        """Forget a project and all that was done in it."""
        self._do("DELETE FROM projects WHERE id = ?", which)
        self._do("PRAGMA wal_checkpoint(TRUNCATE)")

    def add_event(self, project: str, kind: str, facts: Mapping[str, Any], state: Mapping[str, Any]) -> Event:
        """Note something that was done, and the state from then on."""
        at = _now()
        said = json.dumps(facts), json.dumps(state)
        number = self._do(
            "INSERT INTO events (project, at, kind, facts, state) VALUES (?, ?, ?, ?, ?)", project, at, kind, *said
        )
        return Event(number, at, kind, facts, state)

    def events(self, project: str) -> list[Event]:
        """Return what was done in a project, in order."""
        rows = self._ask("SELECT id, at, kind, facts, state FROM events WHERE project = ? ORDER BY id", project)
        return [Event(row[0], row[1], row[2], json.loads(row[3]), json.loads(row[4])) for row in rows]

    def add_run(self, project: str, options: Mapping[str, Any]) -> Run:
        """Begin a run."""
        with self._lock:
            (most,) = self._ask("SELECT coalesce(max(number), 0) FROM runs WHERE project = ?", project)[0]
            made = Run(most + 1, options, _now(), None, None, None)
            values = project, made.number, json.dumps(options), made.begun
            self._do("INSERT INTO runs (project, number, options, begun) VALUES (?, ?, ?, ?)", *values)
        return made

    def end_run(self, project: str, number: int, ending: str, problem: str | None = None) -> None:
        """Note how a run ended; of one that has ended nothing changes."""
        change = "UPDATE runs SET ended = ?, ending = ?, problem = ? WHERE project = ? AND number = ? AND ended IS NULL"
        self._do(change, _now(), ending, problem, project, number)

    def lose_runs(self) -> None:
        """Note that runs which have not ended are lost: the process that made them is gone."""
        self._do("UPDATE runs SET ended = ?, ending = 'lost' WHERE ended IS NULL", _now())

    def runs(self, project: str) -> list[Run]:
        """Return a project's runs, the last one first."""
        rows = self._ask(
            "SELECT number, options, begun, ended, ending, problem FROM runs WHERE project = ? ORDER BY number DESC",
            project,
        )
        return [Run(row[0], json.loads(row[1]), *row[2:]) for row in rows]

    def changing(self) -> threading.RLock:
        """Return the lock that holds while something is read, decided and noted."""
        return self._lock

    def _do(self, statement: str, *values: object) -> int:
        with self._lock:
            return self._file.execute(statement, values).lastrowid or 0

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._file.execute(statement, values).fetchall()


def _project(row: tuple[Any, ...]) -> Project:
    return Project(row[0], row[1], json.loads(row[2]), row[3])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
