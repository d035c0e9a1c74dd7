from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.charts.shortened import shortened


@pytest.mark.parametrize(("most", "shown"), [(11, "Prudent El…"), (12, "Prudent Eli…"), (13, "Prudent Elite")])
def test_a_name_that_fits_stays_whole(most, shown):
    assert shortened(["Prudent Elite"], most) == [shown]


def test_names_that_begin_alike_are_told_apart_by_their_ends():
    names = [f"Lower monthly charges, tenure about {n}" for n in (3, 30)]
    assert shortened(names, 22) == ["Lower month…re about 3", "Lower month…e about 30"]


def test_a_whole_name_that_looks_like_a_cut_one_stays():
    assert shortened(["abcdefghi…", "abcdefghijk"], 10) == ["abcdefghi…", "abcde…hijk"]


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=6), st.integers(5, 30))
def test_nothing_is_longer_than_there_is_room(names, most):
    assert all(len(shown) <= most for shown in shortened(names, most))
