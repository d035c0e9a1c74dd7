"""A pass adds up the same whatever the batches, their order and the threads, and travels as a table."""

from __future__ import annotations

import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.clustering import AllRows, Pass, blocks_of, place, units_of

LEVELS = {"one unit": (2.0**18,), "three units": (2.0**18, 2.0**39, 2.0**60)}
X = np.random.default_rng(0).normal(size=(300, 3)).astype(np.float32).astype(np.float64)
SETS = [X[:1], X[:4], X[:7]]


def known(units):
    across = np.ones(3)
    return AllRows(len(X), (X**2).sum(axis=0), across, 0 * across, units)


def added(parts, units, **options):
    one = Pass(SETS, known(units), **options)
    for part in parts:
        one.add(blocks_of(part), len(part))
    return one


@pytest.mark.parametrize("units", LEVELS.values(), ids=LEVELS)
@given(cuts=st.lists(st.integers(0, 300), max_size=6), random=st.randoms(use_true_random=False))
def test_any_parts_merged_in_any_order_are_the_whole(units, cuts, random):
    edges = [0, *sorted(cuts), 300]
    passes = [added([X[low:high]], units) for low, high in itertools.pairwise(edges)]
    passes = [one.from_arrow(one.to_arrow()) for one in random.sample(passes, len(passes))]
    for other in passes[1:]:
        passes[0].merge(other)
    whole = added([X], units, n_threads=3)
    assert passes[0].to_arrow().equals(whole.to_arrow())
    assert pickled(passes[0]) == pickled(whole)


def pickled(one):
    return [(sums.tobytes(), mass.tobytes()) for sums, mass in one.finish()]


@pytest.mark.parametrize("units", LEVELS.values(), ids=LEVELS)
def test_sums_are_those_of_the_rows(units):
    for centers, (sums, mass) in zip(SETS, added([X], units).finish(), strict=True):
        labels = place(X, centers[None])[0]
        assert mass.tolist() == np.bincount(labels, minlength=len(centers)).tolist()
        theirs = [np.bincount(labels, values, len(centers)) for values in X.T]
        np.testing.assert_allclose(sums.T, theirs, atol=1e-3 if len(units) == 1 else 1e-11)


def test_far_rows_leave_near_ones_their_digits():
    rows = np.vstack([X, np.full((1, 3), 1e12)])
    units = units_of(rows, 1e12)
    of_all = AllRows(len(rows), np.ones(3), np.ones(3), np.zeros(3), units)
    one = Pass([np.vstack([X[:1], rows[-1:]])], of_all)
    one.add(blocks_of(rows), len(rows))
    ((sums, mass),) = one.finish()
    assert mass.tolist() == [300.0, 1.0]
    assert sums[1].tolist() == [float(np.float32(1e12))] * 3
    assert len(units) == 3


def test_its_state_is_a_table_of_whole_numbers():
    state = added([X], (2.0**18,)).to_arrow()
    assert state.shape == (12, 4)
    assert set(state.dtypes) == {pl.Int64}
