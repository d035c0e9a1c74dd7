from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from shifting import reference, tally

from coterie.monitoring.drift import drift
from coterie.monitoring.sizes import sizes_of
from coterie.monitoring.tally_columns import ColumnTally

if TYPE_CHECKING:
    from coterie.monitoring.tallying import Tally

OLD = reference()
FLAT = OLD.columns["age"].counts
SHIFTED = ColumnTally((10, *FLAT[1:-1], 190), 0)
LOST = ColumnTally((60,) * 10, 400)


def with_age(column: ColumnTally, **changes: object) -> Tally:
    return tally(OLD, columns=tally(OLD).columns | {"age": column}, **changes)


def said(new: Tally) -> tuple[str, str, str]:
    found = drift(OLD, new)
    return found.answer, found.advice, found.reason


def test_the_same_customers_are_steady():
    assert said(tally(OLD)) == ("steady", "keep", "steady")


def test_shares_alone_are_placed_anew():
    assert said(tally(OLD, segments=(400, 100, 250, 250))) == ("drifted", "rescore", "shares")


def test_who_is_unlike_anyone_is_segmented_anew():
    assert said(tally(OLD, unlike=60)) == ("drifted", "refit", "unlike")


def test_distances_are_segmented_anew():
    assert said(tally(OLD, mean_square=4.0)) == ("drifted", "refit", "distances")
    assert said(tally(OLD, mean_square=1.0)) == ("steady", "keep", "steady")  # nearer


def test_a_large_change_of_a_feature_is_segmented_anew():
    assert said(with_age(SHIFTED)) == ("drifted", "refit", "column")


def test_a_change_that_is_not_large_is_no_reason():
    found = drift(OLD, with_age(ColumnTally((50, *FLAT[1:-1], 150), 0)))
    assert [(each.name, each.changed, each.large) for each in found.columns if each.changed] == [("age", True, False)]
    assert (found.answer, found.advice) == ("steady", "keep")


def test_missing_values_that_appear_are_mended_and_those_that_go_are_not():
    assert said(with_age(LOST)) == ("drifted", "mend", "missing")
    before = replace(OLD, columns=OLD.columns | {"age": replace(OLD.columns["age"], counts=(60,) * 10, missing=400)})
    found = drift(before, tally(OLD))
    assert (found.advice, found.reason, found.columns[2].cause) == ("refit", "column", "missing")


def test_another_unit_is_mended():
    doubled = sizes_of(2 * np.linspace(0.005, 9.995, 1000))
    counts = doubled.counted(OLD.columns["age"].edges)
    found = drift(OLD, with_age(ColumnTally(counts, 0, sizes=doubled)))
    assert (found.advice, found.reason, found.columns[2].factor) == ("mend", "unit", 2.0)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (with_age(LOST, mean_square=4.0, unlike=60, segments=(400, 100, 250, 250)), "missing"),
        (with_age(SHIFTED, mean_square=4.0, unlike=60, segments=(400, 100, 250, 250)), "column"),
        (tally(OLD, mean_square=4.0, unlike=60, segments=(400, 100, 250, 250)), "distances"),
        (tally(OLD, unlike=60, segments=(400, 100, 250, 250)), "unlike"),
    ],
)
def test_the_first_reason_that_holds_is_the_one(new, reason):
    assert drift(OLD, new).reason == reason


@pytest.mark.parametrize(("customers", "answer"), [(49, "too_few"), (50, "drifted")])
def test_fewer_than_fifty_are_too_few_to_say(customers, answer):
    half = customers // 2
    new = tally(
        OLD,
        customers=customers,
        columns=dict.fromkeys(OLD.columns, ColumnTally((customers, *(0,) * 9), 0)),
        segments=(customers - half, half, 0, 0),
    )
    assert drift(OLD, new).answer == answer
    small = reference(customers if customers % 10 == 0 else 40)
    assert (drift(small, tally(OLD, mean_square=9.0)).answer == "too_few") == (small.customers < 50)


def test_of_nobody_there_is_nothing_to_say():
    new = tally(OLD, customers=0, segments=(0,) * 4, unplaced=3)
    found = drift(OLD, new)
    assert (found.answer, found.advice, found.reason) == ("too_few", "keep", "too_few")
    assert (found.after, found.unplaced, found.columns, found.shares) == (0, 3, (), None)
