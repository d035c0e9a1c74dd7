import sys

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.metrics import silhouette_score

from coterie.clustering import silhouettes, squared_silhouette
from coterie.errors import InputError

MODULE = sys.modules[silhouettes.__module__]


@pytest.mark.parametrize("k", [2, 3, 7])
@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_agrees_with_all_pairs(k, offset):
    rng = np.random.default_rng(k)
    X, labels = rng.normal(size=(300, 4)) + offset, rng.integers(k, size=300)
    expected = silhouette_score(X - offset, labels, metric="sqeuclidean")
    assert squared_silhouette(X, labels, k) == pytest.approx(expected, abs=1e-8)


def test_a_row_alone_counts_nothing():
    X, labels = np.array([[0.0], [1.0], [5.0]]), np.array([0, 0, 1])
    assert squared_silhouette(X, labels, 2) == pytest.approx(silhouette_score(X, labels, metric="sqeuclidean"))


def test_empty_clusters_are_passed_over():
    X, labels = np.array([[0.0], [1.0], [5.0], [6.0]]), np.array([0, 0, 3, 3])
    assert squared_silhouette(X, labels, 5) == pytest.approx(silhouette_score(X, labels, metric="sqeuclidean"))


def test_one_cluster_has_none_and_identical_rows_have_zero():
    assert np.isnan(squared_silhouette([[1.0], [2.0]], [0, 0], 1))
    assert squared_silhouette([[1.0], [1.0], [1.0], [1.0]], [0, 0, 1, 1], 2) == 0.0


@pytest.mark.parametrize(("labels", "message"), [([0], "whole numbers"), ([0, 2], "0 to 2"), ([0.0, 1.0], "float64")])
def test_labels_must_fit(labels, message):
    with pytest.raises(InputError, match=message):
        squared_silhouette([[1.0], [2.0]], labels, 2)


@pytest.mark.parametrize("offset", [0.0, 1e4])
@pytest.mark.parametrize("rows", [10, 333])
def test_plain_silhouettes_of_every_clustering_agree_with_scikit_learns(rows, offset):
    rng = np.random.default_rng(rows)
    X = rng.normal(size=(rows, 3)) * [1, 10, 100] + offset
    sets = [rng.integers(k, size=rows) for k in (2, 3, 5)]
    found = silhouettes(X, sets)
    # scikit-learn's own distances lose digits far from 0: it is given what they should be.
    away = cdist(X, X)
    for labels, one in zip(sets, found, strict=True):
        assert one.mean == pytest.approx(silhouette_score(away, labels, metric="precomputed"), abs=1e-12)
        assert (one.low, one.high, one.rows, one.kind) == (one.mean, one.mean, rows, "exact")


def test_plain_silhouettes_of_one_cluster_are_nothing():
    (found,) = silhouettes([[1.0], [2.0]], [[0, 0]])
    assert np.isnan(found.mean)
    assert silhouettes([[1.0], [2.0]], []) == ()


def test_plain_silhouettes_know_rows_alone_and_clusters_without_rows():
    X, labels = np.array([[0.0], [1.0], [5.0], [5.5]]), np.array([0, 0, 3, 1])
    (found,) = silhouettes(X, [labels])
    assert found.mean == pytest.approx(silhouette_score(X, labels), abs=1e-12)


@pytest.mark.parametrize(("rows", "kind", "asked"), [(10_000, "exact", 10_000), (10_001, "sampled", 1_000)])
def test_up_to_ten_thousand_rows_all_are_asked(rows, kind, asked):
    X = np.random.default_rng(rows).normal(size=(rows, 1))
    (found,) = silhouettes(X, [(X[:, 0] > 0).astype(int)], precision=0.1)
    assert (found.kind, found.rows, found.against) == (kind, asked, rows)
    assert (found.low < found.mean < found.high) == (kind == "sampled")


def test_rows_beyond_those_compared_are_sampled_too(monkeypatch):
    X = np.random.default_rng(0).normal(size=(600, 2))
    labels = (X[:, 0] > 0).astype(int)
    monkeypatch.setattr(MODULE, "COMPARED_ROWS", 600)
    assert silhouettes(X, [labels])[0].kind == "exact"
    monkeypatch.setattr(MODULE, "COMPARED_ROWS", 599)
    (found,) = silhouettes(X, [labels])
    assert (found.kind, found.rows, found.against) == ("sampled", 599, 599)
    assert found.low < silhouette_score(X, labels) < found.high


def test_rows_of_a_larger_table_are_a_sample_of_it():
    X = np.random.default_rng(1).normal(size=(300, 2))
    labels = (X[:, 0] > 0).astype(int)
    (alone,) = silhouettes(X, [labels], population=300)
    (found,) = silhouettes(X, [labels], population=301)
    assert (alone.kind, found.kind, found.mean, found.rows) == ("exact", "sampled", alone.mean, 300)
    assert found.low < found.mean < found.high


@pytest.mark.parametrize("rows", [500, 10_100])
def test_plain_silhouettes_do_not_depend_on_the_order_of_rows(rows):
    rng = np.random.default_rng(7)
    X = rng.normal(size=(rows, 3)).round(1)  # some are equal
    sets = [rng.integers(k, size=rows) for k in (2, 4)]
    order = rng.permutation(rows)
    assert silhouettes(X, sets) == silhouettes(X[order], [one[order] for one in sets])
    assert silhouettes(X, sets) == silhouettes(X, sets, n_threads=1)
    assert silhouettes(X, sets, random_state=1)[0].rows == silhouettes(X, sets)[0].rows


def test_large_tables_get_an_interval_that_holds_the_truth():
    rng = np.random.default_rng(5)
    X = np.repeat(rng.normal(size=(4, 2)) * 3, 5_500, axis=0) + rng.normal(size=(22_000, 2))
    labels = np.repeat(np.arange(4), 5_500)
    (found,) = silhouettes(X, [labels], precision=0.03)
    assert found.kind == "sampled"
    assert found.rows < 22_000
    assert (found.high - found.low) / 2 <= 0.033
    assert "sampled: " in found.label
    exact = silhouette_score(X[::4], labels[::4])
    assert found.low - 0.02 < exact < found.high + 0.02


def test_plain_silhouettes_do_not_depend_on_threads():
    rng = np.random.default_rng(6)
    X, labels = rng.normal(size=(1000, 3)), rng.integers(3, size=1000)
    assert silhouettes(X, [labels], n_threads=1) == silhouettes(X, [labels], n_threads=8)


def test_precision_must_be_above_nothing():
    with pytest.raises(InputError, match="`precision` is 0"):
        silhouettes([[1.0], [2.0]], [[0, 1]], precision=0)
