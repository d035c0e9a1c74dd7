"""The bounds of the numbers that cleaning takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from coterie.cleaning.columns import are_few, clean_column
from coterie.cleaning.findings import Finding
from coterie.parsing.numbers import LARGEST
from coterie.schema import Column


@pytest.mark.parametrize("texty", [True, False])
@pytest.mark.parametrize(
    ("value", "kept", "code"),
    [
        (LARGEST, LARGEST, None),
        (1.001 * LARGEST, None, "number_too_large"),
        (-1.001 * LARGEST, None, "number_too_large"),
        (1 / LARGEST, 1 / LARGEST, None),
        (-1 / LARGEST, -1 / LARGEST, None),
        (0.999 / LARGEST, 0.0, "number_too_small"),
        (-0.999 / LARGEST, 0.0, "number_too_small"),
        (0.0, 0.0, None),
    ],
)
def test_numbers_as_large_and_as_small_as_they_may_be(value, kept, code, texty):
    cells = pl.Series("x", [1.0, 2.0, value])
    plan = Column("x", "numeric", "feature", 0, "number")
    cleaned, actions = clean_column(cells.cast(pl.String) if texty else cells, plan)
    assert cleaned.to_list() == [1.0, 2.0, kept]
    assert [each.code for each in actions] == ([code] if code else [])


@pytest.mark.parametrize(("ahead", "told"), [(5, True), (6, False)])
def test_days_ahead_of_one_in_twenty_are_told_and_of_more_are_plans(ahead, told):
    finding = Finding("future_day", "day", ahead)
    assert are_few((finding,), 100) is told
    assert are_few((replace(finding, rows=ahead - 1), replace(finding, rows=1)), 100) is told


def test_the_day_itself_is_not_ahead(monkeypatch):
    monkeypatch.setattr("coterie.cleaning.columns._today", lambda: date(2024, 5, 17))
    plan = Column("day", "date", "feature", 0, "date", date_format="%Y-%m-%d")
    cells = pl.Series("day", ["2024-05-16"] * 18 + ["2024-05-17", "2024-05-18"])
    _, (remark,) = clean_column(cells, plan)
    assert (remark.code, remark.rows) == ("future_day", 1)
