"""The same segments in every database that can be had: executed, row by row, beside what Python says."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import sqlite3
import tempfile

import duckdb
import in_sql
import mariadb_server
import numpy as np
import polars as pl
import pytest
from five import KINDS, differing, hard_rows, segmentation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coterie

ROWS = 5000
FEATURES = ["paid", "owed", "age", "card", "vip", "since"]
CLEAR = 1e-12


def customers(rows, seed=0):
    draw = np.random.default_rng(seed)
    some = lambda values: [None if draw.random() < 0.05 else value for value in values]  # noqa: E731 - one place uses it
    far = lambda values: np.where(draw.random(rows) < 0.02, draw.choice([1e99, -1e99, 5e-324, 0.0], rows), values)  # noqa: E731 - as above
    days = [dt.date(2012, 1, 1) + dt.timedelta(days=int(n)) for n in draw.integers(0, 5000, rows)]
    cards = ["gold", "GOLD ", " silver", "Amèx", "AMÈX", "tin", "n/a", "", "Amex"]
    made = {
        "client": [f"c{n}" for n in range(rows)],
        "paid": some(far(draw.lognormal(4, 2, rows)).tolist()),
        "owed": some(far(draw.normal(0, 200, rows)).tolist()),
        "age": some(draw.integers(18, 90, rows).tolist()),
        "card": some(draw.choice(cards, rows).tolist()),
        "vip": some((draw.random(rows) < 0.3).tolist()),
        "since": some(days),
    }
    return pl.DataFrame(made, schema_overrides={"paid": pl.Float64, "owed": pl.Float64})


@pytest.fixture(scope="module")
def made():
    n = np.arange(400)
    return pl.DataFrame(
        {
            "client": [f"c{i:04}" for i in n],
            "paid": np.exp(n * 37 % 101 / 12.0),
            "owed": np.where(n % 3 == 0, -1.0, 1.0) * np.expm1(n * 53 % 89 / 14.0),
            "age": n * 29 % 61 + 18,
            "card": [("gold", "silver", "Amèx")[i * 7 % 11 % 3] for i in n.tolist()],
            "vip": [i % 5 == 0 for i in n.tolist()],
            "since": [dt.date(2015, 1, 1) + dt.timedelta(days=int(i) * 13 % 3000) for i in n],
        }
    )


@pytest.fixture(scope="module", params=["straightened", "robust"])
def scorer(request, made):
    how = {} if request.param == "straightened" else {"scale": "robust", "transform": "none"}
    return coterie.Scorer(coterie.segment(made, k=4, features=FEATURES, evidence="none", **how))


def in_duckdb(table, query):
    with duckdb.connect() as lake:
        lake.register("given", table.to_arrow())
        lake.execute("CREATE TABLE customers AS SELECT * FROM given")
        return lake.execute(query).fetchall()


def in_sqlite(table, query):
    lite = sqlite3.connect(":memory:")
    lite.execute(
        "CREATE TABLE customers (client TEXT, paid REAL, owed REAL, age INTEGER, card TEXT, vip INTEGER, since TEXT)"
    )
    rows = [tuple(str(cell) if isinstance(cell, dt.date) else cell for cell in row) for row in table.iter_rows()]
    lite.executemany("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return lite.execute(query).fetchall()


CREATED = (
    "CREATE TABLE customers (client varchar(20), paid double precision, owed double precision, age int, card text, "
    "vip boolean, since date)"
)


def in_postgres(table, query, server):
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS customers")
        cursor.execute(CREATED)
        cursor.executemany("INSERT INTO customers VALUES (%s, %s, %s, %s, %s, %s, %s)", table.rows())
        cursor.execute(query)
        return cursor.fetchall()


def in_clickhouse(table, query):
    from chdb.session import Session  # noqa: PLC0415 - half a gigabyte, installed by hand

    session = Session()
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        table.write_parquet(file.name)
        session.query("CREATE DATABASE IF NOT EXISTS shop")
        session.query("DROP TABLE IF EXISTS shop.customers")
        session.query(f"CREATE TABLE shop.customers ENGINE = Memory AS SELECT * FROM file('{file.name}', Parquet)")
    found = pl.read_parquet(io.BytesIO(session.query(query, "Parquet").bytes()))
    return found.with_columns(pl.col(pl.Binary).cast(pl.String)).rows()


@pytest.fixture(scope="module")
def maria():
    with mariadb_server.maria() as connection:
        yield connection


def in_maria(table, query, connection):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS customers")
        cursor.execute(CREATED)
        cursor.executemany("INSERT INTO customers VALUES (%s, %s, %s, %s, %s, %s, %s)", table.rows())
        connection.commit()
        cursor.execute(query)
        return cursor.fetchall()


def compare(scorer, rows, table):
    wanted = scorer.many(table).frame.rows(named=True)
    found = {row[0]: row for row in rows}
    assert len(found) == len(wanted)
    for row in wanted:
        client, number, name, distance, second, second_name, margin, unlike, imputed, artefact = found[row["client"]]
        assert (imputed, artefact, margin is None) == (
            row["imputed"],
            scorer.description.artefact,
            row["margin"] is None,
        )
        if row["margin"] is None or row["margin"] > CLEAR:
            assert (number, name, second, second_name) == (
                row["segment_id"], row["segment"], row["second_segment_id"], row["second_segment"]
            ), client  # fmt: skip
        if row["distance"] is not None:
            assert distance == pytest.approx(row["distance"], rel=1e-9, abs=1e-9)
            assert margin == pytest.approx(row["margin"], abs=1e-9)
            assert bool(unlike) == row["unlike_anyone"]


def query(scorer, dialect, **how):
    return coterie.sql(scorer._segmentation, dialect=dialect, table=how.pop("table", "customers"), **how)


# ClickHouse within Python is half a gigabyte: where somebody has installed chdb, its answers are compared, too.
INSTALLED = ["clickhouse"] if importlib.util.find_spec("chdb") is not None else []


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite", "postgres", "mariadb", *INSTALLED])
def test_every_row_is_where_python_puts_it(scorer, dialect, request):
    table = customers(ROWS if dialect != "clickhouse" else 1000)
    if dialect == "postgres":
        rows = in_postgres(table, query(scorer, dialect), request.getfixturevalue("server"))
    elif dialect == "mariadb":
        rows = in_maria(table, query(scorer, dialect), request.getfixturevalue("maria"))
    elif dialect == "clickhouse":
        rows = in_clickhouse(table, query(scorer, dialect, table="shop.customers"))
    else:
        rows = {"duckdb": in_duckdb, "sqlite": in_sqlite}[dialect](table, query(scorer, dialect))
    compare(scorer, rows, table)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_on_borders_and_extremes_are_where_python_puts_them(kind):
    """`benchmarks/agreement.py` does the same with 100,000 rows, in PostgreSQL and MariaDB too."""
    found, made = segmentation(kind)
    own = coterie.Scorer(found)
    table = hard_rows(own, made, 1000)
    wanted = own.many(table).frame
    for dialect, run in (("duckdb", in_sql.in_duckdb), ("sqlite", in_sql.in_sqlite)):
        answered = in_sql.answers(run(table, coterie.sql(found, dialect=dialect, table="customers")), table)
        other, clear = differing(wanted, answered)
        assert clear == 0
        assert other == 0 or kind not in {"plain", "robust"}


def test_in_sqlite_a_text_cell_never_becomes_a_number(scorer):
    lite = sqlite3.connect(":memory:")
    lite.execute("CREATE TABLE customers (client, paid, owed, age, card, vip, since)")
    for client, paid in (("text", "$1,200"), ("digits", "1200"), ("none", None), ("number", 1200.0)):
        lite.execute("INSERT INTO customers VALUES (?, ?, 1.0, 40, 'gold', 1, '2016-01-01')", (client, paid))
    found = {row[0]: row[1:] for row in lite.execute(query(scorer, "sqlite"))}
    assert found["text"] == found["digits"] == found["none"] != found["number"]
    told = lite.execute(query(scorer, "sqlite", form="contract")).fetchall()
    assert sorted(told) == [("digits", "paid", "not_a_number"), ("text", "paid", "not_a_number")]


hostile = st.one_of(
    st.sampled_from(
        ['a"b', "it's", "a`b", "new\nline", "😀", "select", "x" * 63, "ü" * 31, "a\\b", "a.b", "%s", "{{ x }}", "a]b"]
    ),
    # what is taken out of names at the door, and half of a character, is left out
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"]), min_size=1, max_size=20),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.lists(hostile.map(str.strip).filter(bool), min_size=4, max_size=4, unique_by=str.lower))
def test_hostile_names(names, server):
    key, one, other, table = names
    if any(len(name.encode()) > 63 for name in names):
        return
    rows = pl.DataFrame({key: [f"c{n}" for n in range(60)], one: [float(n * n % 17) for n in range(60)],
                         other: [float(n * 7 % 23) for n in range(60)]})  # fmt: skip
    found = coterie.segment(rows, k=2, id=key, features=[one, other], evidence="none")
    wanted = sorted(coterie.Scorer(found).many(rows).frame.select(pl.nth(0, 1)).rows())
    quoted = lambda name: '"' + name.replace('"', '""') + '"'  # noqa: E731 - as below
    columns = f"({quoted(key)} varchar(20), {quoted(one)} double precision, {quoted(other)} double precision)"

    def asked(dialect):
        return coterie.sql(found, dialect=dialect, table=quoted(table))

    for dialect, connection in (("duckdb", duckdb.connect()), ("sqlite", sqlite3.connect(":memory:"))):
        connection.execute(f"CREATE TABLE {quoted(table)} {columns}")
        connection.executemany(f"INSERT INTO {quoted(table)} VALUES (?, ?, ?)", rows.rows())
        assert sorted(row[:2] for row in connection.execute(asked(dialect)).fetchall()) == wanted
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS hostile CASCADE")
        cursor.execute("CREATE SCHEMA hostile")
        cursor.execute("SET search_path TO hostile")
        cursor.execute(f"CREATE TABLE {quoted(table)} {columns}".encode())
        with cursor.copy(f"COPY {quoted(table)} FROM STDIN".encode()) as copy:
            for row in rows.iter_rows():
                copy.write_row(row)
        cursor.execute(asked("postgres").encode())
        assert sorted(row[:2] for row in cursor.fetchall()) == wanted
