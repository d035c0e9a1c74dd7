"""The kernels for batches, and their twin."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import twin

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the kernels were not built")


X = np.random.default_rng(0).normal(size=(40_001, 5))


def test_rows_are_laid_out_and_measured_alike():
    (ours, measures), (theirs, expected) = kernels.lay_out(X, n_threads=3), twin.lay_out(X, n_threads=1)
    assert np.array_equal(ours, theirs)
    np.testing.assert_allclose(measures, expected, rtol=1e-9, atol=1e-12)


def test_numbers_are_measured_by_label_alike_whatever_the_threads():
    values, labels = X[:, 0].copy(), (np.arange(len(X)) % 5 - 1).astype(np.int32)
    values[::7] = np.nan
    ours = kernels.by_label(values, labels, n_clusters=6, n_threads=3)
    assert ours.tobytes() == kernels.by_label(values, labels, n_clusters=6, n_threads=1).tobytes()
    np.testing.assert_allclose(ours, twin.by_label(values, labels, n_clusters=6, n_threads=1), rtol=1e-9, atol=1e-12)


def test_rows_stay_alike():
    random = np.random.default_rng(1)
    centers, partners = random.normal(size=(21, 5)), np.array([random.permutation(3) for _ in range(7)], np.int32)
    labels = (np.arange(len(X)) % 3).astype(np.int32)
    ours = kernels.stays(X, labels, centers, partners=partners, n_threads=3)
    assert np.array_equal(ours, twin.stays(X, labels, centers, partners=partners, n_threads=1))
