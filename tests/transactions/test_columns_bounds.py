"""The bounds of `transactions.columns`: which numbers are days, and of how many values a column is judged."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import InputError
from coterie.transactions import columns as module
from coterie.transactions.columns import Columns, reading_of


def days(numbers):
    frame = pl.DataFrame({"who": ["a"] * len(numbers), "day": numbers, "paid": [1.0] * len(numbers)})
    return frame.select(reading_of(frame.lazy(), Columns("who", "day", "paid"), frame.height).day).to_series().to_list()


@pytest.mark.parametrize(
    ("least", "most", "are"),
    [
        (20_000, 60_000, True),  # Excel's, 1954 to 2064
        (19_999, 60_000, False),
        (20_000, 60_001, False),
        (300_000_000, 4_000_000_000, True),  # seconds, 1979 to 2096
        (299_999_999, 4_000_000_000, False),
        (300_000_000, 4_000_000_001, False),
        (300_000_000_000, 4_000_000_000_000, True),  # thousandths of them
        (299_999_999_999, 4_000_000_000_000, False),
        (300_000_000_000, 4_000_000_000_001, False),
    ],
)
def test_numbers_that_are_days(least, most, are):
    numbers = [float(least), float(most)]
    if are:
        assert None not in days(numbers)
    else:
        with pytest.raises(InputError, match="day"):
            days(numbers)


@pytest.mark.parametrize(("rows", "all_of_them"), [(399_999, True), (400_000, False)])
def test_from_400_000_rows_on_some_of_the_values_speak_for_all(rows, all_of_them):
    frame = pl.DataFrame({"day": [f"v{i}" for i in range(5_000)]})
    assert (module._facts(frame.lazy(), "day", rows).distinct == 5_000) is all_of_them


@pytest.mark.parametrize(("kept", "all_of_them"), [(999, True), (1_000, False)])
def test_some_are_a_thousand_at_least(kept, all_of_them):
    values = pl.DataFrame({"day": [f"v{i}" for i in range(5_000)]}).with_columns(
        own=pl.col("day").hash(seed=0) % 2 == 0
    )
    frame = pl.concat([values.filter("own").head(kept), values.filter(~pl.col("own")).head(500)]).select("day")
    facts = module._facts(frame.lazy(), "day", 400_000)
    assert facts.distinct == (kept + 500 if all_of_them else kept)


@pytest.mark.parametrize(("read", "fine"), [(50, True), (49, False)])
def test_half_of_the_amounts_must_be_numbers(read, fine):
    cells = [f"{i}.50" for i in range(read)] + [f"word {i}" for i in range(100 - read)]
    frame = pl.DataFrame({"who": ["a"] * 100, "day": ["2024-03-04"] * 100, "paid": cells})
    if fine:
        reading_of(frame.lazy(), Columns("who", "day", "paid"), 100)
    else:
        with pytest.raises(InputError, match="paid"):
            reading_of(frame.lazy(), Columns("who", "day", "paid"), 100)
