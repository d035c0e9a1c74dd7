"""What is found batch by batch is what is found in the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning.columns import repair_column
from coterie.cleaning.findings import Finding, added
from coterie.schema import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.remarks import Fact, Remark

CELLS = st.lists(
    st.sampled_from(
        ["1", "2.5", "n/a", "", "-", "x", "yy", "$3", "999", "-1", "inf", "1e200", None, "ULM", "Ulm", " ulm"]
    ),
    min_size=1,
    max_size=40,
)
PLANS = [
    Column("x", "numeric", "feature", 0, "", codes=(999.0,), bounds=(0.0, 900.0)),
    Column("x", "categorical", "descriptor", 0, "", categories=("Ulm", "x")),
    Column("x", "boolean", "descriptor", 0, ""),
    Column("x", "date", "descriptor", 0, "", date_format="%Y"),
    Column("x", "text", "id", 0, ""),
]


def by_code(found: Iterable[Finding]) -> dict[str, Remark]:
    return {each.code: each.remark() for each in found}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.type} {plan.role}")
@given(cells=CELLS, cut=st.integers(0, 40))
def test_batches_add_up_to_the_whole(plan: Column, cells: list[str | None], cut: int) -> None:
    column = pl.Series("x", cells, dtype=pl.String)
    rows = pl.int_range(1, len(cells) + 1, eager=True)
    whole, expected = repair_column(column, plan, rows)
    parts = [repair_column(part, plan, at) for part, at in ((column[:cut], rows[:cut]), (column[cut:], rows[cut:]))]
    found = added(finding for _, findings in parts for finding in findings)
    if plan.type != "categorical":  # words that the plan does not know are spelled as they are met first
        assert pl.concat([cells for cells, _ in parts]).equals(whole, null_equal=True)
        assert by_code(found) == by_code(expected)
    assert sum(each.rows for each in found) <= len(cells) * 2


def test_places_are_counted_beyond_those_that_are_named() -> None:
    plan = PLANS[0]
    parts = [repair_column(pl.Series("x", ["999"] * 8), plan, pl.int_range(a, a + 8, eager=True)) for a in (1, 9)]
    (finding,) = added(finding for _, findings in parts for finding in findings)
    assert finding.remark().rows == 16
    assert finding.remark().facts == {"places": tuple((row, 999.0) for row in range(1, 11))}


def told(cells: list[str], plan: Column) -> dict[str, Fact]:
    column = pl.Series("x", cells, dtype=pl.String)
    (finding,) = repair_column(column, plan, pl.int_range(1, len(cells) + 1, eager=True))[1]
    return finding.remark().facts


def test_three_examples_are_told_and_no_more() -> None:
    assert told(["a", "b", "c", "d", "a"], PLANS[0]) == {"examples": ("a", "b", "c")}
    assert told(["a", "b", "a", "c"], PLANS[0]) == {"examples": ("a", "b", "c")}


def test_twelve_spellings_of_missing_are_told_and_the_rarest_left_out() -> None:
    spellings = ["n/a", "na", "null", "none", "-", "?", "nan", "#N/A", "missing", "unknown", ".", "--", "not available"]
    counts = told([*spellings, *spellings[:-1]], PLANS[0])["counts"]
    assert isinstance(counts, tuple)
    assert len(counts) == 12
    assert ("not available", 1) not in counts
