from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from coterie.clustering.compacting import compact, compacted
from coterie.evidence.refits import refit


def apart(rows):
    return np.linalg.norm(rows[:, None] - rows[None], axis=2)


def test_wide_rows_are_compacted_without_moving_apart():
    X = np.random.default_rng(0).normal(size=(40, 300))
    small = compact(X)
    assert small.shape == (40, 40)
    assert np.allclose(apart(X), apart(small), rtol=1e-12)
    wide, narrow = (refit(rows, [3], random_state=0)[3] for rows in (X, small))
    assert np.isclose(wide.inertia, narrow.inertia, rtol=0.02)
    assert compact(X[:, :40]) is not small
    assert compact(small) is small


@pytest.mark.parametrize("shape", [(30, 4), (30, 200)])
@pytest.mark.parametrize("columns", [[3], [0, 1, 3]])
@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_columns_are_weighed_as_in_the_table(shape, columns, factor):
    X = np.random.default_rng(1).normal(size=shape)
    changed = X.copy()
    changed[:, columns] *= factor
    assert np.allclose(apart(compacted(X).weighed(columns, factor)), apart(changed), rtol=1e-9)


def test_centres_come_back_to_the_columns_of_the_table():
    X = np.random.default_rng(2).normal(size=(30, 200))
    held = compacted(X)
    assert np.allclose(held.back(held.rows[:7].mean(axis=0)), X[:7].mean(axis=0))
    assert held.back(held.rows) == pytest.approx(X)


def test_rows_that_are_equal_stay_equal_to_the_last_bit():
    X = np.random.default_rng(3).normal(size=(37, 400))[np.random.default_rng(4).integers(0, 37, 90)]
    X[0], X[1] = 0.0, -0.0
    assert len(np.unique(compact(X), axis=0)) == len(np.unique(X, axis=0))


def test_the_last_bit_does_not_depend_on_threads():
    X = np.random.default_rng(5).normal(size=(300, 2000))
    with threadpool_limits(4):
        several = compact(X)
    with threadpool_limits(1):
        assert (compact(X) == several).all()
