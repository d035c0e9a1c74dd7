"""What stands beside numbers."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.parsing.beside_numbers import are_open_ended, without_marks
from coterie.parsing.vocabulary import words_of

_ENDS = [
    (f"{word} 12" if place == "before" else f"12 {word}")
    for lists in words_of("open_ends").values()
    for place, words in lists.items()
    for word in words
]


@pytest.mark.parametrize("text", [*_ENDS, "12+", "<12", "$12+", "12 yrs+", "≥ 12"])
def test_open_ends_in_every_language(text):
    assert are_open_ended(pl.Series([text])).to_list() == [True]
    assert "12" in without_marks(pl.Series([text]))[0]


@pytest.mark.parametrize("text", ["12", "+12", "12-15", "+49 30 12", "A5+", "C++", "a < b", "12 km"])
def test_no_open_ends(text):
    assert not are_open_ended(pl.Series([text])).any()


@pytest.mark.parametrize("text", ["(12) DR", "-12 DR", "12 driver", "address 12"])
def test_a_debit_with_a_sign_of_its_own_stays(text):
    assert without_marks(pl.Series([text])).to_list() == [text]
