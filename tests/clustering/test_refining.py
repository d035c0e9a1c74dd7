"""Centres carried on over batches end where they end over all rows at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans

from coterie.clustering import AllRows, Pass, blocks_of, refine, sweep, units_of


@pytest.fixture(scope="module")
def table():
    random = np.random.default_rng(3)
    return np.vstack([random.normal(at, 1.0, (700, 3)) for at in (-2.0, 0.5, 3.0, 4.0)])[random.permutation(2800)]


def of_all(X, factor=1.0, offset=0.0, units=None):
    across = np.ones(X.shape[1])
    units = units or units_of(X, np.abs(X).max())
    return AllRows(len(X), (X**2).sum(axis=0), across * factor, across * offset, units)


def refine_in_batches(X, size, found, known, *, n_threads=None, **options):
    def add_up(sets):
        one = Pass(sets, known, n_threads=n_threads)
        for first in range(0, len(X), size):
            part = X[first : first + size]
            one.add(blocks_of(part), len(part))
        return one.finish()

    return refine(add_up, found, known, **options)


def starts(X, ks=(1, 2, 3, 5)):
    return [each.centers for each in sweep(X[::5], ks).clusterings]


def refined(X, size, **options):
    return refine_in_batches(X, size, starts(X), of_all(X), **options)


def test_it_ends_where_scikit_learn_ends_from_the_same_centres(table):
    for one, centers in zip(refined(table, 300), starts(table), strict=True):
        theirs = KMeans(len(centers), init=centers, n_init=1).fit(table)
        order = np.lexsort((*theirs.cluster_centers_.T[::-1], -np.bincount(theirs.labels_)))
        assert one.inertia == pytest.approx(theirs.inertia_, rel=1e-4)
        np.testing.assert_allclose(one.centers, theirs.cluster_centers_[order], atol=0.05)
        away = ((table[:, None] - one.centers) ** 2).sum(axis=2)
        assert one.inertia == pytest.approx(away.min(axis=1).sum(), rel=1e-5)
        assert one.sizes.tolist() == pytest.approx(np.bincount(away.argmin(axis=1)).tolist(), abs=1)


def test_batches_and_threads_change_no_byte(table):
    whole, parts, threads = refined(table, len(table)), refined(table, 97), refined(table, 97, n_threads=3)
    for one, other, third in zip(whole, parts, threads, strict=True):
        assert one.centers.tobytes() == other.centers.tobytes() == third.centers.tobytes()
        assert one.sizes.tolist() == other.sizes.tolist() == third.sizes.tolist()


def test_rows_may_be_in_other_units_than_the_centres(table):
    known = of_all(table, 3.0, 7.0)
    moved = refine_in_batches(table, 500, [each * 3.0 + 7.0 for each in starts(table)], known)
    for one, other in zip(moved, refined(table, 500), strict=True):
        np.testing.assert_allclose(one.centers, other.centers * 3.0 + 7.0, atol=1e-6)
        assert one.inertia == pytest.approx(9 * other.inertia, rel=1e-6)


def test_features_may_count_unlike(table):
    across = np.array([1.0, 0.2, 5.0])
    scaled = table * across
    (found,) = refine_in_batches(table, 500, starts(scaled, [4]), of_all(table, across))
    (other,) = refine_in_batches(scaled, 500, starts(scaled, [4]), of_all(scaled))
    np.testing.assert_allclose(found.centers, other.centers, atol=1e-4)
    assert found.inertia == pytest.approx(other.inertia, rel=1e-6)


def test_what_stands_still_is_not_moved(table):
    best = sweep(table, [3])[3]
    (one,) = refine_in_batches(table, 500, [best.centers], of_all(table, units=(2.0**17,)))
    assert one.n_iter == 1
    np.testing.assert_allclose(one.centers, best.centers, atol=1e-4)
    assert one.inertia == pytest.approx(best.inertia, rel=1e-6)


def test_a_few_rows_far_away_leave_the_rest_its_digits():
    X = np.random.default_rng(0).normal(size=(5000, 2))
    X[7] = 1e9
    known = of_all(X)
    assert len(known.units) == 3
    centers = [np.array([[0.0, 0.0], [1e9, 1e9]])]
    (one,) = refine_in_batches(X, 1000, centers, known)
    (other,) = refine_in_batches(X[::-1], 77, centers, known, n_threads=3)
    assert one.centers.tobytes() == other.centers.tobytes()
    assert one.inertia == other.inertia
    assert one.sizes.tolist() == [4999, 1]
    np.testing.assert_allclose(one.centers[0], np.delete(X, 7, axis=0).mean(axis=0), atol=1e-6)


def test_a_centre_without_rows_stays_where_it_is():
    X = np.array([[0.0], [1.0]])
    (one,) = refine_in_batches(X, 2, [np.array([[0.5], [99.0]])], of_all(X, units=(2.0**20,)))
    assert one.centers.tolist() == [[0.5], [99.0]]
    assert one.sizes.tolist() == [2, 0]


def test_it_tells_of_each_pass(table):
    told = []
    refined(table, 1000, on_pass=lambda *seen: told.append(seen))
    assert [number for number, _, _ in told] == list(range(1, len(told) + 1))
    assert told[0][1:] == (0, 4)
    assert told[-1][1:] == (4, 4)


@pytest.mark.parametrize("features", [1, 3, 8, 17, 25])
@pytest.mark.parametrize("rows", [1, 15, 16, 17, 300, 900])
def test_rows_and_features_of_any_number_are_added_up(rows, features):
    X = np.random.default_rng(rows).normal(size=(rows, features))
    centers = [X[:1], X[: min(rows, 7)], X[: min(rows, 280)]]
    for units in ((2.0**18,), (2.0**18, 2.0**39, 2.0**60)):
        for one in refine_in_batches(X, 170, centers, of_all(X, units=units), n_threads=3):
            away = ((X[:, None] - one.centers) ** 2).sum(axis=2)
            assert one.sizes.sum() == rows
            assert one.inertia == pytest.approx(away.min(axis=1).sum(), rel=1e-4, abs=1e-4 * rows)
