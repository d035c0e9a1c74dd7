import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from coterie.clustering import silhouettes, squared_silhouette
from coterie.errors import InputError


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
    for labels, one in zip(sets, found, strict=True):
        assert one.mean == pytest.approx(silhouette_score(X, labels), abs=2e-6)
        assert (one.low, one.high, one.rows, one.kind) == (one.mean, one.mean, rows, "exact")


def test_plain_silhouettes_of_one_cluster_are_nothing():
    (found,) = silhouettes([[1.0], [2.0]], [[0, 0]])
    assert np.isnan(found.mean)
    assert silhouettes([[1.0], [2.0]], []) == ()


def test_plain_silhouettes_know_rows_alone_and_clusters_without_rows():
    X, labels = np.array([[0.0], [1.0], [5.0], [5.5]]), np.array([0, 0, 3, 1])
    (found,) = silhouettes(X, [labels])
    assert found.mean == pytest.approx(silhouette_score(X, labels), abs=1e-6)


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
    with pytest.raises(InputError, match="precision is 0"):
        silhouettes([[1.0], [2.0]], [[0, 1]], precision=0)
