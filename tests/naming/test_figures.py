from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.figures import is_year, number, written_both


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_number_keeps_three_figures(value):
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.0051, abs=1e-300)


@pytest.mark.parametrize(("value", "year"), [(1800, True), (1799.9, False), (2200, True), (2200.1, False)])
def test_years_lie_between_two_bounds(value, year):
    assert is_year("birth year", value) is year
    assert not is_year("balance", value)


@pytest.mark.parametrize(
    "column", ["doğum", "Geburtsjahr", "année de naissance", "Год рождения", "Rok urodzenia", "YearOfBirth"]
)
def test_years_of_birth_are_known_in_other_languages(column):
    assert is_year(column, 1969.0)
    assert not is_year(column, 1799.0)
    assert not is_year(column, 2201.0)


def test_both_numbers_have_the_decimals_of_the_larger():
    assert written_both("paid", 9.96, 9.5) == ("9.96", "9.50")
    assert written_both("paid", 10.0, 9.5) == ("10.0", "9.5")
    assert written_both("paid", 100.4, 9.5) == ("100", "10")
