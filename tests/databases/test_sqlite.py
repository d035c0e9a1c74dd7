from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

import pytest

from coterie.databases.address import Address
from coterie.databases.sqlite import _failure, read_sqlite
from coterie.errors import InputError, QueryError, SourceUnreachable


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "shop, 100%?#.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, paid REAL, mixed, photo BLOB);
            INSERT INTO customers VALUES (1, 'Ann', 1, 2, x'00'), (2, NULL, 2.5, 'x', NULL);
            CREATE TABLE "or""ders" (id INTEGER);
            CREATE VIEW seen AS SELECT id FROM customers;
            """
        )
    return path


@pytest.fixture
def ask(path):
    return lambda query=None, table=None: read_sqlite(Address("sqlite", path=path), query, table)


def test_a_table(ask, path):
    before = hashlib.sha256(path.read_bytes()).digest()
    rows = ask(table="Customers")
    assert rows.frame.to_dict(as_series=False) == {
        "id": [1, 2],
        "name": ["Ann", None],
        "paid": [1.0, 2.5],
        "mixed": ["2", "x"],
    }
    assert (rows.name, [note.column for note in rows.remarks]) == (f"{path.name}: customers", ["photo"])
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_queries_views_and_strange_names(ask):
    assert ask("SELECT id, id FROM customers; -- two").frame.columns == ["id", "id (2)"]
    assert ask(table="seen").frame.height == 2
    assert ask(table='or"ders').frame.shape == (0, 1)


def test_a_late_text_changes_the_column(ask):
    query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
    frame = ask(query + "SELECT i, CASE WHEN i < 60000 THEN i ELSE 'last' END AS x FROM n").frame
    assert frame["i"].to_list() == list(range(1, 60001))
    assert frame["x"].to_list()[-2:] == ["59999", "last"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE FROM customers", "begins with 'DELETE'"),
        ("WITH x AS (SELECT 1) DELETE FROM customers", "it does something else than read"),
        ("WITH x AS (SELECT 1) INSERT INTO customers SELECT 9, 9, 9, 9, 9", "it does something else than read"),
        ("SELECT 1; DROP TABLE customers", "one statement at a time"),
        ("SELECT load_extension('x')", "not authorized|it does something else|no such function"),
        ("SELECT nope FROM customers", "refuses the query: no such column: nope. Change `query`"),
        ("SELECT * FROM custmers", "no such table: custmers"),
    ],
)
def test_a_query_that_does_more_or_fails(ask, query, said):
    with pytest.raises(InputError, match=said):
        ask(query)
    assert ask(table="customers").frame.height == 2


def test_another_file_cannot_be_reached(ask):
    with pytest.raises(InputError):
        ask("SELECT readfile('/etc/passwd')")
    with pytest.raises(InputError, match="begins with 'attach'"):
        ask("attach 'other.db' as x")


def test_which_table(ask):
    with pytest.raises(InputError, match=r"holds 3 tables \(customers, or\"ders, seen\). Choose with table=NAME"):
        ask()
    with pytest.raises(InputError, match="has no table 'custmers'. Did you mean 'customers'"):
        ask(table="custmers")


def test_text_that_is_not_utf8(path, ask):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE customers SET name = CAST(x'5a6feb' AS TEXT)")
        connection.commit()
    rows = ask("SELECT name FROM customers")
    assert rows.frame["name"].to_list() == ["Zoë", "Zoë"]
    assert rows.remarks[0].code == "database_windows_text"


def test_a_file_that_is_not_there_damaged_or_locked(path, ask, tmp_path):
    with pytest.raises(InputError, match="No such file: .*Did you mean"):
        read_sqlite(Address("sqlite", path=tmp_path / "shop, 100%?#.sqlit"), None, None)
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + b"\xff" * 3000)
    with pytest.raises(InputError, match="cannot be opened: .*malformed|not a database"):
        ask("SELECT * FROM customers")
    path.write_bytes(b"SQLite format 3\0" + b"x" * 200)
    with pytest.raises(InputError, match="cannot be opened: file is not a database"):
        ask()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_CANTOPEN_ISDIR, SourceUnreachable),
        (sqlite3.SQLITE_CORRUPT, SourceUnreachable),
        (sqlite3.SQLITE_IOERR_READ, SourceUnreachable),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, SourceUnreachable),
        (sqlite3.SQLITE_LOCKED, SourceUnreachable),
        (sqlite3.SQLITE_ERROR, QueryError),
        (None, QueryError),
    ],
)
def test_what_fails_is_known_by_sqlites_code_and_not_by_its_words(code, kind):
    error = sqlite3.OperationalError("locked, not authorized, not a database")
    if code is not None:
        error.sqlite_errorcode = code
    assert type(_failure(error, Address("sqlite", path=Path("shop.sqlite")))) is kind


def test_a_database_with_a_write_ahead_log(path, ask):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO customers(id) VALUES (3)")
        connection.commit()
        assert ask(table="customers").frame.height == 3
