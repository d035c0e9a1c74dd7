from __future__ import annotations

import datetime as dt

import pytest

from coterie.schema import Column
from coterie.scoring.one import Cells


def cells(**more):
    return Cells(Column("x", "numeric", "feature", 0, "", **more))


@pytest.mark.parametrize(
    ("cell", "read"),
    [(1e100, 1e100), (1.0000001e100, None), (1e-100, 1e-100), (9e-101, 0.0), (-9e-101, 0.0), (2**70, float(2**70)),
     (10**400, None), (float("inf"), None), (float("nan"), None), ("1e5", 100000.0), ("12%", 12.0)],
)  # fmt: skip
def test_numbers_at_the_ends_of_what_can_be_computed_with(cell, read):
    assert cells().read(cell) == read


def test_bounds_and_codes():
    age = cells(bounds=(0.0, 120.0), codes=(99.0,))
    assert [age.read(each) for each in (-1, 0, 120, 120.5, 99, "99", "98")] == [
        None,
        0.0,
        120.0,
        None,
        None,
        None,
        98.0,
    ]


def test_the_decimal_mark_of_before():
    german = cells(decimal=",")
    assert [german.read(each) for each in ("1,5", "1.234", "1.5", "15")] == [1.5, 1234.0, None, 15.0]


def test_what_was_read_is_remembered_and_types_are_told_apart():
    kind = Cells(Column("x", "categorical", "feature", 0, "", ("1", "true")))
    assert [kind.read(each) for each in (True, 1, 1.0, "1", True)] == ["true", "1", "1", "1", "true"]
    for number in range(5000):
        kind.read(f"word {number}")
    assert len(kind._known) <= 4096
    kind.read("x" * 65)
    assert (str, "x" * 65) not in kind._known


def test_days():
    days = cells(days_before="2024-12-31")
    assert days.read(dt.date(2024, 12, 30)) == 1.0
    assert days.read(dt.date(2300, 1, 1)) is None
