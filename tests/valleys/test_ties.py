from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import coterie
from coterie.valleys.ties import (
    HEAP,
    HEAPED_VALUES,
    LATTICE_ROWS,
    LATTICE_SHARE,
    LATTICE_VALUES,
    MOSTLY_DISTINCT,
    heaped,
    lattices,
    spread_ties,
)


def rng(seed=0):
    return np.random.default_rng(seed)


def spread(column):
    return spread_ties(np.asarray(column, dtype=float)[:, None])[:, 0]


def rooms(column):
    """Every value with the ends of its room, as they are defined."""
    values = sorted(set(column))
    halves = [(b - a) / 2 for a, b in pairwise(values)]
    if len(values) > HEAPED_VALUES:
        around = [halves[2], halves[1], *halves, halves[-2], halves[-3]]
        halves = [min(half, sorted(around[i : i + 5])[2]) for i, half in enumerate(halves)]
    below, above = [halves[0], *halves], [*halves, halves[-1]]
    return {value: (value - b, value + a) for value, b, a in zip(values, below, above, strict=True)}


@given(
    arrays(float, st.integers(20, 60), elements=st.integers(-3, 12).map(float))
    | arrays(float, st.integers(80, 160), elements=st.integers(0, 60).map(lambda n: float(n) ** 1.7))
)
def test_tied_values_lie_evenly_in_half_the_gaps_and_others_stay(column):
    if len(set(column)) < 2:
        np.testing.assert_array_equal(spread(column), column)
        return
    found = spread(column)
    for value, (low, high) in rooms(column).items():
        own = np.sort(found[column == value])
        steps = (np.arange(len(own)) + 0.5) / len(own)
        np.testing.assert_allclose(own, low + steps * (high - low) if len(own) > 1 else [value], atol=1e-12)


def test_counts_that_were_straightened_leave_no_gap_where_they_are_small():
    """On a bent scale small counts lie farther apart than large ones; spread, they fill what is between them."""
    values = np.log1p(np.arange(60.0))
    column = np.repeat(values, 50)
    found = np.sort(spread(column))
    inside = (found > values[2]) & (found < values[-3])
    assert np.diff(found[inside]).max() < np.diff(values)[2] / 25
    assert np.median(np.diff(values)) < np.diff(values)[2] / 8  # the usual gap would leave most of it empty


@pytest.mark.parametrize("seed", range(4))
def test_groups_of_counts_are_not_divided_at_a_step_between_small_ones(seed):
    """One column is straightened by a power near -1: between two of its small counts there was an empty place."""
    chance = rng(seed)
    rates = np.array([[3, 3, 30], [30, 4, 4], [4, 30, 12]])[chance.choice(3, 700, p=[0.4, 0.35, 0.25])]
    table = pl.DataFrame(chance.poisson(rates).astype(float), schema=["a", "b", "c"])
    found = coterie.judge(table, features=["a", "b", "c"])
    assert (found.recommendation.supported_k, found.verdict.kind) == (3, "natural")


def test_the_ends_count_their_gap_on_both_sides():
    found = np.sort(spread([0, 0, 2, 2, 8, 8]))
    np.testing.assert_allclose(found, [-0.5, 0.5, 2, 4, 6.5, 9.5])  # 2 has 1 below and 3 above: from 1 to 5


def test_the_mean_stays_where_gaps_are_even():
    column = rng().integers(0, 8, 500).astype(float)
    assert set(np.diff(np.unique(column))) == {1}
    assert spread(column).mean() == pytest.approx(column.mean())
    for value in np.unique(column):
        assert spread(column)[column == value].mean() == pytest.approx(value)


@pytest.mark.parametrize(("distinct", "widest"), [(HEAPED_VALUES, 50.0), (HEAPED_VALUES + 1, 0.5)])
def test_above_thirty_values_heaps_stay_heaps(distinct, widest):
    """Whole numbers and a heap far above them: it is spread no wider than gaps are around it."""
    far = distinct - 2 + 100.0
    column = np.concatenate([np.repeat(np.arange(distinct - 1.0), 2), [far] * 1000])
    found = spread(column)[column == far]
    assert np.abs(found - far).max() == pytest.approx(widest, rel=0.01)


@pytest.mark.parametrize(("distinct", "touched"), [(94, True), (95, False)])
def test_columns_of_mostly_distinct_values_stay_as_they_are(distinct, touched):
    assert MOSTLY_DISTINCT == 0.95
    column = np.concatenate([np.arange(distinct), np.zeros(100 - distinct)])
    assert (spread(column) != column).any() == touched


def test_one_value_stays():
    np.testing.assert_array_equal(spread(np.ones(9)), np.ones(9))


def test_what_rows_hold_decides_who_goes_where_and_not_their_position_or_that_of_columns():
    X = np.column_stack([rng().integers(0, 4, 300), rng(1).integers(0, 3, 300), rng(2).normal(size=300)])
    rows, columns = rng(3).permutation(300), [2, 0, 1]
    found = spread_ties(X)
    np.testing.assert_array_equal(spread_ties(X[rows]), found[rows])
    np.testing.assert_array_equal(spread_ties(np.ascontiguousarray(X[:, columns])), found[:, columns])
    np.testing.assert_array_equal(found[:, 2], X[:, 2])


@pytest.mark.parametrize("evenly", [False, True])
def test_where_a_row_goes_is_chance_and_another_in_each_column(evenly):
    """Also where two columns hold the same values as often."""
    first = rng().integers(0, 4, 2000)
    second = rng(1).permutation(first) if evenly else rng(1).integers(0, 3, 2000)
    X = np.column_stack([first, second, rng(2).normal(size=2000)])
    moved = spread_ties(X) - X
    drawn = np.corrcoef(np.column_stack([moved[:, :2], X]), rowvar=False)
    np.testing.assert_allclose(drawn[np.triu_indices(5, 1)], 0, atol=0.08)
    order = rng(3).permutation(2000)
    np.testing.assert_array_equal(spread_ties(X[order]), (moved + X)[order])


def test_a_column_and_its_copy_stay_the_same():
    X = rng().integers(0, 4, (300, 1)).astype(float)
    found = spread_ties(np.column_stack([X, X]))
    np.testing.assert_array_equal(found[:, 0], found[:, 1])


def column(distinct, n):
    return (np.arange(n) % distinct).astype(float)[:, None]


@pytest.mark.parametrize(
    ("distinct", "n", "found"),
    [
        (LATTICE_VALUES[0] - 1, 2000, []),
        (LATTICE_VALUES[0], 2000, [0]),
        (LATTICE_VALUES[1], 2000, [0]),
        (LATTICE_VALUES[1] + 1, 2000, []),
        (LATTICE_ROWS, 100, [0]),
        (LATTICE_ROWS + 1, 100, []),
        (30, int(30 / LATTICE_SHARE), [0]),
        (30, int(30 / LATTICE_SHARE) - 1, []),
        (LATTICE_ROWS + 1, int((LATTICE_ROWS + 1) / LATTICE_SHARE), [0]),
    ],
)
def test_steps_are_few_values_of_many_rows(distinct, n, found):
    assert lattices(column(distinct, n)) == found


def with_heap(share, n=1000):
    """A column of which just that share holds one value."""
    held = round(share * n)
    return np.concatenate([np.zeros(held), np.arange(1.0, n - held + 1)])[:, None]


def test_a_tenth_of_the_rows_at_one_value_is_a_heap():
    assert heaped(with_heap(HEAP)) == [0]
    assert heaped(with_heap(HEAP - 0.001)) == []


def test_steps_and_flags_are_no_heaps():
    X = np.column_stack([column(2, 1000), column(3, 1000), column(60, 1000) // 15, with_heap(0.5), with_heap(0.01)])
    assert lattices(X) == [1, 2]
    assert heaped(X) == [3]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5])
def test_yes_and_no_of_a_flag_are_spread_as_one(share):
    yes = (rng(3).random(400) < share).astype(float)
    X = np.column_stack([yes / 0.7, rng(4).normal(size=400), (1 - yes) / 0.7])
    found = spread_ties(X)
    assert found[:, 0] + found[:, 2] == pytest.approx(np.full(400, 1 / 0.7))
    order = np.sort(found[:, 0] - found[:, 2])
    assert np.diff(order).max() < 0.2, "nobody is missing between yes and no"


def test_flags_that_are_no_mirrors_are_spread_on_their_own():
    X = (rng(5).random((400, 2)) < 0.5).astype(float)
    found = spread_ties(X)
    assert (found[:, 0] + found[:, 1]).std() > 0.3


@pytest.mark.parametrize(("distinct", "heap"), [(10, False), (11, True)])
def test_scores_of_ten_values_are_no_heaps_and_counts_are(distinct, heap):
    column = np.concatenate([np.zeros(100), np.arange(900.0) % distinct])[:, None]
    assert (heaped(column) == [0]) is heap
    assert (lattices(column) == [0]) is not heap, "what is heaped is no lattice"
