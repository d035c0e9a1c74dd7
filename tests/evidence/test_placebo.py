from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.evidence.placebo import box, columns_by_content, gaussian, with_values_of


def table(n=4000):
    rng = np.random.default_rng(0)
    return rng.normal(size=(n, 3)) @ np.array([[2.0, 1, 0], [0, 1, 0.5], [0, 0, 1]]) + [5, 0, -3]


def test_the_normal_placebo_has_the_means_and_covariances():
    X = table()
    drawn = gaussian(X, np.random.default_rng(1))
    assert np.allclose(drawn.mean(axis=0), X.mean(axis=0), atol=0.15)
    assert np.allclose(np.cov(drawn.T), np.cov(X.T), atol=0.3)


def test_the_box_is_uniform_along_the_principal_axes():
    X = table()
    drawn = box(X, np.random.default_rng(1))
    middle = X.mean(axis=0)
    axes = np.linalg.svd(X - middle, full_matrices=False)[2]
    turned, own = (drawn - middle) @ axes.T, (X - middle) @ axes.T
    span = own.max(axis=0) - own.min(axis=0)
    places = (turned - own.min(axis=0)) / span
    assert places.min() >= -1e-9
    assert places.max() <= 1 + 1e-9
    assert np.allclose(np.quantile(places, [0.25, 0.5, 0.75], axis=0), [[0.25] * 3, [0.5] * 3, [0.75] * 3], atol=0.04)


def test_a_column_of_scores_keeps_its_values_and_its_leaning():
    rng = np.random.default_rng(0)
    score = rng.integers(1, 6, 500).astype(float)
    X = np.column_stack([score, score + rng.normal(size=500)])
    drawn = with_values_of(gaussian(X, rng), X, np.array([True, False]))
    assert (np.sort(drawn[:, 0]) == np.sort(score)).all()
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(np.corrcoef(X.T)[0, 1], abs=0.1)


def test_categories_stay_one_a_customer_with_their_shares():
    rng = np.random.default_rng(0)
    category = rng.choice(3, 400, p=[0.6, 0.3, 0.1])
    flag = rng.integers(0, 2, 400).astype(float)
    X = np.column_stack([rng.normal(size=400), flag, np.eye(3)[category] / 0.7, rng.normal(size=400)])
    drawn = with_values_of(gaussian(X, rng), X, np.array([False, True, True, True, True, False]))
    on = drawn[:, 2:5] > 0
    assert (on.sum(axis=1) == 1).all()
    assert on.sum(axis=0).tolist() == np.bincount(category).tolist()
    assert sorted(set(drawn[:, 2])) == sorted(set(X[:, 2]))
    assert drawn[:, 1].sum() == flag.sum()


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_columns_stand_in_an_order_of_their_own_and_categories_stay_together(seed):
    rng = np.random.default_rng(seed)
    category = np.eye(3)[rng.permutation(np.arange(40) % 3)]
    blocks = [rng.normal(size=(40, 1)), rng.normal(size=(40, 1)), category, (np.arange(40) % 2.0)[:, None]]
    discrete = [[False], [False], [True] * 3, [True]]

    def ordered(order):
        X = np.column_stack([blocks[at] for at in order])
        return X[:, columns_by_content(X, np.concatenate([discrete[at] for at in order]))]

    found = ordered([0, 1, 2, 3])
    blocks[2] = category[:, rng.permutation(3)]
    assert ordered(rng.permutation(4)).tobytes() == found.tobytes()
    at = [next(j for j in range(6) if (found[:, j] == one).all()) for one in category.T]
    assert max(at) - min(at) == 2
