"""The kernel that adds up batches, and its twin."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import blocks_of, twin

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the kernels were not built")


def both(X, counts, *, unit, weights=None, n_threads=2):
    random = np.random.default_rng(1)
    centers = random.normal(0.0, 2.0, (sum(counts), X.shape[1]))
    weights = np.ones(X.shape[1]) if weights is None else weights
    asked = {"rows": len(X), "weights": weights, "unit": unit}
    ours = kernels.add_up(blocks_of(X), centers, counts, **asked, n_threads=n_threads)
    return ours, twin.add_up(blocks_of(X), centers, counts, **asked, n_threads=1)


@pytest.mark.parametrize("columns", [1, 3, 8, 17])
@pytest.mark.parametrize("rows", [1, 15, 300, 5000])
def test_the_kernel_adds_up_what_the_twin_does(rows, columns):
    random = np.random.default_rng(rows + columns)
    X = np.rint(random.normal(0.0, 2.0, (rows, columns)) * 64) / 64  # whole in the unit
    ours, theirs = both(X, [1, 4, 7], unit=2.0**14, weights=random.uniform(0.5, 2.0, columns))
    np.testing.assert_allclose(ours[1], theirs[1], atol=1)
    np.testing.assert_allclose(ours[0], theirs[0], atol=2.0**14 * 12)
    assert ours[1].sum() == 3 * rows
    assert ours[0][:1] == pytest.approx(X.sum(axis=0, keepdims=True) * 2.0**14, abs=0), "K = 1 has every row, exactly"


def test_sums_of_whole_numbers_are_the_same_bytes_for_any_threads_and_batches():
    X = np.random.default_rng(0).normal(size=(40_000, 5))
    one, _ = both(X, [2, 9], unit=2.0**18, n_threads=1)
    many, _ = both(X, [2, 9], unit=2.0**18, n_threads=7)
    parts = [both(part, [2, 9], unit=2.0**18)[0] for part in (X[:1001], X[1001:30_000], X[30_000:])]
    for place in (0, 1):
        assert one[place].tobytes() == many[place].tobytes() == sum(part[place] for part in parts).tobytes()


@pytest.mark.parametrize("n_threads", [1, 3])
def test_without_a_unit_sums_are_of_values_as_they_are(n_threads):
    X = np.random.default_rng(0).normal(size=(3000, 2)) * 1e6
    ours, theirs = both(X, [3], unit=0.0, n_threads=n_threads)
    np.testing.assert_allclose(ours[0].sum(axis=0), X.astype(np.float32).astype(float).sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(ours[0], theirs[0], rtol=1e-3)


def test_more_clusters_than_a_byte_can_number():
    X = np.random.default_rng(0).normal(size=(3000, 2))
    ours, theirs = both(X, [300], unit=2.0**18)
    np.testing.assert_allclose(ours[1], theirs[1], atol=1)
