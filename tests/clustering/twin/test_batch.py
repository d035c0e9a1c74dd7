"""The kernel that adds up batches, and its twin."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import twin

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the kernels were not built")


@pytest.mark.parametrize("columns", [1, 3, 8, 17])
@pytest.mark.parametrize("rows", [1, 15, 300, 5000])
def test_the_kernel_adds_up_what_the_twin_does(rows, columns):
    random = np.random.default_rng(rows + columns)
    X = random.normal(5.0, 2.0, (rows, columns))
    counts = [1, 4, 7]
    centers = random.normal(5.0, 2.0, (sum(counts), columns))
    about = {"shift": np.full(columns, 5.0), "scale": 0.5}
    ours = kernels.add_up(X, centers, counts, **about, n_threads=2)
    theirs = twin.add_up(X, centers, counts, **about, n_threads=1)
    np.testing.assert_allclose(ours[0], theirs[0], atol=1e-5 * rows)
    np.testing.assert_allclose(ours[1], theirs[1], atol=2)
    assert ours[2] == pytest.approx(theirs[2], rel=1e-5)
    assert ours[1].sum() == 3 * rows
