import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.metrics import silhouette_samples

from coterie.clustering.twin import measures


@pytest.fixture
def rows():
    return np.random.default_rng(0).normal(size=(300, 4))


def test_check_finds_the_first_bad_value_and_the_largest(rows):
    assert measures.check(rows, n_threads=1) == (-1, -1, np.abs(rows).max())
    rows[7, 2] = rows[8, 1] = np.nan
    assert measures.check(rows, n_threads=1)[:2] == (7, 2)


def test_squared_distances_are_those_of_scipy(rows):
    away = measures.squared_distances(np.ascontiguousarray(rows.T), rows[5])
    assert away == pytest.approx(cdist(rows, rows[5:6], "sqeuclidean").ravel())


def test_assign_ranks_by_distance(rows):
    labels, distance, second, second_distance = measures.assign(rows, rows[:6], n_threads=1)
    away = cdist(rows, rows[:6])
    ranked = away.argsort(axis=1)
    assert np.array_equal(labels, ranked[:, 0])
    assert np.array_equal(second, ranked[:, 1])
    assert distance == pytest.approx(away.min(axis=1), abs=1e-12)
    assert second_distance == pytest.approx(np.sort(away, axis=1)[:, 1])


def test_counted_rows_are_rows_repeated(rows):
    labels = np.arange(300) % 3
    counts = np.arange(300) % 4 + 1
    repeated = measures.mean_squared_silhouette(
        np.repeat(rows, counts, axis=0), np.repeat(labels, counts), np.ones(counts.sum(), np.intp)
    )
    assert measures.mean_squared_silhouette(rows, labels, counts) == pytest.approx(repeated)


def test_silhouettes_are_added_up_for_the_rows_asked_about(rows):
    labels = (np.arange(300) % 3).astype(np.int32)
    about = np.arange(0, 300, 7)
    sums, squares = measures.silhouettes(rows, labels[None], [3], about=about, precise=True, n_threads=1, report=None)
    expected = silhouette_samples(rows, labels)[about]
    assert sums[0] == pytest.approx(expected.sum())
    assert squares[0] == pytest.approx((expected**2).sum())
