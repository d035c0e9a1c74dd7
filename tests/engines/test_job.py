"""What a job keeps of a table."""

from __future__ import annotations

import polars as pl

from coterie.engines.job import Job, repaired, source_of
from coterie.engines.memory import InMemory
from coterie.schema import Column
from coterie.sources import read

QUIET = lambda *_: None  # noqa: E731 - nobody listens
TABLE = read(pl.DataFrame({"age": ["20", "n/a", "40"]}))


def test_it_knows_whether_all_customers_are_held():
    engine = InMemory(TABLE, QUIET)
    assert [Job(engine, QUIET, held).whole for held in (2, 3, 4)] == [False, True, True]


def test_it_repairs_the_columns_it_is_given():
    found = repaired([Column("age", "numeric", "feature", 0, "")], TABLE.frame, pl.Series([1, 2, 3]))
    assert found["age"].to_list() == [20.0, None, 40.0]


def test_what_is_told_of_the_table_is_kept():
    source = source_of(Job(InMemory(TABLE, QUIET), QUIET, 3))
    assert (source.name, source.rows, source.columns, source.sha256) == (TABLE.name, 3, 1, TABLE.sha256)
