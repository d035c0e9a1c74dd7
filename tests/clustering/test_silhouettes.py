import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from coterie.clustering import squared_silhouette
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
