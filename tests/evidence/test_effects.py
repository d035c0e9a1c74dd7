from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import f_oneway

from coterie.evidence.effects import between_share, eta_squared, markers


def test_eta_squared_is_what_an_analysis_of_variance_says():
    rng = np.random.default_rng(0)
    X, labels = rng.normal(5.0, size=(50, 3)), np.arange(50) % 4
    for column, eta in zip(X.T, eta_squared(X, labels), strict=True):
        f = f_oneway(*[column[labels == m] for m in range(4)]).statistic
        assert eta == pytest.approx(f * 3 / (f * 3 + 46))


def test_shares_sum_to_1_and_a_constant_has_none():
    X = np.column_stack([np.repeat([0.0, 3.0], 5), np.repeat([0.0, 1.0], 5), np.full(10, 0.1)])
    labels = np.repeat([0, 1], 5)
    assert between_share(X, labels) == pytest.approx([0.9, 0.1, 0.0])
    assert eta_squared(X, labels).tolist() == [1.0, 1.0, 0.0]


def test_one_segment_has_nothing_between():
    X = np.random.default_rng(0).normal(size=(10, 2))
    assert between_share(X, np.zeros(10, int)).tolist() == [0.0, 0.0]


def test_markers_are_a_quarter_of_the_largest_or_half_of_the_mean_away():
    X, labels = np.array([[8.0, 10.0, 100.0], [0.0, 10.0, 101.8]]), np.array([0, 1])
    assert markers(X, labels).tolist() == [[True, False, False], [True, False, False]]
    assert markers(X[:, 2:], labels).tolist() == [[True], [True]]
