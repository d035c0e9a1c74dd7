"""Customers who pass by once."""

from datetime import date, timedelta

import polars as pl
import pytest
from tests.monitoring.blobs import customers

import coterie
from coterie.monitoring.walking import Where, walk
from coterie.remarks import say
from coterie.views.compared import headline, lines


@pytest.fixture(scope="module")
def frame():
    return customers(a=80, b=60)


@pytest.fixture(scope="module")
def found(frame):
    return coterie.segment(frame, id="id", k=2, evidence="none").segmentation


def test_labels_are_those_of_scoring(found, frame):
    walked = walk(found, frame, Where({}, {}), label=True)
    assert walked.labels["who"].to_list() == frame["id"].to_list()
    assert walked.labels["segment_id"].to_list() == coterie.score(found, frame)["segment_id"].to_list()
    assert walked.counts == {0: 80, 1: 60}
    assert walk(found, frame, Where({}, {}), label=False).labels is None


def test_who_has_no_feature_is_counted_apart_and_who_comes_twice_once(found, frame):
    nobody = pl.DataFrame({"id": ["x", "x"], "visits": [None, None], "spent": [None, None]}, schema=frame.schema)
    walked = walk(found, pl.concat([frame, nobody]), Where({}, {}), label=True)
    assert walked.counts == {0: 80, 1: 60, -1: 1}
    assert walk(found, pl.concat([frame, nobody]), Where({}, {}), label=False).counts[-1] == 2


def test_what_would_stop_scoring_is_told(found, frame):
    other = frame.with_columns(visits=pl.lit("many"))
    walked = walk(found, other, Where({}, {}), label=False)
    assert walked.stops
    assert walked.doubts
    assert not walk(found, frame, Where({}, {}), label=False).stops


@pytest.fixture(scope="module")
def followed():
    bank = coterie.datasets.bank_customers(n=1000)
    return bank.unique("customer_id", keep="first", maintain_order=True), coterie.segment(bank, k=3, evidence="none")


def told(found, code):
    return [(each.column, each.rows) for each in found.doubts if each.code == code]


def test_without_the_column_of_ids_nobody_is_taken_for_the_row_of_their_number(followed):
    bank, result = followed
    numbered = bank.with_columns(customer_id=pl.int_range(1, bank.height + 1))
    found = coterie.segment(numbered, k=3, evidence="none")
    for today in (numbered.drop("customer_id"), numbered.rename({"customer_id": "who"})):
        compared = coterie.compare(found, today, old_assignments=found.assignments)
        assert (compared.migration, compared.changes) == (None, None)
        assert told(compared, "ids_gone") == [("customer_id", bank.height)]
        again = coterie.refit(found, today, before=found.assignments)
        assert told(again, "ids_gone") == [("customer_id", bank.height)]
        assert not again.refit.known
    assert told(coterie.compare(result, bank, old_assignments=result.assignments), "ids_gone") == []


def test_rows_without_an_id_and_more_than_a_hundredth_that_repeat_one_are_told(followed):
    bank, result = followed
    empty = bank.with_columns(customer_id=pl.when(pl.int_range(pl.len()) >= 7).then("customer_id"))
    compared = coterie.compare(result, empty, old_assignments=result.assignments)
    assert told(compared, "ids_empty") == [("customer_id", 7)]
    for rows, is_told in ((11, True), (10, False)):
        twice = pl.concat([bank, bank.head(rows).with_columns(income=pl.col("income") + 1)])
        compared = coterie.compare(result, twice, old_assignments=result.assignments)
        assert told(compared, "ids_again") == ([("customer_id", rows)] if is_told else [])


def test_where_nobody_is_in_both_nothing_is_said_of_moves(followed):
    bank, result = followed
    others = bank.with_columns(customer_id=pl.lit("x") + pl.col("customer_id"))
    compared = coterie.compare(result, others, old_assignments=result.assignments)
    assert headline(compared) == say("compare.steady_nobody")
    assert say("compare.nobody") in list(lines(compared))
    files = coterie.compare(
        result.assignments, result.assignments.with_columns(others["customer_id"].alias("customer_id"))
    )
    assert headline(files) == say("compare.moved_nobody")


def bought(days):
    start = date(2025, 1, 1)
    on = [start + timedelta(days=n % days) for n in range(1200)]
    who, paid = [n * n % 97 for n in range(1200)], [n % 11 + 1 for n in range(1200)]
    return pl.DataFrame({"client_id": who, "day": on, "amount": paid})


@pytest.mark.parametrize(("days", "told_of"), [(100, False), (125, False), (126, True), (80, False), (79, True)])
def test_purchases_of_many_more_or_fewer_days_are_told(days, told_of):
    found = coterie.segment(bought(100), k=2, evidence="none").segmentation
    doubts = walk(found, bought(days), Where({}, {}), label=False).doubts
    spans = [each.facts for each in doubts if each.code == "other_span"]
    assert spans == ([{"now": days, "before": 100}] if told_of else [])
