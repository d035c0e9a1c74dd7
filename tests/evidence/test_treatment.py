from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from coterie.evidence.treatment import excess_kurtosis, mostly_few_values, treat
from coterie.preparation.preparation import skewness

RNG = np.random.default_rng(0)
SKEWED, HEAVY = np.exp(RNG.normal(size=600)), RNG.standard_t(3, size=600)


def test_skew_and_tails_are_taken_out_without_changing_the_order():
    X = np.column_stack([SKEWED, HEAVY, RNG.normal(size=600)])
    found = treat(X)
    assert found.how == ("skew", "tails", "")
    assert abs(skewness(found.X[:, 0])) < 0.2
    assert abs(excess_kurtosis(found.X[:, 1])) < 0.8
    assert excess_kurtosis(HEAVY) > 2
    assert (found.X[:, 2] == X[:, 2]).all()
    for j in range(2):
        assert spearmanr(X[:, j], found.X[:, j]).statistic > 1 - 1e-12
        assert np.isclose(found.X[:, j].std(), X[:, j].std())
        assert np.isclose(found.X[:, j].mean(), X[:, j].mean())


def test_scores_and_flags_are_left_alone():
    X = np.column_stack([np.repeat([0.0, 1.0], [590, 10]), np.tile(np.arange(10.0) ** 3, 60)])
    found = treat(X)
    assert found.discrete.tolist() == [True, True]
    assert (found.X == X).all()


def test_two_heaps_stay_two_heaps():
    heaps = np.concatenate([RNG.normal(size=300), RNG.normal(9, 1, size=60)])
    treated = treat(heaps[:, None]).X[:, 0]
    order = np.sort(treated)
    assert np.argmax(np.diff(order)) == 299


def test_a_column_that_is_mostly_one_value_is_survived():
    found = treat(np.concatenate([np.zeros(300), np.arange(40.0)])[:, None])
    assert np.isfinite(found.X).all()


@pytest.mark.parametrize(("unit", "mostly"), [(1.0, False), (1.01, True), (0.99, False)])
def test_more_than_half_of_the_variance_must_lie_in_columns_of_few_values(unit, mostly):
    X = np.column_stack([np.tile([-1.0, 1.0], 50) * unit, np.linspace(-1, 1, 100)])
    X[:, 1] /= X[:, 1].std()
    assert mostly_few_values(X) == mostly
