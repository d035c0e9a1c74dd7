from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import sweep
from coterie.evidence import indices
from coterie.evidence.criteria import Seen, Tried
from coterie.evidence.criteria.bic import CRITERION

X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)


def test_it_is_the_index_and_chooses_the_best():
    tried = sweep(X, range(1, 6))
    values = {each.n_clusters: CRITERION.value(Seen(X, each.labels, each)) for each in tried.clusterings}
    assert values[3] == pytest.approx(indices.bic(X, tried[3].labels))
    known = {k: value for k, value in values.items() if value is not None}
    assert CRITERION.rule(Tried({"bic": known})) == max(known, key=known.get) == 3


def test_a_segment_that_the_sample_misses_is_passed_over():
    tried = sweep(X, [3])[3]
    labels = np.where(tried.labels == 1, 0, tried.labels)
    dense = np.where(labels == 2, 1, 0).astype(np.int32)
    assert CRITERION.value(Seen(X, labels, tried)) == pytest.approx(indices.bic(X, dense))
