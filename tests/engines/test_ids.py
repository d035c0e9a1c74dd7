"""Rows that share an id are found in batches as `clean` finds them in a whole table."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie import InputError
from coterie.cleaning import clean
from coterie.engines import ids
from coterie.engines.ids import check_ids
from coterie.engines.streamed import Streamed
from coterie.schema import infer
from coterie.sources import read
from coterie.sources.batches import Batches

KEYS = {"text": [f"c{n}" for n in range(200)], "rising": list(range(200)), "mixed": [*range(100, 200), *range(100)]}


def streamed(table, step=7):
    def read(columns):
        for first in range(0, table.height, step):
            yield table[first : first + step].select(columns or table.columns)

    batches = Batches("customers.csv", table.height, dict(table.schema), (), read, str)
    return Streamed(batches, lambda *_: None, folder=None, path="")


def table_of(kind, *more):
    keys = pl.Series("id", KEYS[kind])
    table = pl.DataFrame({"id": keys, "age": np.arange(200) % 40 + 20.0, "city": ["Ulm", "Bonn"] * 100})
    return pl.concat([table, *more]) if more else table


def checked(table):
    return check_ids(streamed(table), "id", folder=None)


@pytest.mark.parametrize("kind", KEYS)
def test_ids_that_do_not_repeat_drop_nothing(kind):
    found = checked(table_of(kind))
    assert (found.dropped.tolist(), found.remarks) == ([], ())


@pytest.mark.parametrize("kind", KEYS)
def test_rows_that_repeat_another_are_those_that_clean_drops(kind):
    table = table_of(kind)
    table = pl.concat([table, table[[3, 150]].with_columns(city=pl.lit(" ULM ")), table[[4]], table[[4]]])
    found = checked(table)
    frame, report = clean(read(table), infer(read(table), id="id"))
    assert frame.height == table.height - len(found.dropped)
    assert found.dropped.tolist() == [3, 201, 202, 203]
    told = [each for each in report.remarks if each.code in {"duplicate_row", "one_row_kept"}]
    assert sorted(map(repr, found.remarks)) == sorted(map(repr, told))
    assert {each.code for each in found.remarks} == {"duplicate_row", "one_row_kept"}


def test_missing_ids_are_nobody_s():
    table = table_of("text").with_columns(id=pl.when(pl.col("age") > 30).then("id"))
    assert checked(table).dropped.tolist() == []


def test_ids_that_rise_and_then_repeat_are_seen():
    table = table_of("rising")
    assert checked(pl.concat([table, table[[0]]])).dropped.tolist() == [200]


def test_text_of_whole_numbers_is_known_as_such():
    assert checked(table_of("rising").with_columns(pl.col("id").cast(pl.String))).numbers
    assert not checked(table_of("text")).numbers
    assert not checked(table_of("rising").with_columns("0" + pl.col("id").cast(pl.String))).numbers


def test_many_rows_a_customer_are_transactions():
    table = table_of("text").with_columns(id=pl.col("id").str.slice(0, 2))
    with pytest.raises(InputError, match="127 rows, but 10 different values of 'id': these look like transactions"):
        checked(table)


def test_more_repeats_than_can_be_compared_are_refused(monkeypatch):
    monkeypatch.setattr(ids, "MOST_SUSPECTS", 3)
    table = table_of("text")
    message = "4 rows of 'customers.csv' share their 'id' with another, which are too many to compare in batches"
    with pytest.raises(InputError, match=message):
        checked(pl.concat([table, table[:2]]))
    with pytest.raises(InputError, match="these look like transactions"):
        checked(pl.concat([table, table[:100]]))
