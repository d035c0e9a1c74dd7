from __future__ import annotations

import sqlite3
from urllib.parse import quote

import duckdb
import pytest
import sqlalchemy as sa

from coterie.errors import CoterieError, OptionError, RunNotFound, TargetUnreachable
from coterie.history import check_writable, open_history
from coterie.history.opening import history_address
from coterie.history.reading import runs_of

ODD = "p@ss/w:rd %#?'\\é"


def test_a_history_is_begun_where_none_is(place):
    assert runs_of(open_history(place)) == []
    assert runs_of(open_history(place, make=False)) == []


def test_none_is_begun_where_none_is_wanted(place, tmp_path):
    with pytest.raises(RunNotFound, match="holds no history"):
        open_history(place, make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_other_tables_may_hold_one_too(tmp_path):
    with sqlite3.connect(tmp_path / "shop.sqlite") as shop:
        shop.execute("CREATE TABLE customers (id)")
    with pytest.raises(RunNotFound):
        open_history(str(tmp_path / "shop.sqlite"), make=False)
    open_history(str(tmp_path / "shop.sqlite"))
    with sqlite3.connect(tmp_path / "shop.sqlite") as shop:
        assert shop.execute("SELECT count(*) FROM customers").fetchone() == (0,)
        assert shop.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_path_and_an_address_are_one(tmp_path, monkeypatch):
    monkeypatch.setenv("RUNS", f"sqlite:///{tmp_path}/runs.sqlite")
    assert history_address("$RUNS").path == history_address(str(tmp_path / "runs.sqlite")).path


@pytest.mark.parametrize("name", ["notes.txt", "no-such-folder/runs.sqlite", "s3://bucket/runs.sqlite", "x.duckdb"])
def test_what_can_hold_none_is_told(tmp_path, name):
    (tmp_path / "notes.txt").write_text("to do")
    duckdb.connect(tmp_path / "x.duckdb").close()
    with pytest.raises(OptionError, match="runs.sqlite, or the address of a PostgreSQL"):
        open_history(name if "://" in name else str(tmp_path / name))


def test_a_name_that_is_too_long_is_told(tmp_path):
    with pytest.raises(TargetUnreachable):
        open_history(str(tmp_path / ("x" * 300)))


@pytest.mark.parametrize("password", [ODD, "plain", "a'b\"c", "}{", "..//.."])
def test_no_message_shows_a_password(server, password):
    for address in (
        server.url(password=password),
        server.url(password=password, database="none"),
        f"postgresql://owner@127.0.0.1:{server.port}/postgres?password={quote(password, safe='')}",
        f"postgresql://owner:{quote(password, safe='')}@127.0.0.1:1/postgres",
    ):
        with pytest.raises(CoterieError) as told:
            open_history(address)
        shown = f"{told.value} {told.value.in_command} {told.value.__cause__} {history_address(address).plain}"
        shown += repr(history_address(address))
        for spelled in (password, quote(password, safe=""), quote(password)):
            assert spelled not in shown.replace("127.0.0.1", "")


def test_its_plain_address_opens_nothing_secret(server):
    address = history_address(server.url() + "?sslmode=disable")
    assert address.plain == f"postgresql://owner@127.0.0.1:{server.port}/postgres"


def test_a_history_that_cannot_be_written_is_refused_at_the_door(place, monkeypatch):
    history = open_history(place)
    check_writable(history)
    assert tags_of(history) == 0
    if history.address.path is not None:
        uri = f"file:{history.address.path}?mode=ro"
        monkeypatch.setattr(
            "coterie.databases.engine._sqlite", lambda _: sqlite3.connect(uri, uri=True, isolation_level=None)
        )
        said = "can be read but not written"
    else:
        with history.writing() as connection:
            database = connection.execute(sa.text("SELECT current_database()")).scalar()
            connection.execute(sa.text(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on'))
        said = "read-only"
    with pytest.raises(TargetUnreachable, match=said):
        check_writable(open_history(place))


def tags_of(history):
    with history.reading() as connection:
        return connection.execute(sa.text("SELECT count(*) FROM coterie_tags")).scalar()
