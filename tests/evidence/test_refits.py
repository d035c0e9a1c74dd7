from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coterie.clustering import place
from coterie.clustering.compacting import compacted
from coterie.evidence.refits import distinct_rows, possible, refit, resample


def test_resamples_are_bootstrap_samples_and_repeat():
    X = np.random.default_rng(0).normal(size=(50, 2))
    found, again = (resample(X, [3, 1], n_resamples=4, random_state=5) for _ in range(2))
    assert found.drawn.mean() == pytest.approx(1 - 1 / np.e, abs=0.1)
    assert found.centers[1].shape == (4, 1, 2)
    assert (found.centers[3] == again.centers[3]).all()
    # Who was drawn twice is clustered once.
    assert np.allclose(found.centers[1][:, 0], [X[drawn].mean(axis=0) for drawn in found.drawn])


def test_a_refit_starts_cold_and_finds_the_groups(three_groups):
    X, labels = three_groups
    found = refit(X, [2, 3], random_state=0)
    assert found.n_clusters == (2, 3)
    assert len(set(zip(found[3].labels.tolist(), labels.tolist(), strict=True))) == 3


def test_only_numbers_of_segments_that_every_resample_can_have_are_possible():
    assert possible(np.repeat(np.eye(12), 200, axis=0), range(1, 9)) == [1, 2, 3]
    assert possible(np.ones((50, 2)), [1, 2]) == [1]
    assert possible(np.random.default_rng(0).normal(size=(2000, 1)), range(1, 13)) == list(range(1, 13))


@pytest.mark.parametrize("columns", [2, 300])
def test_distinct_rows_are_counted_as_numpy_does_however_wide(columns):
    X = np.random.default_rng(0).integers(0, 2, (40, columns)) * np.array([1.0, -1.0] * (columns // 2))
    X = np.concatenate([X, X[:5], np.zeros((1, columns)), -np.zeros((1, columns))])
    assert distinct_rows(X) == len(np.unique(X, axis=0))


def test_resamples_of_compacted_rows_place_the_tables_rows_and_lie_in_its_columns():
    X = np.random.default_rng(0).normal(size=(40, 300))
    X[:20, :30] += 3
    held = compacted(X)
    found = replace(resample(held.rows, [2], n_resamples=3, random_state=0), basis=held.basis)
    assert (found.labels(X, 2) == resample(held.rows, [2], n_resamples=3, random_state=0).labels(held.rows, 2)).all()
    assert found.centers_of(2).shape == (3, 2, 300)
    assert (place(X, found.centers_of(2)) == found.labels(X, 2)).all()
