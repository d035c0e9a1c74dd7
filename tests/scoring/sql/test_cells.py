from __future__ import annotations

import sqlite3

import pytest
from plans import plan
from sqlglot import exp

from coterie.schema import Column
from coterie.scoring.sql.cells import _nothing, cleaned, spellings, words_of_categories
from coterie.scoring.sql.dialects import DIALECTS

PLAN = dict(zip([each.name for each in plan().columns], zip(plan().columns, plan().features, strict=True), strict=True))
LITE = sqlite3.connect(":memory:")
LITE.execute("CREATE TABLE c (paid, age, card, vip, since)")


def read(column, value):
    LITE.execute("DELETE FROM c")
    LITE.execute(f"INSERT INTO c ({column}) VALUES (?)", (value,))
    return LITE.execute(
        f"SELECT {cleaned(*PLAN[column], dialect=DIALECTS['sqlite'], identifiers='as-is').sql('sqlite')} FROM c"
    ).fetchone()[0]


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("paid", "$1,200", None), ("paid", "12", None), ("paid", 12, 12.0), ("paid", 1.1e100, None),
        ("paid", 9e-101, 0.0),
        ("age", 999, None), ("age", 121, None), ("age", -1, None), ("age", 120, 120.0),
        ("card", " GOLD ", 0), ("card", "AMÈX", 1), ("card", "amèx", 1), ("card", "Amex", -1), ("card", "n/a", None),
        ("card", "none", 2), ("card", "", None), ("card", "\tgold\n", 0),
        ("vip", 1, 1), ("vip", 0, 0), ("vip", "yes", 1), ("vip", 7, None),
        ("since", "2024-12-30", 1.0), ("since", "2025-01-02 10:00:00", -2.0), ("since", "1799-12-31", None),
    ],
)  # fmt: skip
def test_cells_of_sqlite_are_read_one_by_one(column, value, found):
    assert read(column, value) == found


def test_spellings_of_letters_that_lower_does_not_know():
    assert spellings(["gold"]) == ["gold"]
    assert {"amèx", "amÈx"} <= set(spellings(["Amèx"]))


def test_of_categories_that_differ_in_case_the_first_is_meant():
    column, feature = PLAN["card"]
    assert words_of_categories(column, feature) == [["gold"], ["amèx"], ["none"]]


@pytest.mark.parametrize(
    ("bounds", "codes", "can_be"),
    [
        (None, (), True), ((0.0, 120.0), (), True), ((-0.5, 0.0), (), True), ((0.5, 9.0), (), False),
        ((-9.0, -0.5), (), False), (None, (0.0,), False), ((-1.0, 1.0), (999.0,), True),
    ],
)  # fmt: skip
def test_what_is_nearly_nothing_is_zero_where_zero_can_be(bounds, codes, can_be):
    column = Column("paid", "numeric", "feature", 0, "", bounds=bounds, codes=codes)
    assert isinstance(_nothing(column, DIALECTS["sqlite"]), exp.Null) is not can_be
