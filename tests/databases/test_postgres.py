from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from datetime import UTC, date, datetime

import polars as pl
import pytest

from coterie.databases.address import address_of
from coterie.databases.postgres import Identity, read_postgres
from coterie.errors import InputError

PASSWORD = "s3/cr@t:%#x '\\"

TYPES = {
    "whole": ("1::smallint", 1),
    "integer": ("2::integer", 2),
    "bigint": ("9223372036854775807::bigint", 2**63 - 1),
    "oid": ("7::oid", 7),
    "numeric": ("12.50::numeric(10,2)", 12.5),
    "numeric that is whole": ("12.00::numeric", 12),
    "numeric that is an id": ("12345678901234567890::numeric", "12345678901234567890"),
    "numeric without a number": ("'NaN'::numeric", float("nan")),
    "money": ("'1234567.89'::float8::numeric::money", 1234567.89),
    "real": ("0.1::real", 0.1),
    "float": ("0.1::float8", 0.1),
    "infinite float": ("'-Infinity'::float8", float("-inf")),
    "boolean": ("true", True),
    "text": ("'Zoë'::text", "Zoë"),
    "varchar": ("'a'::varchar(3)", "a"),
    "char": ("'ab'::char(4)", "ab"),
    "name": ("'a'::name", "a"),
    "unknown": ("'a'", "a"),
    "nothing": ("null", None),
    "no number": ("null::numeric", None),
    "date": ("date '2024-02-29'", date(2024, 2, 29)),
    "infinite date": ("date 'infinity'", None),
    "date before Christ": ("date '0044-03-15 BC'", None),
    "timestamp": ("timestamp '2024-01-02 03:04:05.678901'", datetime(2024, 1, 2, 3, 4, 5, 678901)),
    "infinite timestamp": ("timestamp '-infinity'", None),
    "far timestamp": ("timestamp '294276-01-01'", None),
    "timestamp with zone": ("timestamptz '2024-01-02 03:00+02'", datetime(2024, 1, 2, 1, tzinfo=UTC)),
    "infinite with zone": ("timestamptz 'infinity'", None),
    "time": ("time '10:00'", "10:00:00"),
    "interval": ("interval '1 day 12 hours'", 1.5),
    "uuid": ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    "json": ("'{\"a\": 1}'::json", '{"a": 1}'),
    "jsonb": ("'{\"a\":1}'::jsonb", '{"a": 1}'),
    "array": ("array[1, null, 2]", "{1,NULL,2}"),
    "enum": ("'glad'::mood", "glad"),
    "domain": ("3::positive", 3),
    "record": ("row(1, 'a')", "(1,a)"),
    "range": ("int4range(1, 5)", "[1,5)"),
    "inet": ("inet '10.0.0.1'", "10.0.0.1/32"),
    "bits": ("b'101'", "101"),
    "point": ("point '(1,2)'", "(1,2)"),
    "xml": ("'<a/>'::xml", "<a/>"),
    "words": ("'a b'::tsvector", "'a' 'b'"),
}


@pytest.fixture(scope="module")
def ready(server):
    server.run(
        "CREATE SCHEMA old",
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE DOMAIN positive AS integer CHECK (value > 0)",
        "CREATE TABLE few (id integer, paid numeric)",
        "INSERT INTO few VALUES (1, 2.5), (2, 3)",
        'CREATE TABLE old."Mixed Case" (a integer)',
        "CREATE VIEW seen AS SELECT id FROM few",
        "CREATE ROLE poor LOGIN PASSWORD 'x'",
    )
    return server


@pytest.fixture
def ask(ready):
    def read(query: str | None = None, table: str | None = None, **url: str):
        return read_postgres(address_of(ready.url(**url)), query, table)

    return read


def test_every_type(ask):
    columns = ", ".join(f'{sql} AS "{name}"' for name, (sql, _) in TYPES.items())
    rows = ask(f"SELECT {columns}")
    [found] = rows.frame.to_dicts()
    expected = {name: value for name, (_, value) in TYPES.items()}
    assert repr(found["numeric without a number"]) == "nan"
    assert found | {"numeric without a number": 0} == expected | {"numeric without a number": 0}
    beyond = [note.column for note in rows.remarks if note.code == "database_far_dates"]
    assert beyond == [
        name for name, (_, value) in TYPES.items() if value is None and name not in {"nothing", "no number"}
    ]


def test_types_by_columns_without_rows(ask):
    columns = ", ".join(f'{sql} AS "{name}"' for name, (sql, _) in TYPES.items())
    assert ask(f"SELECT {columns} WHERE false").frame.shape == (0, len(TYPES))


def test_binary_columns_are_left_out_and_names_are_made_different(ask):
    rows = ask(r"SELECT 1 AS id, '\x01'::bytea AS photo, 2 AS id; ")
    assert rows.frame.to_dicts() == [{"id": 1, "id (2)": 2}]
    assert [(note.column, note.code) for note in rows.remarks] == [
        ("id (2)", "second_of_name"),
        ("photo", "database_binary"),
    ]


@pytest.mark.parametrize("query", [r"SELECT '\x01'::bytea", "SELECT FROM few"])
def test_nothing_that_can_be_read(ask, query):
    with pytest.raises(InputError, match="'postgres: query' gives no column that can be read"):
        ask(query)


@pytest.mark.parametrize(
    ("table", "name"), [("few", "few"), ("FEW", "few"), ("seen", "seen"), ("old.mixed case", "old.Mixed Case")]
)
def test_tables_by_name(ask, table, name):
    assert ask(table=table).name == f"postgres: {name}"


def test_queries_with_comments_strings_and_percent_signs(ask):
    assert ask("-- who\nSELECT 'a;%s--b' AS x -- c").frame.to_dicts() == [{"x": "a;%s--b"}]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 1; DROP TABLE few", "cannot insert multiple commands"),
        (
            "WITH x AS (DELETE FROM few RETURNING id) SELECT * FROM x",
            "WITH clause containing a data-modifying statement must be at the top level",
        ),
        ("SELECT nextval('counter')", 'relation "counter" does not exist'),
        (
            "SELECT set_config('transaction_read_only', 'off', false)",
            "transaction read-write mode must be set before any query",
        ),
        ("SELECT nope FROM few", 'column "nope" does not exist'),
        ("SELECT * FROM custmers", 'relation "custmers" does not exist'),
        ("SELECT 1 WHERE", "syntax error at end of input"),
        ("SELECT 1) AS q(c0); DROP TABLE few; --", 'syntax error at or near ")"'),
        ("SELECT 1/(x - 90000) FROM generate_series(1, 100000) x", "division by zero"),
    ],
)
def test_a_query_that_fails_changes_nothing_and_says_why(ask, query, said):
    with pytest.raises(InputError) as caught:
        ask(query)
    assert f"refuses the query: {said}" in str(caught.value)
    assert str(caught.value).endswith(". Change `query`.")
    assert ask(table="few").frame.height == 2


def test_what_a_read_only_transaction_lets_through_is_taken_back(ask, ready):
    ready.run("CREATE FUNCTION careless() RETURNS int LANGUAGE sql AS 'SELECT lo_create(0) IS NULL; SELECT 1'")
    with contextlib.suppress(InputError):  # PostgreSQL 16 and later refuse it
        ask("SELECT careless()")
    with ready.connect() as connection:
        assert connection.execute("SELECT count(*) FROM pg_largeobject_metadata").fetchone() == (0,)


def test_what_the_user_may_not_read(ask):
    with pytest.raises(InputError, match="does not allow it: permission denied for table few. Ask for the right"):
        ask("SELECT * FROM few", user="poor", password="x")
    with pytest.raises(InputError, match="has no table 'few'. It holds none that this user may see"):
        ask(table="few", user="poor", password="x")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "wr/ong@:#%"}, "refuses the user 'owner' or the password"),
        ({"user": "nobody"}, "refuses the user 'nobody' or the password"),
        ({"password": ""}, "refuses the user 'owner' or the password"),
        ({"database": "nope"}, 'cannot be opened: database "nope" does not exist'),
        ({"host": "no-such-host.invalid"}, 'could not translate host name "no-such-host.invalid"'),
    ],
)
def test_what_cannot_be_reached_is_told_without_the_password(ask, changed, said):
    with pytest.raises(InputError) as caught:
        ask(table="few", **changed)
    assert said in str(caught.value)
    whole = "".join(traceback.format_exception(caught.value))
    secret = changed.get("password", PASSWORD) or PASSWORD
    assert secret not in whole


@pytest.mark.parametrize("more", ["?nonsense=1", "?sslmode=bogus", "?sslmode=require"])
def test_bad_parameters_are_told(ready, more):
    with pytest.raises(InputError, match="cannot be opened") as caught:
        read_postgres(address_of(ready.url() + more), None, "few")
    assert PASSWORD not in str(caught.value)


def test_nobody_listens(ready):
    with pytest.raises(InputError, match="Connection refused. Check the address, and that it is running."):
        read_postgres(address_of(ready.url().replace(str(ready.port), "1")), None, "few")


def test_pyarrow_is_not_needed(ready):
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from coterie.databases.address import address_of\n"
        "from coterie.databases.postgres import read_postgres\n"
        "print(read_postgres(address_of('$SHOP'), None, 'few').frame.rows())"
    )
    env = os.environ | {"SHOP": ready.url()}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    assert (done.stdout, done.stderr) == ("[(1, 2.5), (2, 3.0)]\n", "")


def wait_for(server, words: str) -> int:
    """Return the process that runs a statement."""
    for _ in range(200):
        with server.connect() as connection:
            sql = "SELECT pid FROM pg_stat_activity WHERE query LIKE %s AND application_name = 'coterie'"
            if found := connection.execute(sql, (f"%{words}%",)).fetchone():
                return found[0]
        time.sleep(0.05)
    raise AssertionError


def test_all_is_read_from_one_moment(ask, ready):
    counting = "'BEGIN RETURN (SELECT count(*) FROM few); END'"
    ready.run(f"CREATE FUNCTION counted() RETURNS bigint LANGUAGE plpgsql VOLATILE AS {counting}")
    found = []
    query = "SELECT pg_sleep(0.5) AS slept, counted() AS n FROM generate_series(1, 4)"
    reading = threading.Thread(target=lambda: found.extend(ask(query).frame["n"]))
    reading.start()
    wait_for(ready, "COPY")
    ready.run("INSERT INTO few VALUES (3, 4)")
    reading.join()
    ready.run("DELETE FROM few WHERE id = 3")
    assert found == [2, 2, 2, 2]


@pytest.mark.parametrize("how", ["the server crashes", "the backend is killed", "the administrator ends it"])
def test_a_server_that_dies_in_the_middle(other_server, how):
    failures = []
    query = "SELECT i AS id, repeat('x', 1000) AS x, pg_sleep(0.001) AS z FROM generate_series(1, 100000) i"

    def read():
        try:
            read_postgres(address_of(other_server.url()), query, None)
        except InputError as error:
            failures.append("".join(traceback.format_exception(error)))

    reading = threading.Thread(target=read)
    reading.start()
    pid = wait_for(other_server, "COPY")
    time.sleep(0.3)  # rows have begun to arrive
    if how == "the server crashes":
        other_server.stop()
    elif how == "the backend is killed":
        os.kill(pid, signal.SIGKILL)
    else:
        other_server.run(f"SELECT pg_terminate_backend({pid})")
    reading.join(timeout=30)
    [said] = failures
    assert "ended the connection while it was read. Nothing was written. Run it again." in said
    assert PASSWORD not in said


def test_large_answers_come_whole(ask):
    frame = ask("SELECT i AS id, i * 0.5 AS half, 'name ' || i AS name FROM generate_series(1, 200000) i").frame
    expected = pl.select(id=pl.int_range(1, 200_001)).with_columns(
        half=pl.col("id") * 0.5, name="name " + pl.col("id").cast(pl.String)
    )
    assert frame.equals(expected)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Identity("73", "08:00", 5), True),
        (Identity("73", "09:00", 5), True),  # a replica, or started again
        (Identity("", "08:00", 5), True),  # another user, who may not ask
        (Identity("74", "09:00", 5), False),
        (Identity("", "09:00", 5), False),
        (Identity("73", "08:00", 6), False),
    ],
)
def test_when_two_databases_are_one(other, same):
    assert Identity("73", "08:00", 5).is_same(other) is same
    assert other.is_same(Identity("73", "08:00", 5)) is same


def test_two_that_tell_nothing_but_when_they_were_started_differ_by_that():
    assert not Identity("", "08:00", 5).is_same(Identity("", "09:00", 5))
