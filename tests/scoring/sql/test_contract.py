from __future__ import annotations

import sqlite3

import pytest
from plans import plan
from sqlglot import exp

from coterie.scoring.sql.contract import PROBLEMS, contract
from coterie.scoring.sql.dialects import DIALECTS

GOOD = ("a", 12.5, 40, "gold", 1, "2024-01-01")


def violations(*rows):
    lite = sqlite3.connect(":memory:")
    lite.execute("CREATE TABLE c (client, paid, age, card, vip, since)")
    lite.executemany("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?)", rows)
    query = contract(plan(), exp.Table(this=exp.to_identifier("c")), dialect=DIALECTS["sqlite"], identifiers="as-is")
    return sorted(lite.execute(query.sql("sqlite")).fetchall(), key=str)


def test_what_keeps_to_it_answers_nothing():
    assert violations(GOOD, ("b", None, None, "n/a", None, None)) == []


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        (0, None, "id_missing"),
        (1, "12", "not_a_number"),
        (1, 1e101, "number_too_large"),
        (2, 121, "impossible"),
        (3, "tin", "category_never_seen"),
        (5, "soon", "date_out_of_reach"),
        (5, "2300-01-01", "date_out_of_reach"),
    ],
)
def test_each_violation_is_a_row(at, value, problem):
    row = (*GOOD[:at], value, *GOOD[at + 1 :])
    assert problem in PROBLEMS
    assert [found[2] for found in violations(row)] == [problem]


def test_what_is_as_good_as_nought_is_not_impossible():
    assert violations((*GOOD[:2], -1e-200, *GOOD[3:])) == []
    assert [found[2] for found in violations((*GOOD[:2], -1e-99, *GOOD[3:]))] == ["impossible"]


def test_blanks_within_a_word_for_missing_count_as_they_stand():
    assert violations((*GOOD[:3], " Not Available ", *GOOD[4:])) == []
    assert [found[2] for found in violations((*GOOD[:3], "not  available", *GOOD[4:]))] == ["category_never_seen"]


def test_an_id_that_is_there_twice_is_told_of_each_row():
    assert violations(GOOD, GOOD) == [("a", "client", "id_repeated")] * 2
