from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

import coterie
from coterie.errors import InputError
from coterie.stamp import COLUMNS, stamped

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def test_every_row_says_when_and_by_which_segmentation(result):
    frame = pl.DataFrame(result.assignments)
    found, key = stamped(frame, result.segmentation, now=NOW)
    assert key == "customer_id"
    assert found.drop(COLUMNS).equals(frame)
    said = found.select(COLUMNS).unique().rows()
    assert said == [(NOW.replace(tzinfo=None), result.segmentation.short_hash, coterie.__version__)]


def test_a_lazy_frame_stays_lazy_and_has_the_same_key(result):
    frame = pl.DataFrame(result.assignments)
    found, key = stamped(frame.lazy(), result.segmentation, now=NOW)
    assert isinstance(found, pl.LazyFrame)
    assert key == "customer_id"
    assert found.collect().equals(stamped(frame, result.segmentation, now=NOW).frame)


@pytest.mark.parametrize("twice", [True, False])
def test_an_id_that_repeats_or_is_missing_is_no_key(result, twice):
    frame = pl.DataFrame(result.assignments)
    odd = pl.lit("c1") if twice else pl.when(pl.col("segment_id") == 0).then(pl.col("customer_id"))
    assert stamped(frame.with_columns(customer_id=odd), result.segmentation).key is None


def test_of_a_table_that_passed_by_cleaning_says_whether_every_id_is_there_once(bank):
    twice = pl.concat([bank, bank.head(1).with_columns(age=pl.lit(99, bank.schema["age"]))])
    found = coterie.segment(twice, k=2, evidence="none")
    assert stamped(pl.DataFrame(found.assignments).lazy(), found.segmentation).key == "customer_id"
    gone = bank.with_columns(customer_id=pl.when(pl.int_range(pl.len()) > 0).then("customer_id"))
    found = coterie.segment(gone, k=2, evidence="none")
    assert stamped(pl.DataFrame(found.assignments).lazy(), found.segmentation).key is None


def test_without_an_id_there_is_no_key(bank):
    found = coterie.segment(bank.drop("customer_id"), k=2, evidence="none")
    assert stamped(pl.DataFrame(found.assignments), found.segmentation).key is None


@pytest.mark.parametrize("name", COLUMNS)
def test_an_id_called_as_what_is_added_is_refused(bank, name):
    found = coterie.segment(bank.rename({"customer_id": name}), id=name, k=2, evidence="none")
    with pytest.raises(InputError, match=name):
        stamped(pl.DataFrame(found.assignments), found.segmentation)


def test_rows_that_say_the_same_of_a_customer_are_one_and_others_cost_the_key(result):
    twice = pl.concat([result.assignments, result.assignments[:1]])
    found = stamped(twice, result.segmentation)
    assert (found.key, found.frame.height) == ("customer_id", result.assignments.height)
    other = result.assignments[:1].with_columns(distance=pl.lit(9.0))
    assert stamped(pl.concat([result.assignments, other]), result.segmentation).key is None
