from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.number_format import count, decimals, percent, readable, spelled


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (82_413.2, "82,400"),
        (41.26, "41.3"),
        (0.184, "0.18"),
        (1969.4, "1,969"),
        (0.0, "0.00"),
        (-3.456, "−3.46"),
        (0.0123, "0.012"),
        (9_999.6, "10,000"),
        (99_960.0, "100,000"),
        (999_400.0, "999,000"),
        (999_600.0, "1M"),
        (-1_234_567.0, "−1.23M"),
        (12_345_678.0, "12.3M"),
        (4e9, "4bn"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "–"),
        ("2024-05-01", "2024-05-01"),
    ],
)
def test_readable(value, text):
    assert readable(value) == text


def test_a_row_has_one_number_of_decimals():
    assert [readable(v, largest=112.0) for v in (98.6, 112.0, 101.4)] == ["99", "112", "101"]


def test_a_small_number_beside_large_ones_is_not_written_as_zero():
    assert readable(0.021, largest=500.0) == "0.021"
    assert readable(0.0, largest=500.0) == "0"


@given(st.floats(min_value=-9e5, max_value=9e5))
def test_what_is_read_is_close_to_what_was_written(value):
    read = float(readable(value).replace("−", "-").replace(",", ""))
    assert math.isclose(read, value, rel_tol=0.051, abs_tol=1e-300)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_nothing_but_a_number_or_a_dash_comes_out(value):
    assert re.fullmatch(r"–|−?[\d,]+(\.\d+)?(e[-−+]?\d+)?(M|bn)?", readable(value))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0994, "9.9%"),
        (0.0996, "10%"),
        (0.5, "50%"),
        (0.0009, "<0.1%"),
        (0.0, "0%"),
        (0.9949, "99%"),
        (0.995, "99.5%"),
        (0.9994, "99.9%"),
        (0.9995, ">99.9%"),
        (1.0, "100%"),
        (-0.362, "−36%"),
        (-9.57, "−957%"),
    ],
)
def test_percent(share, text):
    assert percent(share) == text


def test_decimals_keep_a_real_minus():
    assert decimals(-0.25, 2) == "−0.25"
    assert decimals(math.nan, 2) == "–"


def test_counts_and_words():
    assert count(5000) == "5,000"
    assert [spelled(i) for i in (0, 1, 12, 13, 1000)] == ["no", "one", "twelve", "13", "1,000"]
