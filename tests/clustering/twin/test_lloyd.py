import numpy as np
import pytest
from sklearn.cluster import KMeans, kmeans_plusplus

from coterie.clustering.twin import lloyd


@pytest.fixture
def rows():
    rng = np.random.default_rng(0)
    return rng.normal(size=(6, 3))[rng.integers(6, size=500)] * 4 + rng.normal(size=(500, 3)) + 7


@pytest.fixture
def points(rows):
    return lloyd.Points(rows, np.ones(len(rows)))


def test_points_come_back_from_their_space(points, rows):
    assert points.outside(points.inside(rows[:9])) == pytest.approx(rows[:9])
    assert points.columns.mean(axis=1) == pytest.approx(0)
    assert 0.25 < np.abs(points.columns).max() <= 1


def test_first_centres_are_rows_and_prefixes_seed_smaller_counts(points, rows):
    seeds = lloyd.seed_nested(points, 5, n_starts=4, rng=np.random.default_rng(1))
    assert seeds.shape == (4, 5, 3)
    for start in points.outside(seeds):
        assert len(np.unique(start.round(9), axis=0)) == 5
        for center in start:
            assert np.abs(rows - center).sum(axis=1).min() < 1e-9


def test_greedy_seeds_are_as_good_as_scikit_learns(points, rows):
    def potential(centers):
        return ((rows[:, None] - centers) ** 2).sum(axis=2).min(axis=1).sum()

    ours = points.outside(lloyd.seed_nested(points, 6, n_starts=60, rng=np.random.default_rng(2)))
    theirs = [kmeans_plusplus(rows, 6, random_state=seed)[0] for seed in range(60)]
    assert np.mean([*map(potential, ours)]) < 1.1 * np.mean([*map(potential, theirs)])


def test_a_start_ends_where_scikit_learn_ends_from_the_same_centres(points, rows):
    seeds = lloyd.seed_nested(points, 6, n_starts=5, rng=np.random.default_rng(3))
    ended = lloyd.converge(points, seeds)
    for seed, inertia in zip(points.outside(seeds), ended.inertia, strict=True):
        oracle = KMeans(6, init=seed, n_init=1, tol=0, max_iter=1000).fit(rows)
        assert inertia / points.scale**2 == pytest.approx(oracle.inertia_, rel=1e-5)


def test_polish_ends_where_scikit_learn_ends_to_nine_digits(rows):
    centers, *_ = lloyd.polish(rows, None, rows[:4], most=1000, n_threads=1)
    oracle = KMeans(4, init=rows[:4], n_init=1, tol=0, max_iter=1000).fit(rows)
    assert centers == pytest.approx(oracle.cluster_centers_, rel=1e-9)


def test_an_empty_cluster_takes_the_row_that_costs_most():
    rows = np.array([[0.0], [1.0], [2.0], [50.0]])
    centers, *_ = lloyd.polish(rows, None, np.array([[1.0], [1000.0], [2000.0]]), most=1000, n_threads=1)
    assert sorted(centers.ravel()) == [0.0, 1.5, 50.0]


def test_neighbours_add_a_row_or_merge_a_pair(points):
    seeds = lloyd.seed_nested(points, 4, n_starts=1, rng=np.random.default_rng(4))
    middle = lloyd.converge(points, seeds).centers[0]
    more = lloyd.split_worst(points, middle, n_new=3, rng=np.random.default_rng(5))
    fewer = lloyd.merge_nearest(points, middle, n_new=2)
    assert more.shape == (3, 5, 3)
    assert np.array_equal(more[0, :4], middle)
    assert fewer.shape == (2, 3, 3)


def test_equal_inertias_are_one_candidate():
    starts = lloyd.Starts(np.zeros((4, 1, 1)), np.array([3.0, 1.0, 1.0 + 1e-12, 2.0]), np.zeros(4, np.int64))
    assert starts.best(9).tolist() == [1, 3, 0]
