"""Who was in which segment: against a plain account of the same moves, in each kind of database."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import tempfile
from datetime import datetime, timedelta

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.databases.membership import Moved, membership_name, move
from coterie.databases.sqlite_target import SqliteTarget
from coterie.databases.targets import replace_rows
from coterie.databases.writing import table_written, target_address
from coterie.errors import OptionError, OutputError

DAY = datetime(2026, 5, 1, 2, 0, 0)
NAMES = {0: "Savers", 1: "Spenders", 2: 'It\'s "new"'}
BORN = dict.fromkeys(NAMES, "ab12")


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request, tmp_path):
    if request.param != "postgresql":
        return target_address(f"{request.param}:///{tmp_path}/shop.{request.param}")
    server = request.getfixturevalue("server")
    server.run("DROP TABLE IF EXISTS segments, segments_membership")
    return target_address(server.url())


def assigned(where: dict[object, int | None], names: dict[int, str] = NAMES) -> pl.DataFrame:
    rows = [(who, number, None if number is None else names[number]) for who, number in where.items()]
    kind = pl.Int64 if all(isinstance(who, int) for who in where) and where else pl.String
    return pl.DataFrame(rows, schema={"id": kind, "segment_id": pl.Int64, "segment": pl.String}, orient="row")


def written(address, where, *, born=BORN, now=DAY, names=NAMES) -> Moved:
    moved = []
    frame = assigned(where, names)

    def also(target):
        moved.append(move(target, key="id", born=born, now=now))

    with table_written(frame, address, "segments", key="id", also=also):
        pass
    return moved[0]


def rows(address) -> list[tuple]:
    sql = 'SELECT id, segment_id, segment, entered, "left" FROM segments_membership ORDER BY id, entered'
    if address.kind == "sqlite":
        with contextlib.closing(sqlite3.connect(address.path)) as shop:
            time = lambda text: text and datetime.fromisoformat(text)  # noqa: E731 - said once
            return [(*row[:3], time(row[3]), time(row[4])) for row in shop.execute(sql)]
    if address.kind == "duckdb":
        with duckdb.connect(address.path) as shop:
            return shop.execute(sql).fetchall()
    import psycopg  # noqa: PLC0415 - only here

    parts = {"host": address.host, "port": address.port, "user": address.user, "dbname": address.database}
    with psycopg.connect(**parts, password=address.password) as shop:
        return shop.execute(sql).fetchall()


def test_rows_are_opened_and_closed(address):
    assert written(address, {"a": 0, "b": 1, "c": None}) == Moved(2, 0)
    later = DAY + timedelta(days=1)
    assert written(address, {"a": 1, "b": 1, "d": 2}, now=later) == Moved(2, 1)
    assert rows(address) == [
        ("a", 0, "Savers", DAY, later),
        ("a", 1, "Spenders", later, None),
        ("b", 1, "Spenders", DAY, None),
        ("d", 2, NAMES[2], later, None),
    ]


def test_the_same_twice_moves_nobody(address):
    written(address, {"a": 0, "b": 1})
    before = rows(address)
    assert written(address, {"b": 1, "a": 0}, now=DAY + timedelta(days=1)) == Moved(0, 0)
    assert rows(address) == before


def test_whole_numbers_stay_whole_numbers(address):
    written(address, {7: 0})
    assert rows(address)[0][0] == 7
    with pytest.raises(OutputError, match="ids"):
        written(address, {"seven": 0})
    assert rows(address) == [(7, 0, "Savers", DAY, None)]


def test_a_new_name_is_no_move(address):
    written(address, {"a": 0})
    assert written(address, {"a": 0}, names=NAMES | {0: "Keepers"}, now=DAY + timedelta(days=1)) == Moved(0, 0)
    assert rows(address) == [("a", 0, "Keepers", DAY, None)]


def test_a_segment_that_was_born_elsewhere_is_another_one(address):
    written(address, {"a": 0})
    assert written(address, {"a": 0}, born={0: "cd34"}, now=DAY + timedelta(days=1)) == Moved(1, 1)
    assert [row[4] is None for row in rows(address)] == [False, True]


def test_a_clock_that_went_back_makes_no_interval_that_ends_before_it_begins(address):
    written(address, {"a": 0})
    written(address, {"a": 1}, now=DAY - timedelta(days=1))
    (first, second) = rows(address)
    assert first[3] < first[4] == second[3]
    assert second[3] == DAY + timedelta(microseconds=1)


def test_who_comes_back_has_two_rows(address):
    for day, where in enumerate(({"a": 0}, {"b": 0}, {"a": 0})):
        written(address, where, now=DAY + timedelta(days=day))
    assert [(row[0], row[4] is None) for row in rows(address)] == [("a", False), ("a", True), ("b", False)]


def test_a_transaction_that_fails_moves_nobody(address):
    written(address, {"a": 0})
    with pytest.raises(RuntimeError):  # noqa: SIM117 - the inner one ends first
        with table_written(assigned({"a": 1}), address, "segments", key="id", also=explode):
            pass
    assert rows(address) == [("a", 0, "Savers", DAY, None)]


def explode(target):
    move(target, key="id", born=BORN, now=DAY + timedelta(days=1))
    raise RuntimeError


def test_a_table_of_others_under_the_name_is_left_alone(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "shop.sqlite")) as shop:
        shop.execute("CREATE TABLE segments_membership (id)")
    with pytest.raises(OptionError, match="coterie did not write"):
        written(target_address(f"sqlite:///{tmp_path}/shop.sqlite"), {"a": 0})


def test_its_name_is_that_of_the_table():
    assert membership_name("segments") == "segments_membership"
    assert membership_name("sales.segments") == "sales.segments_membership"


WHERE = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0, 1, 2, None]), max_size=6)


@settings(max_examples=25)
@given(nights=st.lists(st.tuples(WHERE, st.integers(-2, 2)), min_size=1, max_size=6))
def test_whatever_the_nights_open_rows_are_the_last_one_and_intervals_do_not_overlap(nights):
    with tempfile.TemporaryDirectory() as folder:
        address = target_address(f"sqlite:///{folder}/shop.sqlite")
        moves = 0
        before: dict[str, int] = {}
        for where, hours in nights:
            moved = written(address, where, now=DAY + timedelta(hours=hours))
            now = {who: number for who, number in where.items() if number is not None}
            assert moved.left == sum(now.get(who) != number for who, number in before.items())
            assert moved.entered == sum(before.get(who) != number for who, number in now.items())
            before, moves = now, moves + moved.entered
        found = rows(address)
        assert len(found) == moves
        assert {who: number for who, number, _, _, left in found if left is None} == before
        assert sum(left is None for *_, left in found) == len(before)
        for one, two in itertools.pairwise(found):
            assert one[4] is None or one[3] < one[4]
            assert one[0] != two[0] or one[4] <= two[3]


def steps(customers: int) -> int:
    """Return what SQLite does, in hundreds of its own steps, to move many customers on a second time."""
    done = itertools.count()
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        target = SqliteTarget(connection, "segments")
        today = pl.DataFrame({"id": [f"C{n}" for n in range(customers)], "segment_id": 0, "segment": "Savers"})
        for at in (0, 1):
            replace_rows(target, today.with_columns(segment_id=at), key="id")
            connection.set_progress_handler(lambda: next(done) * 0, 100)
            moved = move(target, key="id", born={0: "aa", 1: "aa"}, now=datetime(2026, 5, 1 + at))
            connection.set_progress_handler(None, 0)
            assert moved == Moved(customers, at * customers)
    return next(done)


def test_the_work_grows_with_the_customers_and_not_with_their_square():
    assert steps(4000) < 6 * steps(1000)
