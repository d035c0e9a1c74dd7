from __future__ import annotations

import builtins
import sqlite3
import threading

import pytest
import sqlalchemy as sa

from coterie.databases.address import address_of
from coterie.databases.engine import engine_of, transaction
from coterie.errors import LibraryMissing, SourceUnreachable, TargetUnreachable


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    if request.param == "sqlite":
        return address_of(f"sqlite:///{tmp_path}/some.sqlite")
    return address_of(request.getfixturevalue("server").url())


def test_writers_wait_for_each_other_from_the_beginning(address):
    """A count that is read before it is written: without a lock from the beginning, one of two would be lost."""
    engine = engine_of(address)
    with transaction(engine, address, writes=True) as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS counted"))
        connection.execute(sa.text("CREATE TABLE counted (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO counted VALUES (0)"))

    def count() -> None:
        for _ in range(25):
            with transaction(engine, address, writes=True) as connection:
                n = connection.execute(sa.text("SELECT n FROM counted")).scalar_one()
                connection.execute(sa.text("UPDATE counted SET n = :n"), {"n": n + 1})

    writers = [threading.Thread(target=count) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with transaction(engine, address, writes=False) as connection:
        assert connection.execute(sa.text("SELECT n FROM counted")).scalar() == 50


def test_what_goes_wrong_is_taken_back(address):
    engine = engine_of(address)

    def half() -> None:
        with transaction(engine, address, writes=True) as connection:
            connection.execute(sa.text("CREATE TABLE half (n INTEGER)"))
            connection.execute(sa.text("SELECT nonsense FROM nowhere"))

    with pytest.raises(TargetUnreachable):
        half()
    with transaction(engine, address, writes=False) as connection:
        assert not sa.inspect(connection).has_table("half")


def test_foreign_keys_hold_in_sqlite(tmp_path):
    address = address_of(f"sqlite:///{tmp_path}/some.sqlite")
    with transaction(engine_of(address), address, writes=True) as connection:
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


def test_a_file_that_is_none_is_told(tmp_path):
    (tmp_path / "none.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 200)
    address = address_of(f"sqlite:///{tmp_path}/none.sqlite")

    def read() -> None:
        with transaction(engine_of(address), address, writes=False) as connection:
            connection.execute(sa.text("SELECT * FROM sqlite_master"))

    with pytest.raises(SourceUnreachable, match="cannot be opened"):
        read()


@pytest.mark.parametrize(("lacking", "url"), [("sqlalchemy", "sqlite:///x.sqlite"), ("psycopg", "postgresql://db/x")])
def test_what_is_not_installed_is_named(monkeypatch, lacking, url):
    usual = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == lacking:
            raise ImportError(name)
        return usual(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryMissing, match=r"pip install 'coterie\[history\]'"):
        engine_of(address_of(url))


def test_the_driver_is_python_s_own(tmp_path):
    engine = engine_of(address_of(f"sqlite:///{tmp_path}/some.sqlite"))
    with engine.connect() as connection:
        assert isinstance(connection.connection.dbapi_connection, sqlite3.Connection)


def test_who_holds_the_lock_too_long_is_told(address, monkeypatch):
    monkeypatch.setattr("coterie.databases.engine.PATIENCE", 1)

    def write() -> None:
        with transaction(engine_of(address), address, writes=True):
            pass

    with (
        transaction(engine_of(address), address, writes=True),
        pytest.raises(TargetUnreachable, match="is locked: another program has been writing to it for 1 seconds"),
    ):
        write()
