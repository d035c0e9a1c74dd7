from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering.content import content_order

RNG = np.random.default_rng(0)


def test_the_order_follows_what_rows_hold_and_not_where_they_stand():
    X = RNG.normal(size=(300, 3))
    shuffled = RNG.permutation(300)
    np.testing.assert_array_equal(X[content_order(X)], X[shuffled][content_order(X[shuffled])])


def test_rounding_moves_no_row():
    X = RNG.normal(size=(300, 3))
    np.testing.assert_array_equal(content_order(X), content_order(X * (1 + 1e-15)))


def test_equal_rows_are_told_apart_by_their_labels():
    X, labels = np.zeros((40, 2)), RNG.integers(3, size=40).astype(np.int32)
    shuffled = RNG.permutation(40)
    first = labels[content_order(X, [labels])]
    np.testing.assert_array_equal(first, labels[shuffled][content_order(X[shuffled], [labels[shuffled]])])


def test_the_beginning_is_a_random_sample_and_the_seed_draws_another():
    X = np.arange(20_000.0)[:, None]
    first, other = (content_order(X, random_state=seed)[:2000] for seed in (0, 1))
    counts = np.bincount(first // 2000, minlength=10)
    assert ((counts - 200) ** 2 / 200).sum() < 28  # chi-squared, 9 degrees: 0.001
    assert len(np.intersect1d(first, other)) == pytest.approx(200, abs=60)
