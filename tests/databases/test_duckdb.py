from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import duckdb
import pytest

from coterie.databases.address import Address
from coterie.databases.duckdb import read_duckdb
from coterie.errors import InputError

TYPES = {
    "whole": ("1::UTINYINT", 1),
    "huge": ("12345678901234567890::HUGEINT", "12345678901234567890"),
    "not so huge": ("7::HUGEINT", 7),
    "decimal": ("12.50::DECIMAL(10,2)", 12.5),
    "float": ("0.1::FLOAT", 0.1),
    "double": ("0.1::DOUBLE", 0.1),
    "boolean": ("true", True),
    "text": ("'Zoë'", "Zoë"),
    "nothing": ("NULL", None),
    "date": ("DATE '2024-02-29'", date(2024, 2, 29)),
    "infinite": ("DATE 'infinity'", None),
    "timestamp": ("TIMESTAMP '2024-01-02 03:04:05'", datetime(2024, 1, 2, 3, 4, 5)),
    "nanoseconds": ("TIMESTAMP_NS '2024-01-02 03:04:05'", datetime(2024, 1, 2, 3, 4, 5)),
    "zoned": ("TIMESTAMPTZ '2024-01-02 03:00+02'", datetime(2024, 1, 2, 1, tzinfo=UTC)),
    "time": ("TIME '10:00'", "10:00:00"),
    "interval": ("INTERVAL 36 HOUR", 1.5),
    "uuid": ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    "list": ("[1, 2]", "[1, 2]"),
    "enum": ("'glad'::mood", "glad"),
}


@pytest.fixture
def path(tmp_path):
    with duckdb.connect(tmp_path / "shop.duckdb") as connection:
        connection.execute("CREATE TYPE mood AS ENUM ('sad', 'glad')")
        connection.execute("CREATE TABLE customers AS SELECT i AS id, i * 1.5 AS paid FROM range(3) r(i)")
        connection.execute("CREATE VIEW seen AS SELECT id FROM customers")
        connection.execute("CREATE SCHEMA old; CREATE TABLE old.customers AS SELECT 1 AS id")
    return tmp_path / "shop.duckdb"


@pytest.fixture
def ask(path):
    return lambda query=None, table=None: read_duckdb(Address("duckdb", path=path), query, table)


def test_every_type(ask):
    columns = ", ".join(f'{sql} AS "{name}"' for name, (sql, _) in TYPES.items())
    rows = ask(f"SELECT {columns}, 'a'::BLOB AS photo")
    assert rows.frame.to_dicts() == [{name: value for name, (_, value) in TYPES.items()}]
    assert [note.column for note in rows.remarks] == ["infinite", "interval", "photo"]


def test_tables(ask, path):
    before = path.read_bytes()
    assert ask(table="customers").frame.rows() == [(0, 0.0), (1, 1.5), (2, 3.0)]
    assert ask(table="old.customers").name == "shop.duckdb: old.customers"
    assert ask("FROM seen;").frame.height == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 1; SELECT 2", "it is 2 statements"),
        ("WITH x AS (SELECT 1) DELETE FROM customers", "begins with 'DELETE'"),
        ("SELECT * FROM read_csv('/etc/passwd')", "refuses the query"),
        ("SELECT * FROM '/etc/passwd'", "refuses the query"),
        ("SELECT nope FROM customers", 'refuses the query: Binder Error: Referenced column "nope" not found'),
        ("SELECT 1 WHERE", "refuses the query: Parser Error: syntax error"),
        ("SELECT error('no')", "refuses the query"),
    ],
)
def test_a_query_that_does_more_or_fails(ask, query, said):
    with pytest.raises(InputError, match=said):
        ask(query)


def test_what_is_not_there(ask, path):
    with pytest.raises(InputError, match="has no table 'custmers'. Did you mean 'customers'"):
        ask(table="custmers")
    with pytest.raises(InputError, match="holds 3 tables"):
        ask()
    with pytest.raises(InputError, match="No such file"):
        read_duckdb(Address("duckdb", path=path.with_name("none.duckdb")), None, None)
    path.write_bytes(path.read_bytes()[:4096])
    with pytest.raises(InputError, match="cannot be opened"):
        ask(table="customers")


def test_without_the_library_the_extra_is_named(path):
    code = f"import sys; sys.modules['duckdb'] = None\nfrom coterie.sources import read\nread({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert (
        "Reading a DuckDB file needs a library that is not installed. Install it: pip install 'coterie[duckdb]'."
        in done.stderr
    )


def test_another_process_that_writes_is_said(path, ask):
    code = f"import duckdb, time; c = duckdb.connect({str(path)!r}); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(InputError, match="cannot be opened: .*lock"):
            ask(table="customers")
        writer.kill()
