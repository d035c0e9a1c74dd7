from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.judging import judge
from coterie.evidence.points import points_at
from coterie.remarks import say

KS = range(1, 13)
THREE = np.array([[0.0, 0], [1, 5], [4, 1]])


def at(points, times):
    return np.repeat(np.asarray(points, dtype=np.float64), times, axis=0)


def test_three_points_are_natural_though_no_halves_could_be_asked():
    found = judge(at(THREE, 40), n_clusters=KS)
    assert (found.verdict.kind, found.k, found.recommendation.supported_k) == ("natural", 3, 3)
    assert found.recommendation.basis == "gaps"
    assert (found.verdict.replication, found.verdict.borders) == (None, ())
    assert found.verdict.sentence == say("finding.natural_alike", k=3)


@pytest.mark.parametrize(("times", "k"), [(5, 3), (4, None), ((9, 9, 4), None), ((9, 9, 5), 3)])
def test_each_point_must_hold_five_customers(times, k):
    assert points_at(at(THREE, times), KS) == k


def test_a_full_grid_is_no_group_of_points():
    grid = [[x, y] for x in (0, 1, 5) for y in (0, 2)]
    assert points_at(at(grid, 9), KS) is None
    assert points_at(at(grid[:-1], 9), KS) == 5
    assert points_at(at([[0], [1], [5]], 9), KS) is None  # so is every table of one column
    assert points_at(at(np.eye(2), 9), KS) == 2  # two categories: nobody is in both, or in none


def test_a_grid_may_have_more_places_than_fit_into_64_bits():
    wide = np.zeros((3, 64))
    wide[1], wide[2, ::2] = 1, 1
    assert points_at(at(wide, 9), KS) == 3


def test_one_point_is_no_group():
    assert points_at(at([[1, 2]], 9), KS) is None
    assert points_at(at([[1, 2]], 9), [1]) is None


def test_more_points_than_segments_tried_are_not_points_of_segments():
    points = np.random.default_rng(0).normal(size=(12, 2))
    assert points_at(at(points, 9), KS) == 12
    assert points_at(at(points, 9), range(1, 12)) is None
    assert points_at(at(points, 9), [1, 2, 11, 13]) is None  # twelve was not tried
    late = np.concatenate([at(points, 200), np.arange(1000.0).reshape(500, 2)])
    assert points_at(late, KS) is None  # they differ beyond the first thousand


def test_the_order_of_customers_does_not_matter():
    X = at(THREE, 9)
    assert points_at(X[np.random.default_rng(0).permutation(len(X))], KS) == 3


def test_every_combination_of_categories_and_flags_is_a_grid():
    chance = np.random.default_rng(0)
    plan, vip = np.eye(3)[chance.integers(0, 3, 400)], np.eye(2)[chance.integers(0, 2, 400)]
    X, features = np.column_stack([plan, vip]), ["plan"] * 3 + ["vip"] * 2
    assert points_at(X, range(1, 13), features=features) is None
    some = ~((plan[:, 0] == 1) & (vip[:, 0] == 1))
    assert points_at(X[some], range(1, 13), features=features) == 5
