from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from coterie.clustering import sweep
from coterie.evidence.silhouette import labels_by_k, mean_of, mean_silhouettes


def test_it_is_scikit_learns_for_every_k(three_groups):
    X, _ = three_groups
    tried = sweep(X, range(1, 6))
    measured = mean_silhouettes(X, labels_by_k(tried))
    assert sorted(measured) == [2, 3, 4, 5]
    for k, found in measured.items():
        assert found.mean == pytest.approx(silhouette_score(X, tried[k].labels), abs=1e-12)
        assert mean_of(measured, k) == found.mean
    assert np.isnan(mean_of(measured, 1))


def test_one_segment_alone_has_none():
    assert mean_silhouettes(np.ones((4, 1)), {1: np.zeros(4, np.int32)}) == {}
