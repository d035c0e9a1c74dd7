"""Customers with their segments then and now."""

import polars as pl
import pytest

import coterie
from coterie.errors import Drifted
from coterie.monitoring.before import assigned_before
from coterie.monitoring.labelling import crosstab, labelled, rescored
from coterie.scoring import Passing


@pytest.fixture(scope="module")
def bank() -> pl.DataFrame:
    return coterie.datasets.bank_customers(n=300).unique("customer_id", maintain_order=True)


@pytest.fixture(scope="module")
def result(bank):
    return coterie.segment(bank, k=3, evidence="none")


def test_today_s_customers_have_the_segment_that_scoring_gives(bank, result):
    now = rescored(Passing(result.segmentation, bank))
    assert now["rescored"].to_list() == coterie.score(result, bank)["segment_id"].fill_null(-1).to_list()


def test_who_left_and_who_joined_is_told(bank, result):
    before = assigned_before(result.assignments.head(200), result.segmentation).labels
    now = rescored(Passing(result.segmentation, bank.tail(150)))
    again = coterie.segment(bank.tail(150), k=3, evidence="none")
    moves = labelled(now, again, before)
    there = set(bank["customer_id"])
    assert set(moves["who"]) == there
    assert moves["after"].null_count() == moves["rescored"].null_count() == bank.height - 150
    assert moves["before"].null_count() == bank.height - 200
    common = moves.filter(pl.col("before").is_not_null() & pl.col("after").is_not_null())
    assert common.height == 350 - bank.height
    assert (common["before"] == common["rescored"]).all()


def test_without_assignments_everybody_was_there(bank, result):
    moves = labelled(rescored(Passing(result.segmentation, bank)), result, None)
    assert moves["before"].equals(moves["rescored"], check_names=False)


def test_ids_of_files_and_of_frames_are_the_same(result, bank):
    numbered = bank.with_columns(customer_id=pl.int_range(bank.height))
    found = coterie.segment(numbered, k=3, evidence="none")
    text = found.assignments.with_columns(pl.col("customer_id").cast(pl.Float64))
    before = assigned_before(text, found.segmentation).labels
    moves = labelled(rescored(Passing(found.segmentation, numbered)), found, before)
    assert moves.height == bank.height
    assert moves["before"].null_count() == 0


def test_customers_too_unlike_those_of_before_stop_it(result, bank):
    with pytest.raises(Drifted):
        rescored(Passing(result.segmentation, bank.with_columns(pl.col("income") * 1000)))


def test_pairs_are_counted_by_id_and_place():
    moves = pl.DataFrame({"rescored": [7, 7, -1, None, 3], "after": [0, 1, 1, 1, None]})
    assert crosstab(moves, [3, 7], 2).tolist() == [[0, 0], [1, 1]]
