"""Centres carried on over batches end where they end over all rows at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans

from coterie.clustering import refine, sweep


@pytest.fixture(scope="module")
def table():
    random = np.random.default_rng(3)
    return np.vstack([random.normal(at, 1.0, (700, 3)) for at in (-2.0, 0.5, 3.0, 4.0)])


def cut(X, size):
    return lambda: (X[start : start + size] for start in range(0, len(X), size))


def refined(X, size, ks=(1, 2, 3, 5), **options):
    starts = [each.centers for each in sweep(X[::5], ks).clusterings]
    mean, variance = X.mean(axis=0), float(X.var(axis=0).mean())
    return refine(cut(X, size), starts, mean=mean, variance=variance, **options), starts


def test_it_ends_where_scikit_learn_ends_from_the_same_centres(table):
    found, starts = refined(table, 300)
    for one, centers in zip(found, starts, strict=True):
        theirs = KMeans(len(centers), init=centers, n_init=1).fit(table)
        order = np.lexsort((*theirs.cluster_centers_.T[::-1], -np.bincount(theirs.labels_)))
        assert one.inertia == pytest.approx(theirs.inertia_, rel=1e-4)
        np.testing.assert_allclose(one.centers, theirs.cluster_centers_[order], atol=0.02)
        away = ((table[:, None] - one.centers) ** 2).sum(axis=2)
        assert one.inertia == pytest.approx(away.min(axis=1).sum(), rel=1e-6)
        assert one.sizes.tolist() == np.bincount(away.argmin(axis=1)).tolist()


def test_batches_and_threads_change_nothing_but_rounding(table):
    whole, _ = refined(table, len(table))
    parts, _ = refined(table, 97)
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_allclose(one.centers, other.centers, rtol=1e-9, atol=1e-12)
        assert one.sizes.tolist() == other.sizes.tolist()
    again, _ = refined(table, 97, n_threads=3)
    assert all((one.centers == other.centers).all() for one, other in zip(parts, again, strict=True))


def test_what_stands_still_is_not_moved(table):
    best = sweep(table, [3])[3]
    (one,) = refine(cut(table, 500), [best.centers], mean=table.mean(axis=0), variance=float(table.var(axis=0).mean()))
    assert one.n_iter == 1
    np.testing.assert_allclose(one.centers, best.centers, atol=1e-6)
    assert one.inertia == pytest.approx(best.inertia, rel=1e-9)


def test_scales_of_any_size_come_to_the_same(table):
    found, _ = refined(table * 1e6 + 1e9, 500)
    plain, _ = refined(table, 500)
    assert [each.inertia for each in found] == pytest.approx([each.inertia * 1e12 for each in plain], rel=1e-5)


def test_a_centre_without_rows_stays_where_it_is():
    X = np.array([[0.0], [1.0]])
    (one,) = refine(lambda: [X], [np.array([[0.5], [99.0]])], mean=np.zeros(1), variance=0.25)
    assert one.centers.tolist() == [[0.5], [99.0]]
    assert one.sizes.tolist() == [2, 0]
