"""Histories in SQLite and in PostgreSQL, and records to put into them."""

from __future__ import annotations

import tempfile
import uuid

import pytest
from postgresql_server import Server

from coterie.history import open_history


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="coterie-postgresql-", ignore_cleanup_errors=True) as folder:
        running = Server(folder)
        yield running
        running.stop()


@pytest.fixture
def empty_database(server):
    """The address of a database of PostgreSQL that holds nothing."""
    name = f"h{uuid.uuid4().hex}"
    server.run(f"CREATE DATABASE {name}")
    yield server.url(database=name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """The address of a history that is not there yet."""
    return str(tmp_path / "runs.sqlite") if request.param == "sqlite" else request.getfixturevalue("empty_database")


@pytest.fixture
def history(place):
    return open_history(place)
