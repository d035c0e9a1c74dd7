from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples

from coterie.clustering import row_silhouettes as module
from coterie.clustering.row_silhouettes import COMPARED_ROWS, compared, row_silhouettes
from coterie.clustering.silhouettes import EXACT_ROWS


def groups(seed: int, n: int, k: int):
    random = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(k), random.integers(0, k, n - k)]).astype(np.int32)
    return random.normal(size=(n, 3)) + 3 * random.normal(size=(k, 3))[labels], labels


@given(st.integers(0, 10_000), st.integers(8, 60), st.integers(2, 6))
def test_they_are_those_of_scikit_learn(seed, n, k):
    X, labels = groups(seed, n, k)
    np.testing.assert_allclose(
        row_silhouettes(X, labels, compared(X, labels)), silhouette_samples(X, labels), atol=1e-12
    )


def test_the_order_of_rows_changes_nothing():
    X, labels = groups(1, 500, 4)
    order = np.random.default_rng(2).permutation(500)
    there = row_silhouettes(X[order], labels[order], compared(X[order], labels[order]))
    assert (row_silhouettes(X, labels, compared(X, labels))[order] == there).all()


def test_more_rows_are_compared_with_a_sample_of_every_cluster():
    X, labels = groups(3, EXACT_ROWS + 500, 5)
    labels[:] = np.where(np.arange(len(X)) < 20, labels, np.minimum(labels, 3))  # the last cluster is small
    others = compared(X, labels)
    small = int((labels == 4).sum())
    assert others.sizes.tolist() == [COMPARED_ROWS // 5] * 4 + [small]
    assert others.whole.tolist() == [False] * 4 + [True]
    some = np.arange(0, len(X), 97)
    theirs = silhouette_samples(X, labels)[some]
    assert np.abs(row_silhouettes(X[some], labels[some], others) - theirs).max() < 0.06
    assert np.abs(row_silhouettes(X[some], labels[some], others) - theirs).mean() < 0.01


@pytest.mark.parametrize("n", [EXACT_ROWS, EXACT_ROWS + 1])
def test_up_to_a_bound_all_rows_are_compared(n):
    X, labels = groups(4, n, 2)
    assert compared(X, labels).whole.all() == (n == EXACT_ROWS)


def test_one_cluster_has_none_and_a_row_alone_counts_0(monkeypatch):
    X = np.array([[0.0], [1.0], [9.0]])
    assert np.isnan(row_silhouettes(X, np.zeros(3, np.int32), compared(X, np.zeros(3, np.int32)))).all()
    monkeypatch.setattr(module, "_BLOCK", 1)  # a row at a time
    labels = np.array([0, 0, 1])
    np.testing.assert_allclose(row_silhouettes(X, labels, compared(X, labels)), silhouette_samples(X, labels))
