from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pytest

from coterie.sources.frame_days import as_days, last_date

FRAME = pl.DataFrame({"age": [20, 30, 40], "joined": [dt.date(2024, 2, 28), None, dt.date(2023, 2, 28)]})


def test_what_is_no_frame_or_has_no_dates_is_left_alone():
    plain = FRAME.select("age")
    matrix = np.array([[1.0]])
    assert last_date(plain) is last_date(matrix) is last_date([[1.0]]) is None
    assert as_days(plain, dt.date(2024, 1, 1)) is plain
    assert as_days(matrix, dt.date(2024, 1, 1)) is matrix
    assert as_days(FRAME, None) is FRAME


@pytest.mark.parametrize("kind", ["polars", "pandas"])
def test_days_before_a_day_and_gaps_stay_gaps(kind):
    frame = FRAME if kind == "polars" else FRAME.to_pandas()
    assert last_date(frame) == dt.date(2024, 2, 28)
    days = np.asarray(as_days(frame, dt.date(2024, 2, 29))["joined"], dtype=float)
    assert days.tolist()[::2] == [1.0, 366.0]
    assert np.isnan(days[1])


def test_a_time_belongs_to_the_day_that_its_own_clock_shows():
    late = pd.DataFrame({"seen": pd.to_datetime(["2024-02-28 00:30"]).tz_localize("Europe/Berlin")})
    assert last_date(late) == dt.date(2024, 2, 28)
    assert list(as_days(late, dt.date(2024, 2, 28))["seen"]) == [0.0]
    early = pl.DataFrame({"seen": [dt.datetime(1969, 12, 31, 23)]})
    assert as_days(early, dt.date(1970, 1, 1))["seen"].to_list() == [1.0]
