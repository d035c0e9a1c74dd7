from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.refits import compact, possible, refit, resample


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


def test_wide_rows_are_compacted_without_moving_apart():
    X = np.random.default_rng(0).normal(size=(40, 300))
    small = compact(X)
    assert small.shape == (40, 40)
    far = [np.linalg.norm(rows[:, None] - rows[None], axis=2) for rows in (X, small)]
    assert np.allclose(*far, rtol=1e-12)
    wide, narrow = (refit(rows, [3], random_state=0)[3] for rows in (X, small))
    assert np.isclose(wide.inertia, narrow.inertia, rtol=0.02)
    assert compact(X[:, :40]) is not small
    assert compact(small) is small
