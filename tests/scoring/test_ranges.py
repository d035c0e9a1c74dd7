from __future__ import annotations

import polars as pl
import pytest

from coterie.profiling import NumericProfile
from coterie.schema import Column
from coterie.scoring.ranges import Range

SEEN = NumericProfile(mean=40.0, median=40.0, std=9.0, min=18.0, max=80.0)


AGE = Column("age", "numeric", "feature", 0, "")


def codes(*batches):
    found = Range(AGE, SEEN)
    for batch in batches:
        found.add(pl.Series(batch, dtype=pl.Float64))
    return [(doubt.remark.code, doubt.stops) for doubt in found.doubts()]


def test_batches_come_to_what_the_whole_does():
    values = [25.0, 81.0, 82.0, 83.0, *[44.0] * 16]
    assert codes(values) == codes(values[:3], values[3:]) == [("range_drifted", False)]


@pytest.mark.parametrize(("outside", "told"), [(1, []), (2, []), (3, [("range_drifted", False)])])
def test_a_tenth_outside_is_no_drift_and_more_is(outside, told):
    assert codes([81.0] * outside + [40.0] * (20 - outside)) == told


def test_half_outside_is_drift_and_more_is_mostly_outside():
    assert codes([81.0] * 5 + [40.0] * 5) == [("range_drifted", False)]
    assert codes([81.0] * 6 + [40.0] * 5) == [("mostly_outside", False)]


def test_another_average_of_ten_and_of_nine():
    assert codes([59.0] * 10) == [("average_drifted", False)]
    assert codes([59.0] * 9) == codes([57.0] * 10) == []


def test_another_unit_stops_from_ten_on():
    small = [0.031, 0.049] * 5
    assert codes(small[:9]) == [("unit_too_small", False)]
    assert codes(small) == [("unit_too_small", True)]


def test_nothing_known_is_no_doubt():
    assert codes([]) == []
