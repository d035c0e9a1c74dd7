from __future__ import annotations

import polars as pl
import pytest

from coterie.preparation import PreparedFeature
from coterie.profiling import NumericProfile
from coterie.schema import Column
from coterie.scoring.cells import read_column
from coterie.scoring.watching import Shown, Watched, mostly

SEEN = NumericProfile(mean=40.0, median=40.0, std=9.0, min=18.0, max=80.0)
PREPARED = PreparedFeature("age", "median", 40.0, "none", 40.0, 9.0)


def told(*batches, column, prepared=PREPARED, seen=SEEN):
    watched = Watched(column, prepared, seen, 100)
    for batch in batches:
        cells = pl.Series("age", batch)
        watched.add(cells, read_column(cells, column))
    return [(doubt.remark.code, doubt.stops, doubt.remark.facts.get("values")) for doubt in watched.doubts()]


AGE = Column("age", "numeric", "feature", 0, "", bounds=(0.0, 120.0))


def test_what_cannot_be_is_told_apart_from_what_cannot_be_read():
    assert told([400, 40], column=AGE) == [("value_impossible", False, 1)]
    assert told(["400", "401", "old", "40"], column=AGE) == [
        ("value_unusable", False, 1),
        ("values_impossible", False, 2),
    ]
    assert told([float("inf"), 40.0], column=AGE) == [("value_unusable", False, 1)]


def test_one_impossible_value_alone_stops_nothing():
    assert told([400], column=AGE)[-1] == ("value_impossible", False, 1)


def test_a_feature_without_one_readable_value_stops():
    assert told(["old"], column=AGE) == [("none_readable", True, None)]
    assert told(["old"], ["40"], column=AGE) == [("value_unusable", False, 1)]


@pytest.mark.parametrize(("cut", "stops"), [(5, False), (6, True)])
def test_more_than_half_stop_and_half_do_not(cut, stops):
    assert told(["old"] * cut + ["40"] * (11 - cut), column=AGE)[0] == ("values_unusable", stops, cut)


def test_categories_are_counted_over_batches():
    card = Column("age", "categorical", "feature", 0, "", ("gold", "blue"))
    one_hot = PreparedFeature("age", "mode", "gold", "one-hot", 0.0, 1.0, categories=("gold", "blue"))
    watched = Watched(card, one_hot, None, 100)
    for batch in (["zinc", "gold"], ["tin", "copper", "iron", "tin"]):
        watched.add(pl.Series("age", batch), pl.Series("age", batch))
    (doubt,) = watched.doubts()
    assert (doubt.remark.facts["customers"], doubt.remark.facts["examples"]) == (5, ("copper", "iron", "tin"))


def test_what_is_missing_now():
    assert told([None] * 3 + [40] * 7, column=AGE) == []
    assert told([None] * 4 + [40] * 6, column=AGE) == [("more_missing", False, None)]


def test_mostly():
    assert [mostly(5, 9), mostly(5, 10), mostly(6, 10)] == [False, False, True]


def test_an_example_is_shown_up_to_its_twentieth_letter():
    shown = Shown()
    shown.add(pl.Series(["a" * 20, "b" * 21]))
    assert shown.examples == ["a" * 20, "b" * 20]


def test_what_was_missing_before_is_a_share_of_the_rows_before():
    watched = Watched(Column("age", "numeric", "feature", 10, ""), PREPARED, SEEN, 100)
    cells = pl.Series("age", [None] * 10 + [40.0] * 10)
    watched.add(cells, read_column(cells, watched.column))
    [doubt] = list(watched.doubts())
    assert (doubt.remark.code, doubt.remark.facts) == ("more_missing", {"now": 0.5, "before": 0.1})


def test_what_mostly_cannot_be_is_told_as_another_range_or_unit_and_stops():
    assert told([40_000.0] * 5 + [40.0] * 5, column=AGE) == [("values_impossible", False, 5)]
    assert told([40_000.0] * 6 + [40.0] * 4, column=AGE) == [("mostly_outside", True, 6)]
    assert told([40_000.0] * 10, column=AGE) == [("unit_too_large", True, None)]
