from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from coterie.clustering import squared_silhouette
from coterie.evidence import indices
from coterie.evidence.silhouette import mean_silhouettes


def solutions(table):
    for stats in table.said["stats"]:
        yield stats, np.array(stats["labels"], dtype=np.int32) - 1


def test_r_computes_the_same_indices(table):
    for stats, labels in solutions(table):
        assert indices.within(table.X, labels) == pytest.approx(stats["within"], rel=1e-9)
        assert indices.calinski_harabasz(table.X, labels) == pytest.approx(stats["ch"], rel=1e-9)
        assert indices.calinski_harabasz(table.X, labels) == pytest.approx(stats["ch_stats"], rel=1e-9)


def test_r_computes_the_same_silhouettes(table):
    measured = mean_silhouettes(table.X, {stats["k"]: labels for stats, labels in solutions(table)})
    for stats, labels in solutions(table):
        assert measured[stats["k"]].mean == pytest.approx(stats["silhouette"], abs=1e-11)  # R wrote 12 digits
        squared = indices.row_silhouettes(table.X, labels)
        assert squared.mean() == pytest.approx(stats["silhouette_squared"], abs=1e-9)


def test_r_tests_one_against_two_alike(table):
    theirs = table.said["duda_hart"]
    one, two = (((table.X - table.X.mean(axis=0)) ** 2).sum(), table.said["stats"][0]["within"])
    ratio, critical, rejected = indices.duda_hart(one, two, shape=table.X.shape)
    assert (ratio, critical) == pytest.approx((theirs["dh"], theirs["critical"]), abs=1e-9)
    assert rejected == theirs["two"]


@pytest.mark.parametrize("k", [2, 3, 5])
def test_scikit_learn_computes_the_same(k):
    rng = np.random.default_rng(k)
    X, labels = rng.normal(3.0, size=(80, 4)), rng.integers(0, k, 80).astype(np.int32)
    assert indices.davies_bouldin(X, labels) == pytest.approx(metrics.davies_bouldin_score(X, labels), rel=1e-9)
    assert indices.calinski_harabasz(X, labels) == pytest.approx(metrics.calinski_harabasz_score(X, labels), rel=1e-9)
    rows = indices.row_silhouettes(X, labels)
    assert rows == pytest.approx(metrics.silhouette_samples(X, labels, metric="sqeuclidean"), abs=1e-9)
    assert rows.mean() == pytest.approx(squared_silhouette(X, labels, k), abs=1e-12)


def test_the_bic_is_the_likelihood_of_its_model_less_its_penalty():
    rng = np.random.default_rng(1)
    X, labels = rng.normal(size=(60, 3)), rng.integers(0, 4, 60)
    centers, sizes = indices.means(X, labels), np.bincount(labels)
    variance = ((X - centers[labels]) ** 2).sum() / ((60 - 4) * 3)
    density = -0.5 * np.log(2 * np.pi * variance) - (X - centers[labels]) ** 2 / (2 * variance)
    likelihood = density.sum() + np.log(sizes[labels] / 60).sum()
    assert indices.bic(X, labels) == pytest.approx(likelihood - 4 * 4 / 2 * np.log(60), rel=1e-12)


def test_one_segment_has_no_index_of_separation():
    X, labels = np.arange(6.0).reshape(3, 2), np.zeros(3, np.int32)
    assert np.isnan(indices.calinski_harabasz(X, labels))
    assert np.isnan(indices.davies_bouldin(X, labels))


def test_a_customer_alone_counts_0():
    assert indices.row_silhouettes(np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1]))[2] == 0


@given(st.integers(0, 10_000), st.floats(-1e3, 1e3))
def test_moving_all_customers_changes_nothing(seed, shift):
    rng = np.random.default_rng(seed)
    X, labels = rng.normal(size=(20, 2)), np.arange(20) % 3
    for index in (indices.calinski_harabasz, indices.davies_bouldin, indices.bic):
        assert index(X + shift, labels) == pytest.approx(index(X, labels), rel=1e-6)
    assert indices.row_silhouettes(X + shift, labels) == pytest.approx(indices.row_silhouettes(X, labels), abs=1e-8)
