from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.structure import structure_test as structure_of
from coterie.evidence.treatment import treat

KS = range(1, 6)
RNG = np.random.default_rng(4)
NOTHING = {
    "uniform": RNG.uniform(size=(100, 3)),
    "normal": RNG.normal(size=(100, 3)),
    "correlated": RNG.multivariate_normal(np.zeros(3), np.full((3, 3), 0.7) + 0.3 * np.eye(3), 100),
    "skewed": np.exp(RNG.normal(size=(100, 3))),
    "scores": RNG.integers(1, 6, (100, 3)).astype(float),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_is_found_where_nothing_is(kind):
    found = structure_of(treat(NOTHING[kind]), KS)
    assert not found.found
    assert 0.05 < found.p <= 1


def test_groups_are_found(three_groups):
    found = structure_of(treat(three_groups[0]), KS)
    assert found.found
    assert found.p == pytest.approx(0.05)
    assert found.statistic > 3
    assert found.excess[1] > 3  # at K = 3; which K is farthest wavers with few draws


def test_skew_is_treated_before_the_test():
    found = structure_of(treat(NOTHING["skewed"]), KS)
    assert found.treated == (0, 1, 2)


def test_the_p_value_is_the_share_of_tables_that_reach_the_statistic(three_groups):
    found = structure_of(treat(three_groups[0]), KS, n_draws=39)
    assert found.p == pytest.approx(1 / 40)
    assert all(len(placebo.draws) == 39 for placebo in found.placebos)


@pytest.mark.parametrize("kind", list(NOTHING))
def test_the_picture_and_p_count_the_same_tables(kind):
    for placebo in structure_of(treat(NOTHING[kind]), KS).placebos:
        reached = sum(draw >= placebo.statistic for draw in placebo.draws)
        assert placebo.p == pytest.approx((reached + 1) / (len(placebo.draws) + 1))
        assert placebo.statistic == pytest.approx(max(placebo.excess))


@pytest.mark.parametrize("width", [3, 60], ids=["few columns", "more columns than rows"])
def test_the_order_of_columns_changes_no_bit(width):
    rng = np.random.default_rng(7)
    X = rng.normal(size=(50, width)) + np.repeat([[0.0], [5.0]], 25, axis=0)
    X[:, 0] = rng.integers(0, 3, 50) if width == 3 else X[:, 0]
    own, turned = (structure_of(treat(each), range(2, 4), n_draws=5) for each in (X, X[:, rng.permutation(width)]))
    assert turned.silhouette_squared == own.silhouette_squared
    for one, other in zip(own.placebos, turned.placebos, strict=True):
        assert (one.p, one.draws, one.excess) == (other.p, other.draws, other.excess)
