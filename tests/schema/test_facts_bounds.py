"""Shares and limits that decide on kinds and keys, each held from both sides."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.dates import DateFormat
from coterie.schema.facts import facts_of
from coterie.schema.keys import repeats
from coterie.schema.kinds import _date_doubt, kind_of


def facts(values):
    found, _ = facts_of(pl.DataFrame({"x": values, "row": range(len(values))}))  # no row repeats another
    return found


def test_a_share_counts_rows_and_what_is_not_known_is_no_hit():
    found = facts(["a", "a", "a", "b", None])
    assert found.values.to_list() == ["a", "b"]
    assert found.share(pl.Series([True, None])) == 0.75
    assert found.share(pl.Series([None, True])) == 0.25
    assert found.share(pl.Series([True, True])) == 1.0
    assert found.share(pl.Series([False, None])) == 0.0
    assert facts([None, None]).share(pl.Series([], dtype=pl.Boolean)) == 0.0


@pytest.mark.parametrize(("rows", "several"), [(11, False), (12, True), (22, True)])
def test_a_value_stands_in_six_of_five_rows_where_it_repeats(rows, several):
    assert repeats(facts([f"p{n % 10}" for n in range(rows)])) is several


@pytest.mark.parametrize(("different", "several"), [(9, False), (10, True)])
def test_ten_different_values_are_needed(different, several):
    assert repeats(facts([f"p{n % different}" for n in range(4 * different)])) is several


@pytest.mark.parametrize("share", [0.9, 0.95, 1.0])
def test_the_share_of_cells_that_are_no_dates_is_told(share):
    told = _date_doubt(DateFormat("%Y-%m-%d", share))
    if share == 1:
        assert told == ""
    else:
        assert (told.code, told.facts["percent"]) == ("doubt.no_dates", pytest.approx(100 * (1 - share)))


@pytest.mark.parametrize(("words", "kind"), [(0, "kind_of.several_units"), (40, None)])
def test_several_units_are_told_where_nearly_all_cells_are_numbers(words, kind):
    cells = (
        [f"{n} kg" for n in range(1, 31)]
        + [f"{n} lb" for n in range(1, 31)]
        + [f"soon {'x' * n}" for n in range(words)]
    )
    found = kind_of(facts(cells))
    assert (getattr(found.says, "code", None) == kind) is (kind is not None)


@pytest.mark.parametrize(
    ("values", "counted"),
    [([0, 1], True), ([1, 2], True), (["1", "2"], True), ([2, 3], False), ([1, 3], False), ([1], False)],
)
def test_two_rows_are_enough_to_be_counted_up(values, counted):
    found, _ = facts_of(pl.DataFrame({"x": values, "row": [0.5] * len(values)}))
    assert found.in_order is counted
