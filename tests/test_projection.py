from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA

from coterie.projection import project


@pytest.fixture
def X():  # noqa: N802 - the matrix
    return np.random.default_rng(0).normal(size=(500, 4)) @ np.diag([3.0, 2.0, 1.0, 0.5])


def test_the_map_is_scikit_learns_pca(X):
    chart = project(X, np.zeros(500, dtype=np.int32), list("abcd"))
    pca = PCA(2).fit(X)
    shown = np.random.default_rng(0).permutation(500)
    assert np.abs(chart.points) == pytest.approx(np.abs(pca.transform(X))[shown])
    assert chart.explained == pytest.approx(pca.explained_variance_ratio_)
    assert chart.axes == ("a", "b")


def test_large_tables_are_sampled_with_their_labels(X):
    labels = (X[:, 0] > 0).astype(np.int32)
    chart = project(X, labels, list("abcd"), most=50)
    assert len(chart.points) == len(chart.labels) == 50
    assert chart.customers == 500
    assert (((chart.points[:, 0] + X[:, 0].mean()) > 0) == chart.labels).mean() > 0.9


def test_one_feature_lies_on_a_line():
    chart = project(np.arange(6.0)[:, None], np.zeros(6, dtype=np.int32), ["a"])
    assert (chart.points[:, 1] == 0).all()
    assert chart.explained == (1.0, 0.0)
    assert chart.axes == ("a", "")


def test_more_columns_than_customers_are_scikit_learns_pca_too():
    X = np.random.default_rng(1).normal(size=(40, 300)) * np.linspace(3, 0.5, 300)
    chart, pca = project(X, np.zeros(40, dtype=np.int32), [f"c{n}" for n in range(300)]), PCA(2).fit(X)
    shown = np.random.default_rng(0).permutation(40)
    assert np.abs(chart.points) == pytest.approx(np.abs(pca.transform(X))[shown])
    assert chart.explained == pytest.approx(pca.explained_variance_ratio_)


def test_equal_customers_of_many_columns_lie_on_one_point():
    chart = project(np.ones((5, 9)), np.zeros(5, dtype=np.int32), [*"abcdefghi"])
    assert (chart.points == 0).all()
    assert chart.explained == (0.0, 0.0)
