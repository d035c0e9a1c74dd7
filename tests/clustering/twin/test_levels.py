import numpy as np
import pytest
from sklearn.cluster import KMeans

from coterie.clustering import twin


def table(rows):
    rng = np.random.default_rng(rows)
    middles = rng.normal(scale=3, size=(5, 3))
    return middles[rng.integers(5, size=rows)] + rng.normal(size=(rows, 3))


OPTIONS = {"n_starts": 8, "seed": 3, "largest": 20.0, "n_threads": 2, "report": None}


@pytest.mark.parametrize("rows", [400, 11_000])
def test_every_k_is_as_good_as_scikit_learns(rows):
    X = table(rows)
    for k, found in zip(range(2, 7), twin.sweep(X, None, [2, 3, 4, 5, 6], **OPTIONS), strict=True):
        assert found[3] <= KMeans(k, n_init=8, random_state=0).fit(X).inertia_ * (1 + 1e-3)
        assert found[2].sum() == rows


def test_too_few_distinct_rows_are_counted():
    assert twin.sweep(np.repeat([[1.0], [2.0]], 9, axis=0), None, [1, 3], **OPTIONS) == 2


def test_the_report_is_told_of_every_k():
    calls = []
    twin.sweep(table(50), None, [2, 3], **{**OPTIONS, "report": lambda done, what: calls.append((done, what))})
    assert calls[-1] == (2, "K = 3")
