from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering.content import content_order, mixed, row_hashes

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


def test_the_order_of_columns_decides_nothing():
    X = RNG.normal(size=(300, 3)).round(1)
    np.testing.assert_array_equal(content_order(X), content_order(np.ascontiguousarray(X[:, [2, 0, 1]])))


def latin(n=60):
    """Columns that hold the same values, each in other rows, and rows that hold the same values in other columns."""
    first = np.repeat(np.arange(6.0), n // 6)
    return np.column_stack([first, np.tile(np.arange(6.0), n // 6), np.roll(first, 7)])


@pytest.mark.parametrize("X", [latin(), latin()[:, :2], np.tile(latin()[:, :2], (5, 1))])
def test_rows_of_the_same_values_in_other_columns_are_told_apart_wherever_they_stand(X):
    shuffled = RNG.permutation(len(X))
    np.testing.assert_array_equal(X[content_order(X)], X[shuffled][content_order(X[shuffled])])
    table = dict(zip(row_hashes(X).tolist(), map(tuple, X), strict=True))
    assert table == dict(zip(row_hashes(X[shuffled]).tolist(), map(tuple, X[shuffled]), strict=True))


def test_such_columns_are_told_apart_by_their_rows_and_not_by_their_order():
    X = latin()
    turned = np.ascontiguousarray(X[:, [2, 0, 1]])
    np.testing.assert_array_equal(row_hashes(X), row_hashes(turned))


def test_every_copy_of_a_row_has_a_number_of_its_own():
    assert len(np.unique(row_hashes(np.zeros((100, 2))))) == 100


def test_a_bit_changes_about_half_of_all_bits():
    numbers = RNG.integers(2**63, size=2000, dtype=np.uint64)
    changed = mixed(numbers) ^ mixed(numbers ^ np.uint64(1))
    bits = np.unpackbits(changed.view(np.uint8)).reshape(2000, 64)
    assert bits.mean() == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(bits.mean(axis=0), 0.5, atol=0.06)
    assert (mixed(numbers) != mixed(numbers, 1)).all()
