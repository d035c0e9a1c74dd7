from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest
import sqlalchemy as sa

import coterie
from coterie.databases import postgres
from coterie.databases.address import address_of
from coterie.databases.writing import check_not_read, check_table, table_written, target_address
from coterie.errors import InputError, OptionError, OutputError
from coterie.sources import read

PASSWORD = "s3/cr@t:%#x '\\"
ROWS = pl.DataFrame(
    {"id": ["=1+1", "ünï", None], "segment_id": pl.Series([1, 0, None], dtype=pl.Int32), "margin": [0.5, None, 1.0]}
)
OTHERS = pl.DataFrame({"id": ["z"], "segment_id": pl.Series([7], dtype=pl.Int32), "margin": [0.25]})


@pytest.fixture(params=["postgresql", "sqlite", "duckdb"])
def url(request, server, tmp_path):
    if request.param != "postgresql":
        yield f"{request.param}:///{tmp_path}/shop.{request.param}"
        return
    yield server.url()
    server.run('DROP TABLE IF EXISTS segments CASCADE; DROP TABLE IF EXISTS "My ""own""" CASCADE')
    server.run('DROP TABLE IF EXISTS "my.own"; DROP SCHEMA IF EXISTS "of.ours" CASCADE')


def held(url: str, table: str = "segments") -> list[tuple[object, ...]]:
    return read(url, table=table).frame.rows()


def execute(url: str, sql: str) -> None:
    """Run a statement by another way than ours."""
    address = address_of(url)
    if address.kind == "duckdb":
        with duckdb.connect(address.path) as connection:
            connection.execute(sql)
        return
    other = url.replace("postgresql:", "postgresql+psycopg:")
    engine = sa.create_engine(other)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(sql)
    finally:
        engine.dispose()


def test_rows_are_made_and_replaced_never_added(url):
    coterie.write_table(ROWS, url, table="segments")
    assert held(url) == ROWS.rows()
    coterie.write_table(ROWS, url, table="segments")
    assert held(url) == ROWS.rows()
    coterie.write_table(OTHERS, url, table="segments")
    assert held(url) == OTHERS.rows()
    for frame in (OTHERS.drop("margin").to_pandas(), OTHERS.drop("margin").lazy()):
        coterie.write_table(frame, url, table="segments")
        assert held(url) == [("z", 7)]


def test_a_strange_name(url):
    coterie.write_table(OTHERS, url, table='My "own"')
    coterie.write_table(ROWS, url, table='My "own"')
    assert held(url, 'My "own"') == ROWS.rows()


def test_a_name_with_points_stands_in_quotes(url):
    coterie.write_table(ROWS, url, table='"my.own"')
    assert held(url, "my.own") == ROWS.rows()
    coterie.write_table(OTHERS, url, table='"my.own"')
    assert held(url, "my.own") == OTHERS.rows()
    if not url.startswith("sqlite"):
        execute(url, 'CREATE SCHEMA "of.ours"')
        coterie.write_table(ROWS, url, table='"of.ours"."my.own"')
        assert held(url, '"of.ours"."my.own"') == ROWS.rows()
        assert held(url, "of.ours.my.own") == ROWS.rows()
        with pytest.raises(OptionError, match='such as "of.ours.my".own'):
            coterie.write_table(ROWS, url, table="of.ours.my.own")


def test_a_table_with_points_that_is_read_is_never_replaced(url):
    coterie.write_table(ROWS, url, table='"my.own"')
    address = target_address(url)
    for table in ("my.own", '"my.own"', "MY.OWN"):
        with pytest.raises(OutputError, match="would replace what is read"):
            check_not_read(address, table, source=url, query=None, read='"my.own"')
    with pytest.raises(OutputError, match="would replace what is read"):
        check_not_read(address, '"my.own"', source=url, query='SELECT * FROM "my.own"', read=None)
    check_not_read(address, '"my.other"', source=url, query=None, read='"my.own"')


def test_a_table_of_others_is_kept_unless_told(url):
    execute(url, "CREATE TABLE segments (precious text)")
    execute(url, "INSERT INTO segments VALUES ('gold')")
    for attempt in (
        lambda: check_table(target_address(url), "segments"),
        lambda: coterie.write_table(ROWS, url, table="segments"),
    ):
        with pytest.raises(OutputError, match="has a table 'segments' that coterie did not write.*replace=True"):
            attempt()
        assert held(url) == [("gold",)]
    check_table(target_address(url), "segments", replace=True)
    assert held(url) == [("gold",)]
    coterie.write_table(ROWS, url, table="segments", replace=True)
    assert held(url) == ROWS.rows()


def test_a_view_is_never_replaced(url):
    execute(url, "CREATE VIEW segments AS SELECT 1 AS precious")
    with pytest.raises(InputError, match="'segments' cannot be the name of a table: .*view.* has it"):
        coterie.write_table(ROWS, url, table="segments", replace=True)
    execute(url, "DROP VIEW segments")


def test_looking_whether_it_can_be_done_changes_nothing(url):
    check_table(target_address(url), "segments")
    path = target_address(url).path
    assert path is None or not path.exists()
    coterie.write_table(ROWS, url, table="segments")
    check_table(target_address(url), "segments")
    assert held(url) == ROWS.rows()


def test_what_goes_wrong_beside_it_takes_the_rows_back(url):
    coterie.write_table(ROWS, url, table="segments")
    with pytest.raises(RuntimeError), table_written(OTHERS, target_address(url), "segments"):
        raise RuntimeError
    assert held(url) == ROWS.rows()


def test_views_on_the_table_stay(url):
    coterie.write_table(ROWS, url, table="segments")
    execute(url, "CREATE VIEW segments_seen AS SELECT id FROM segments")
    coterie.write_table(OTHERS, url, table="segments")
    assert held(url, "segments_seen") == [("z",)]
    execute(url, "DROP VIEW segments_seen")


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_file_that_cannot_be_written(tmp_path, kind):
    with pytest.raises(OutputError, match="The table 'segments' cannot be written"):
        check_table(target_address(f"{kind}:///{tmp_path}/none/a.db"), "segments")
    (tmp_path / "a.db").write_text("id,age\n" * 1000)
    with pytest.raises(OutputError, match="The table 'segments' cannot be written"):
        check_table(target_address(f"{kind}:///{tmp_path}/a.db"), "segments")
    assert (tmp_path / "a.db").read_text() == "id,age\n" * 1000


@pytest.mark.parametrize("table", ["", " ", "a\0b"])
def test_names_that_no_table_has(tmp_path, table):
    with pytest.raises(InputError, match="cannot be the name of a table"):
        check_table(target_address(f"sqlite:///{tmp_path}/a.db"), table)


def test_what_is_no_database_or_only_read(tmp_path):
    with pytest.raises(InputError, match="`to` 'out.csv' is no database"):
        target_address("out.csv")
    with pytest.raises(InputError, match="cannot be opened: File name too long"):
        target_address("sqlite:///" + "x" * 5000)
    with pytest.raises(InputError, match="mysql:// addresses are only read. Give `to` the address"):
        target_address("mysql://ann:s3cret@db/shop")


@pytest.mark.parametrize(
    ("source", "query", "table", "is_read"),
    [
        ("postgresql://db/shop", None, "customers", True),
        ("postgresql://db/shop", None, "public.Customers", True),
        ("postgresql://db/shop", "SELECT * FROM Customers c", None, True),
        ("postgresql://db/shop", "SELECT * FROM my_customers", None, False),
        ("postgresql://db/shop", None, "orders", False),
        ("postgresql://db/other", None, "customers", False),
        ("customers.csv", None, None, False),
    ],
)
def test_what_is_read_is_never_replaced(source, query, table, is_read, monkeypatch):
    monkeypatch.setattr(postgres, "identity", lambda address: postgres.Identity("73", "", hash(address.database)))
    target = target_address("postgresql://ann:s3cret@db/shop")
    if is_read:
        with pytest.raises(
            OutputError, match="is read from, and `table` 'customers' would replace what is read"
        ) as caught:
            check_not_read(target, "customers", source=source, query=query, read=table)
        assert "s3cret" not in str(caught.value)
    else:
        check_not_read(target, "customers", source=source, query=query, read=table)


def test_one_database_by_two_addresses_is_one(server):
    server.run("CREATE TABLE our_people (id integer); INSERT INTO our_people VALUES (1)")
    try:
        for other in (server.url(host="localhost"), f"{server.url()}?application_name=nightly"):
            with pytest.raises(OutputError, match="would replace what is read"):
                check_not_read(target_address(server.url()), "our_people", source=other, query=None, read="our_people")
        server.run("CREATE DATABASE elsewhere")
        apart = target_address(server.url(database="elsewhere"))
        check_not_read(apart, "our_people", source=server.url(), query=None, read="our_people")
    finally:
        server.run("DROP DATABASE IF EXISTS elsewhere")
        server.run("DROP TABLE our_people")


def test_two_databases_of_one_name_are_two(server, other_server):
    server.run("CREATE TABLE our_people (id integer)")
    other_server.run("CREATE TABLE our_people (id integer)")
    try:
        target = target_address(other_server.url())
        check_not_read(target, "our_people", source=server.url(), query=None, read="our_people")
    finally:
        server.run("DROP TABLE our_people")


def test_who_a_server_is_can_be_asked_without_rights(server):
    server.run("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC")
    server.run("CREATE ROLE ann LOGIN PASSWORD 'x'")
    try:
        asked = postgres.identity(address_of(server.url(user="ann", password="x")))
        assert asked.server == ""
        assert asked.is_same(postgres.identity(address_of(server.url())))
    finally:
        server.run("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC")
        server.run("DROP ROLE ann")


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_one_file_by_two_names_is_one(tmp_path, kind):
    url = f"{kind}:///{tmp_path}/shop.{kind}"
    coterie.write_table(ROWS, url, table="customers")
    other = tmp_path / "alias.db"
    other.hardlink_to(tmp_path / f"shop.{kind}")
    with pytest.raises(OutputError, match="would replace what is read"):
        check_not_read(target_address(url), "customers", source=str(other), query=None, read="customers")


@pytest.fixture
def behind(url):
    """Customers in a table of somebody else, with a view on it and another view on that."""
    for sql in (
        "CREATE TABLE segments (id INTEGER, age INTEGER)",
        "INSERT INTO segments VALUES (1, 20), (2, 30)",
        "CREATE TABLE others (id INTEGER)",
        "INSERT INTO others VALUES (1)",
        "CREATE VIEW adults AS SELECT id, age FROM segments WHERE age > 18",
        "CREATE VIEW known AS SELECT a.id FROM adults a JOIN others o ON a.id = o.id",
        "CREATE VIEW apart AS SELECT id FROM others",
    ):
        execute(url, sql)
    yield url
    for sql in ("known", "apart", "adults"):
        execute(url, f"DROP VIEW {sql}")
    execute(url, "DROP TABLE others")


WAYS = ((None, "adults", True), (None, "known", True), ("SELECT count(*) FROM known", None, True),
        ("SELECT id FROM others WHERE EXISTS (SELECT 1 FROM adults)", None, True), (None, "apart", False),
        ("SELECT id FROM others", None, False), ("SELECT id FROM no_such_table", None, False))  # fmt: skip


def test_a_table_that_is_read_by_a_view_is_never_replaced(behind):
    target = target_address(behind)
    for query, table, is_read in WAYS:
        if is_read:
            with pytest.raises(OutputError, match="is read from, and `table` 'segments' would replace what is read"):
                check_not_read(target, "segments", source=behind, query=query, read=table, replace=True)
        else:
            check_not_read(target, "segments", source=behind, query=query, read=table, replace=True)
        check_not_read(target, "segments", source=behind, query=query, read=table)
    assert held(behind) == [(1, 20), (2, 30)]


def test_a_table_of_ours_behind_a_view_may_be_replaced(url):
    coterie.write_table(ROWS, url, table="segments")
    execute(url, "CREATE VIEW placed AS SELECT id FROM segments")
    check_not_read(target_address(url), "segments", source=url, query=None, read="placed", replace=True)
    execute(url, "DROP VIEW placed")


@pytest.mark.parametrize("language", ["sql", "plpgsql"])
def test_a_table_that_a_function_reads_is_never_replaced(server, language):
    body = "SELECT id FROM segments" if language == "sql" else "BEGIN RETURN QUERY SELECT s.id FROM segments s; END"
    server.run("CREATE TABLE segments (id integer); INSERT INTO segments VALUES (1)")
    server.run(f"CREATE FUNCTION everyone() RETURNS TABLE (id integer) LANGUAGE {language} AS $$ {body} $$")
    try:
        with pytest.raises(OutputError, match="would replace what is read"):
            check_not_read(
                target_address(server.url()),
                "segments",
                source=server.url(),
                query="SELECT * FROM everyone()",
                read=None,
                replace=True,
            )
    finally:
        server.run("DROP FUNCTION everyone; DROP TABLE segments")


def test_the_only_table_is_what_is_read(tmp_path):
    url = f"sqlite:///{tmp_path}/shop.sqlite"
    coterie.write_table(ROWS, url, table="customers")
    check_not_read(target_address(url), "segments", source=f"{tmp_path}/shop.sqlite", query=None, read=None)
    with pytest.raises(OutputError, match="`table` 'Customers' would replace what is read"):
        check_not_read(target_address(url), "Customers", source=f"{tmp_path}/shop.sqlite", query=None, read=None)


def waiting(server, words: str) -> int:
    """Return the process of ours that is in a statement."""
    sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'coterie' AND state = 'active' AND query LIKE %s"
    for _ in range(200):
        with server.connect() as connection:
            if found := connection.execute(sql, (f"%{words}%",)).fetchone():
                return found[0]
        time.sleep(0.05)
    raise AssertionError


@pytest.mark.parametrize("crash", [True, False])
def test_a_server_that_dies_while_it_is_written(other_server, crash):
    coterie.write_table(ROWS, other_server.url(), table="segments")
    other_server.run(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'",
        "CREATE TRIGGER slow BEFORE INSERT ON segments FOR EACH ROW EXECUTE FUNCTION slow()",
    )
    failures = []

    def write():
        try:
            coterie.write_table(OTHERS, other_server.url(), table="segments")
        except OutputError as error:
            failures.append(str(error))

    writing = threading.Thread(target=write)
    writing.start()
    pid = waiting(other_server, "COPY")
    if crash:
        other_server.stop()
    else:
        os.kill(pid, signal.SIGKILL)
    writing.join(timeout=30)
    [said] = failures
    assert "ended the connection while the table 'segments' was written. It is as it was before. Run it again." in said
    assert PASSWORD not in said
    if crash:
        other_server.start()
    else:
        time.sleep(0.5)  # PostgreSQL starts its other processes again
        for _ in range(100):
            try:
                other_server.connect().close()
                break
            except Exception:  # noqa: BLE001 - still recovering
                time.sleep(0.1)
    assert held(other_server.url()) == ROWS.rows()


def test_the_folder_of_a_new_file_is_left_clean(tmp_path):
    for kind in ("sqlite", "duckdb"):
        address = target_address(f"{kind}:///{tmp_path}/new.{kind}")
        with pytest.raises(RuntimeError), table_written(ROWS, address, "segments"):
            raise RuntimeError
    assert list(Path(tmp_path).iterdir()) == []
