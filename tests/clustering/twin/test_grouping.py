import numpy as np

from coterie.clustering.twin import grouping


def test_groups_give_the_table_back():
    X = np.random.default_rng(0).integers(0, 3, size=(200, 3)) * 1e9
    weights = np.random.default_rng(1).random(200)
    grouped = grouping.group(X, weights, nothing=0.0, seed=7)
    assert np.array_equal(grouped.rows[grouped.inverse], X)
    assert len(grouped.rows) == len(np.unique(X, axis=0))
    assert np.array_equal(np.bincount(grouped.inverse), grouped.counts)
    assert np.allclose(np.bincount(grouped.inverse, weights), grouped.weights)


def test_minus_nothing_is_nothing():
    grouped = grouping.group(np.array([[0.0], [-0.0], [1e-200], [1.0]]), np.ones(4), nothing=1e-130, seed=0)
    assert sorted(grouped.counts.tolist()) == [1, 3]


def test_rows_whose_hashes_collide_stay_apart(monkeypatch):
    monkeypatch.setattr(grouping, "_hashes", lambda rows, seed: np.zeros(len(rows), np.uint64))
    grouped = grouping.group(np.array([[1.0], [2.0], [1.0]]), np.ones(3), nothing=0.0, seed=0)
    assert sorted(grouped.counts.tolist()) == [1, 2]


def test_weightless_groups_are_marked():
    grouped = grouping.group(np.array([[1.0], [2.0]]), np.array([0.0, 1.0]), nothing=0.0, seed=0)
    assert grouped.rows[grouped.weighty].tolist() == [[2.0]]
