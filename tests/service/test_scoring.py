from __future__ import annotations

import json

import polars as pl
import pytest

import coterie
from coterie.service import scoring
from coterie.service.limits import Limits
from coterie.service.problems import Problem
from coterie.service.served import serve_file

LIMITS = Limits(rows=300)


def test_alone_in_a_list_and_in_a_stream_a_customer_is_answered_alike(served, customers):
    some = customers[:250]
    alone = [json.loads(scoring.answer(served, json.dumps(each).encode(), limits=LIMITS)[0]) for each in some]
    listed, number = scoring.answer(served, json.dumps(some).encode(), limits=LIMITS)
    lines, placed = scoring.lines(served, [json.dumps(each).encode() for each in some], 1)
    streamed = [json.loads(line) for line in lines.splitlines()]
    assert number == placed == 250
    assert streamed == alone
    for each in alone:
        del each["artefact"], each["alias"]
    assert json.loads(listed)["scores"] == alone


def test_a_list_has_so_many_customers_and_not_one_more(served, customers):
    body = json.dumps(customers[:300]).encode()
    assert scoring.answer(served, body, limits=LIMITS)[1] == 300
    with pytest.raises(Problem) as caught:
        scoring.answer(served, body, limits=Limits(rows=299))
    assert caught.value.code == "too_many_rows"


def test_work_that_takes_too_long_is_stopped(served, customers):
    with pytest.raises(Problem) as caught:
        scoring.many(served, customers[:150], limits=Limits(seconds=-1))
    assert (caught.value.code, caught.value.status) == ("took_too_long", 503)


def test_a_broken_line_stops_no_other(served, customers):
    good = json.dumps(customers[0]).encode()
    said, placed = scoring.lines(served, [good, b"{", b"", good], 7)
    first, broken, last = map(json.loads, said.splitlines())
    assert (first, placed) == (last, 2)
    assert (broken["line"], broken["problem"]["code"]) == (8, "not_json")


def test_the_row_of_a_list_is_named(served, customers):
    with pytest.raises(Problem) as caught:
        scoring.answer(served, json.dumps([customers[0], customers[1] | {"age": "41"}]).encode(), limits=LIMITS)
    assert "2" in caught.value.message


def test_an_id_that_is_no_whole_number_is_said_without_it(bank, tmp_path):
    numbered = bank.with_columns(customer_id=pl.int_range(10_000, 10_000 + bank.height))
    found = coterie.segment(numbered, id="customer_id", features=["age", "income"], k=2, evidence="none")
    coterie.save(found, tmp_path / "n.coterie")
    served = serve_file("n", tmp_path / "n.coterie")
    assert scoring.placed(served, {"customer_id": "77", "age": 1, "income": 2}).id == 77
    with pytest.raises(Problem) as caught:
        scoring.placed(served, {"customer_id": "canary", "age": 1, "income": 2})
    assert (caught.value.code, "canary" in caught.value.message) == ("wrong_id", False)
