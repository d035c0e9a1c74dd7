"""What repeats is found without seeing all at once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.engines.repeats import Increasing, Repeats

numbers = st.integers(0, 2**64 - 1) | st.integers(0, 20)


@given(st.lists(st.lists(numbers, max_size=30), max_size=6))
def test_repeats_are_those_that_counting_finds(parts):
    repeats = Repeats(None)
    for part in parts:
        repeats.add(np.array(part, dtype=np.uint64))
    counted = Counter(number for part in parts for number in part)
    more = sorted(number for number, times in counted.items() if times > 1)
    found, rows = repeats.found()
    assert found.tolist() == more
    assert rows == sum(counted[number] for number in more)


@given(st.lists(st.lists(st.integers(0, 50), max_size=5), max_size=5))
def test_rising_is_what_it_is_over_all_batches(parts):
    rising = Increasing()
    for part in parts:
        rising.look(pl.Series(part, dtype=pl.Int64))
    together = [number for part in parts for number in part]
    assert rising.holds == (together == sorted(set(together)))


def test_text_and_gaps_do_not_rise():
    assert not Increasing().look(pl.Series(["1", "2"]))
    assert not Increasing().look(pl.Series([1, None]))
