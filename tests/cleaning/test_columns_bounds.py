"""The bounds of the numbers that cleaning takes."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.cleaning.columns import clean_column
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
