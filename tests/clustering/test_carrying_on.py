"""Lloyd's iterations from known centres, to a fixpoint and exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.clustering import assign, carry_on, sweep
from coterie.errors import InputError


def groups(seed: int, n: int = 300) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 3)) + rng.integers(0, 3, n)[:, None] * 4.0


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_it_ends_at_a_fixpoint_of_means(seed, k):
    X = groups(seed % 50, 120)
    start = X[np.random.default_rng(seed).choice(len(X), k, replace=False)]
    found = carry_on(X, start)
    again = assign(X, found.centers).labels
    assert np.array_equal(again, found.labels)
    for each in range(k):
        assert np.allclose(found.centers[each], X[found.labels == each].mean(axis=0), rtol=1e-12, atol=1e-12)
    assert found.inertia == pytest.approx(((X - found.centers[found.labels]) ** 2).sum())


def test_going_on_from_where_it_ended_changes_no_bit():
    X = groups(1)
    found = carry_on(X, X[:4])
    again = carry_on(X, found.centers)
    assert again.centers.tobytes() == found.centers.tobytes()
    assert again.inertia == found.inertia


def test_neither_the_order_of_rows_nor_the_threads_show():
    X, order = groups(2), np.random.default_rng(3).permutation(300)
    found = carry_on(X, X[:3], n_threads=1)
    other = carry_on(X[order], X[:3], n_threads=2)
    assert other.centers.tobytes() == found.centers.tobytes()
    assert other.inertia == found.inertia
    assert np.array_equal(other.labels, found.labels[order])


def test_from_the_best_it_stays_the_best():
    X = groups(4)
    best = sweep(X, [3])[3]
    found = carry_on(X, best.centers[::-1])
    assert np.array_equal(found.labels, best.labels)
    assert found.inertia == pytest.approx(best.inertia, rel=1e-12)
    assert found.sizes.tolist() == best.sizes.tolist()


def test_a_centre_that_loses_all_its_rows_stays():
    found = carry_on([[0.0], [1.0], [2.0]], [[1.0], [99.0]])
    assert found.sizes.tolist() == [3, 0]
    assert found.centers.tolist() == [[1.0], [99.0]]


def test_centres_of_other_columns_are_refused():
    with pytest.raises(InputError):
        carry_on([[0.0, 1.0]], [[0.0]])
