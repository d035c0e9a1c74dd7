from __future__ import annotations

import pytest

from coterie.schema import Column, Schema
from coterie.views.original_units import called, in_words, signed

NUMBER = Column("n", "numeric", "feature", 0, "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (9999.0, "9999"),
        (10000.0, "10,000"),
        (62.65, "62.65"),
        (0.0, "0"),
        (-0.0, "0"),
        (-12345.5, "−12,345.5"),
        (1e-9, "1e−09"),
        (0.000001, "0.000001"),
        (100.0, "100"),
        (None, "–"),
    ],
)
def test_numbers_keep_their_digits(value, shown):
    assert in_words(NUMBER, value) == shown


def test_words_of_a_scale_are_said_as_words():
    scale = Column("mood", "numeric", "feature", 0, "", words=(("poor", 1.0), ("good", 2.0)))
    assert [in_words(scale, each) for each in (1.0, 2.0, 1.5)] == ["poor", "good", "1.5"]


@pytest.mark.words
def test_yes_and_no_are_said_and_long_words_begun():
    assert in_words(Column("in", "boolean", "feature", 0, ""), "false") == "no"
    assert len(in_words(Column("in", "categorical", "feature", 0, ""), "x" * 500)) == 100


@pytest.mark.words
def test_dates_that_build_segments_are_numbers_of_days():
    joined = Column("joined", "numeric", "feature", 0, "", days_before="2024-02-29")
    schema = Schema((joined, NUMBER))
    assert (called(schema, "joined"), called(schema, "n")) == ("number of days since joined", "n")
    assert in_words(joined, 30.0) == "30 (2024-01-30)"


def test_differences_have_a_sign_unless_they_are_nothing():
    assert [signed(each) for each in (1.005, -1234.5, 0.004, -0.004)] == ["+1.00", "−1,234.50", "0.00", "0.00"]
