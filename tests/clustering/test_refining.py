"""Centres carried on over batches end where they end over all rows at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans

from coterie.clustering import Passing, blocks_of, refine, sweep, unit_of


@pytest.fixture(scope="module")
def table():
    random = np.random.default_rng(3)
    return np.vstack([random.normal(at, 1.0, (700, 3)) for at in (-2.0, 0.5, 3.0, 4.0)])[random.permutation(2800)]


def passing(X, size, factor=1.0, offset=0.0):
    parts = [(blocks_of(X[first : first + size]), len(X[first : first + size])) for first in range(0, len(X), size)]
    across = np.ones(X.shape[1])
    return Passing(lambda: parts, len(X), (X**2).sum(axis=0), across * factor, across * offset)


def starts(X, ks=(1, 2, 3, 5)):
    return [each.centers for each in sweep(X[::5], ks).clusterings]


def refined(X, size, **options):
    return refine(passing(X, size), starts(X), unit=unit_of(X, np.abs(X).max()), **options)


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
    unit = unit_of(table, np.abs(table).max())
    moved = refine(passing(table, 500, 3.0, 7.0), [each * 3.0 + 7.0 for each in starts(table)], unit=unit)
    for one, other in zip(moved, refined(table, 500), strict=True):
        np.testing.assert_allclose(one.centers, other.centers * 3.0 + 7.0, atol=1e-6)
        assert one.inertia == pytest.approx(9 * other.inertia, rel=1e-6)


def test_features_may_count_unlike(table):
    across = np.array([1.0, 0.2, 5.0])
    base = passing(table, 500)
    scaled = table * across
    (found,) = refine(
        Passing(base.batches, base.rows, base.squares, across, np.zeros(3)),
        starts(scaled, [4]),
        unit=unit_of(table, np.abs(table).max()),
    )
    (other,) = refine(passing(scaled, 500), starts(scaled, [4]), unit=unit_of(scaled, np.abs(scaled).max()))
    np.testing.assert_allclose(found.centers, other.centers, atol=1e-4)
    assert found.inertia == pytest.approx(other.inertia, rel=1e-6)


def test_what_stands_still_is_not_moved(table):
    best = sweep(table, [3])[3]
    (one,) = refine(passing(table, 500), [best.centers], unit=2.0**17)
    assert one.n_iter == 1
    np.testing.assert_allclose(one.centers, best.centers, atol=1e-4)
    assert one.inertia == pytest.approx(best.inertia, rel=1e-6)


def test_a_few_rows_far_away_leave_the_rest_its_digits():
    X = np.random.default_rng(0).normal(size=(5000, 2))
    X[7] = 1e9
    assert unit_of(X, 1e9) == 0.0
    (one,) = refine(passing(X, 1000), [np.array([[0.0, 0.0], [1e9, 1e9]])], unit=0.0)
    assert one.sizes.tolist() == [4999, 1]
    np.testing.assert_allclose(one.centers[0], np.delete(X, 7, axis=0).mean(axis=0), atol=1e-6)


def test_a_centre_without_rows_stays_where_it_is():
    X = np.array([[0.0], [1.0]])
    (one,) = refine(passing(X, 2), [np.array([[0.5], [99.0]])], unit=2.0**20)
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
    for unit in (2.0**18, 0.0):
        for one in refine(passing(X, 170), centers, unit=unit, n_threads=3):
            away = ((X[:, None] - one.centers) ** 2).sum(axis=2)
            assert one.sizes.sum() == rows
            assert one.inertia == pytest.approx(away.min(axis=1).sum(), rel=1e-4, abs=1e-4 * rows)
