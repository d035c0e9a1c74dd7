"""A real PostgreSQL of the tests' own, and the same customers in every kind of database."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest
from postgresql_server import Server

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="coterie-postgresql-", ignore_cleanup_errors=True) as folder:
        running = Server(folder)
        yield running
        if running.process.poll() is None:
            running.stop()


@pytest.fixture
def other_server():
    """Another one, to be killed."""
    with tempfile.TemporaryDirectory(prefix="coterie-postgresql-", ignore_cleanup_errors=True) as folder:
        running = Server(folder)
        yield running
        if running.process.poll() is None:
            running.stop()


@pytest.fixture
def coterie_command(tmp_path):
    """Run the command in a process of its own."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [COMMAND, *map(str, arguments)]
        env = os.environ | environment
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=env)

    return run


@pytest.fixture(scope="session")
def customers(bank, server, tmp_path_factory) -> dict[str, str]:
    """The same customers as a file and in each kind of database, in an order of its own."""
    folder = tmp_path_factory.mktemp("customers")
    bank.write_csv(folder / "customers.csv")
    titles = ", ".join(f'"{name}"' for name in bank.columns)
    kinds = ", ".join(f'"{name}" {"float8" if kind.is_numeric() else "text"}' for name, kind in bank.schema.items())
    with server.connect() as connection:
        connection.execute(f"CREATE TABLE customers ({kinds})")
        with connection.cursor().copy(f"COPY customers ({titles}) FROM STDIN") as copy:
            for row in bank.reverse().rows():
                copy.write_row(row)
    with contextlib.closing(sqlite3.connect(folder / "customers.sqlite")) as connection:
        connection.execute(f"CREATE TABLE customers ({titles})")
        marks = ", ".join("?" * bank.width)
        connection.executemany(
            f"INSERT INTO customers VALUES ({marks})", bank.sample(fraction=1, shuffle=True, seed=1).rows()
        )
        connection.commit()
    bank.write_parquet(folder / "customers.parquet")
    with duckdb.connect(folder / "customers.duckdb") as connection:
        connection.execute(f"CREATE TABLE customers AS SELECT * FROM '{folder}/customers.parquet'")
    return {
        "csv": str(folder / "customers.csv"),
        "postgresql": server.url(),
        "sqlite": f"sqlite:///{folder}/customers.sqlite",
        "duckdb": f"duckdb:///{folder}/customers.duckdb",
    }
