"""What repeats is found without seeing all at once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.engines.repeats import Repeats, Rising

numbers = st.integers(0, 2**64 - 1) | st.integers(0, 20)


@given(st.lists(st.lists(numbers, max_size=30), max_size=6))
def test_repeats_are_those_that_counting_finds(parts):
    repeats = Repeats(None)
    for part in parts:
        repeats.add(np.array(part, dtype=np.uint64))
    counted = Counter(number for part in parts for number in part)
    more = sorted(number for number, times in counted.items() if times > 1)
    found = repeats.finish()
    assert found.hashes.tolist() == more
    assert found.counts.tolist() == [counted[number] for number in more]


@given(st.lists(st.lists(st.integers(0, 50), max_size=5), max_size=5))
def test_rising_is_what_it_is_over_all_batches(parts):
    rising, first = Rising("id"), 0
    for part in parts:
        look(rising, part, first)
        first += len(part)
    together = [number for part in parts for number in part]
    assert rising.finish() == (together == sorted(set(together)))


def look(rising, ids, first=0, dtype=pl.Int64):
    column = pl.Series("id", ids, dtype=dtype)
    rising.add(column.to_frame(), pl.int_range(first + 1, first + 1 + len(column), eager=True))
    return rising.finish()


def test_text_and_gaps_do_not_rise():
    assert not look(Rising("id"), ["1", "2"], dtype=pl.String)
    assert not look(Rising("id"), [1, None])


def test_numbers_of_any_size_rise():
    rising = Rising("id")
    assert look(rising, [2**63, 2**64 - 1], 7, pl.UInt64)
    assert look(rising.from_arrow(rising.to_arrow()), [3], 0, pl.UInt64)
    assert not look(rising.from_arrow(rising.to_arrow()), [2**63], 0, pl.UInt64)
