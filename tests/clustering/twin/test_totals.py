"""The twin's sums are the kernels', digit by digit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.clustering import twin
from coterie.clustering.twin import totals

kernels = pytest.importorskip("coterie.clustering._kernels", reason="the kernels were not built")


def alike(values, labels=None, k=1):
    ours = kernels.by_label(values, labels, n_clusters=k, n_threads=3)
    theirs = twin.by_label(values, labels, n_clusters=k, n_threads=1)
    return [(one + 0.0).tolist() for one in ours] == [(other + 0.0).tolist() for other in theirs]


@given(st.lists(st.floats(allow_infinity=False), min_size=1, max_size=50))
def test_any_numbers_add_up_alike(values):
    assert alike(np.array(values))


def test_many_numbers_add_up_alike(monkeypatch):
    random = np.random.default_rng(0)
    values = random.normal(size=100_000) * 10.0 ** random.integers(-300, 300, 100_000)
    labels = random.integers(-1, 5, 100_000).astype(np.int32)
    values[::7] = np.nan
    assert alike(values, labels, 6)
    largest = np.full(70_000, np.finfo(float).max)
    assert alike(largest), "products of the largest parts add up exactly in a block"
    monkeypatch.setattr(totals, "_ROWS", 7)
    assert alike(values[:1000], labels[:1000], 6)
