from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming import load_catalogue
from coterie.naming.naming import name
from coterie.profiling import profile
from coterie.schema import Column, Schema
from coterie.transactions.rfm import SCORES, SEGMENTS, score, segment

ALL_CODES = ["".join(scores) for scores in product("12345", repeat=3)]
VALUES = st.lists(st.integers(-5, 5), min_size=1, max_size=40)


def scored(values, **options):
    return pl.DataFrame({"x": values}).select(score("x", **options))["x"].to_list()


def test_every_one_of_the_125_codes_is_in_exactly_one_segment():
    listed = [code for codes in SEGMENTS.values() for code in codes.split()]
    assert len(SEGMENTS) == 11
    assert sorted(listed) == ALL_CODES


@pytest.mark.parametrize("code", ALL_CODES)
def test_a_code_gets_the_segment_that_lists_it(code):
    frame = pl.DataFrame({name: [int(digit)] for name, digit in zip(SCORES, code, strict=True)})
    assert code in SEGMENTS[frame.select(segment()).item()].split()


@given(VALUES)
def test_scores_count_who_is_strictly_worse(values):
    expected = [1 + 5 * sum(other < own for other in values) // len(values) for own in values]
    assert scored(values) == expected


@given(VALUES)
def test_recency_is_scored_the_other_way_round(values):
    assert scored(values, low_is_good=True) == scored([-value for value in values])


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_without_ties_and_with_a_number_that_divides_by_five_they_are_the_quintiles_of_pandas(fifth, chance):
    values = list(range(5 * fifth))
    chance.shuffle(values)
    cut = pd.qcut(pd.Series(values), 5, labels=False) + 1
    assert scored(values) == cut.to_list()


def test_ties_share_a_score_and_order_changes_nothing():
    values = [1] * 60 + [2] * 20 + [3] * 20
    assert dict(zip(values, scored(values), strict=True)) == {1: 1, 2: 4, 3: 5}
    assert scored(values[::-1]) == scored(values)[::-1]


def test_the_retail_catalogue_gives_each_rfm_segment_its_own_name():
    """Customers with each of the 125 codes, grouped by the rule: the evidence leads to the same names."""
    rows = [
        (i, *map(int, code)) for i, codes in enumerate(SEGMENTS.values()) for code in codes.split() for _ in range(5)
    ]
    frame = pl.DataFrame(rows, schema=["segment", *SCORES], orient="row").cast(dict.fromkeys(SCORES, pl.Float64))
    schema = Schema(tuple(Column(each, "numeric", "descriptor", 0, "") for each in SCORES))
    profiles = profile(frame.drop("segment"), schema, frame["segment"].to_numpy().astype(np.int32))
    names = name(profiles, catalogue="auto", features=[])
    assert [each.name for each in names.names] == list(SEGMENTS)
    assert all(each.advice for each in names.names)


def test_the_retail_catalogue_holds_the_eleven_names():
    assert {each.name for each in load_catalogue("retail").archetypes} == set(SEGMENTS)
