from __future__ import annotations

import numpy as np

from coterie.clustering import sweep
from coterie.evidence.criteria import Seen, Tried
from coterie.evidence.criteria.silhouette import CRITERION
from coterie.evidence.silhouette import labels_by_k, mean_silhouettes

X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)


def test_it_is_the_mean_and_chooses_the_largest():
    tried = sweep(X, range(2, 6))
    found = mean_silhouettes(X, labels_by_k(tried))
    values = {}
    for each in tried.clusterings:
        values[each.n_clusters] = CRITERION.value(Seen(X, each.labels, each, found[each.n_clusters]))
        assert values[each.n_clusters] == found[each.n_clusters].mean
    assert CRITERION.rule(Tried({"silhouette": values})) == 3
    one = sweep(X, [1])[1]
    assert CRITERION.value(Seen(X, one.labels, one)) is None
