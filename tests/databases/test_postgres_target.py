from __future__ import annotations

import threading
import time
from datetime import date, datetime

import polars as pl
import pytest

import coterie
from coterie.databases.writing import check_table, table_written, target_address
from coterie.errors import InputError, OutputError

ROWS = pl.DataFrame({"id": [1, 2], "segment": ["a", "b"]})


@pytest.fixture
def shop(server):
    server.run("DROP SCHEMA IF EXISTS shop CASCADE", "CREATE SCHEMA shop")
    yield server
    server.run("DROP SCHEMA shop CASCADE")


@pytest.fixture
def rows_of(shop):
    def rows(sql: str) -> list[tuple[object, ...]]:
        with shop.connect() as connection:
            return connection.execute(sql).fetchall()

    return rows


def test_types_and_the_mark(shop, rows_of):
    frame = ROWS.with_columns(
        at=pl.lit(datetime(2024, 1, 2, 3)), on=pl.lit(date(2024, 1, 2)), yes=pl.lit(value=True), part=pl.lit(0.5)
    )
    coterie.write_table(frame, shop.url(), table="shop.segments")
    expected = (1, "a", datetime(2024, 1, 2, 3), date(2024, 1, 2), True, 0.5)
    assert rows_of("SELECT * FROM shop.segments ORDER BY id")[0] == expected
    assert rows_of("SELECT obj_description('shop.segments'::regclass)") == [("Written by coterie",)]


def test_others_keep_their_rights_also_when_columns_change(shop, rows_of):
    coterie.write_table(ROWS, shop.url(), table="shop.segments")
    shop.run("DROP ROLE IF EXISTS reader", "CREATE ROLE reader", "GRANT SELECT ON shop.segments TO reader, PUBLIC")
    sql = "SELECT relacl::text FROM pg_class WHERE oid = 'shop.segments'::regclass"
    before = rows_of(sql)
    for frame in (ROWS, ROWS.with_columns(more=pl.lit(1))):
        coterie.write_table(frame, shop.url(), table="shop.segments")
        assert sorted(rows_of(sql)[0][0].strip("{}").split(",")) == sorted(before[0][0].strip("{}").split(","))
    assert rows_of("SELECT count(*) FROM shop.segments WHERE more = 1") == [(2,)]
    shop.run("DROP OWNED BY reader", "DROP ROLE reader")


def test_a_view_keeps_a_table_whose_columns_would_change(shop, rows_of):
    coterie.write_table(ROWS, shop.url(), table="shop.segments")
    shop.run("CREATE VIEW shop.seen AS SELECT * FROM shop.segments")
    with pytest.raises(
        OutputError, match="cannot be written: cannot drop table shop.segments because other objects depend"
    ):
        coterie.write_table(ROWS.with_columns(more=1), shop.url(), table="shop.segments")
    assert rows_of("SELECT count(*) FROM shop.seen") == [(2,)]


def test_two_at_once_never_add_up(shop, rows_of):
    coterie.write_table(ROWS, shop.url(), table="shop.segments")
    other = threading.Thread(
        target=coterie.write_table, args=(ROWS.head(1), shop.url()), kwargs={"table": "shop.segments"}
    )
    with table_written(ROWS, target_address(shop.url()), "shop.segments"):
        other.start()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        for _ in range(600):
            if rows_of(waiting) == [(1,)]:
                break
            time.sleep(0.05)
    other.join()
    assert rows_of("SELECT * FROM shop.segments") == [(1, "a")]


def test_readers_see_the_old_rows_until_the_end(shop, rows_of):
    coterie.write_table(ROWS, shop.url(), table="shop.segments")
    with table_written(ROWS.head(1), target_address(shop.url()), "shop.segments"):
        assert rows_of("SELECT count(*) FROM shop.segments") == [(2,)]
    assert rows_of("SELECT count(*) FROM shop.segments") == [(1,)]


def test_what_postgresql_refuses(shop):
    with pytest.raises(InputError, match="PostgreSQL takes 63 bytes"):
        check_table(target_address(shop.url()), "x" * 64)
    with pytest.raises(OutputError, match='cannot be written: schema "nope" does not exist'):
        check_table(target_address(shop.url()), "nope.segments")
    with pytest.raises(OutputError, match="invalid byte sequence"):
        coterie.write_table(pl.DataFrame({"id": ["a\0b"]}), shop.url(), table="shop.segments")
    shop.run("DROP ROLE IF EXISTS weak", "CREATE ROLE weak LOGIN PASSWORD 'x'")
    with pytest.raises(OutputError, match="permission denied for schema shop"):
        check_table(target_address(shop.url(user="weak", password="x")), "shop.segments")
    shop.run("DROP ROLE weak")
    with pytest.raises(InputError, match="refuses the user 'owner' or the password"):
        check_table(target_address(shop.url(password="wr/ong")), "shop.segments")
