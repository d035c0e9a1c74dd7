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
    assert all(np.array_equal(one, other) for one, other in zip(measures, expected, strict=True))


def test_numbers_are_measured_by_label_alike_whatever_the_threads():
    values, labels = X[:, 0].copy(), (np.arange(len(X)) % 5 - 1).astype(np.int32)
    values[::7] = np.nan
    ours = kernels.by_label(values, labels, n_clusters=6, n_threads=3)
    alone = kernels.by_label(values, labels, n_clusters=6, n_threads=1)
    expected = twin.by_label(values, labels, n_clusters=6, n_threads=1)
    for one, other, theirs in zip(ours, alone, expected, strict=True):
        assert one.tobytes() == other.tobytes() == theirs.tobytes()


def test_rows_stay_alike():
    random = np.random.default_rng(1)
    centers, partners = random.normal(size=(21, 5)), np.array([random.permutation(3) for _ in range(7)], np.int32)
    labels = (np.arange(len(X)) % 3).astype(np.int32)
    ours = kernels.stays(X, labels, centers, partners=partners, n_threads=3)
    assert np.array_equal(ours, twin.stays(X, labels, centers, partners=partners, n_threads=1))
