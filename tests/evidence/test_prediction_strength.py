from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from coterie.evidence.halving import halve
from coterie.evidence.prediction_strength import ENOUGH, chosen, strength


def test_r_finds_the_same_strengths(table):
    ours = halve(table.X, range(1, 6), n_splits=60).strengths
    assert (ours[1] == 1).all()
    for k, theirs in enumerate(table.said["prediction_strength"], start=2):
        error = ours[k].std() / np.sqrt(60)
        assert ours[k].mean() == pytest.approx(theirs, abs=4 * error + 0.02)


def test_strength_counts_pairs_that_stay_together():
    rng = np.random.default_rng(3)
    own, theirs = rng.integers(0, 3, 30), rng.integers(0, 4, 30)
    shares = []
    for m in range(3):
        pairs = list(combinations(np.flatnonzero(own == m), 2))
        shares.append(np.mean([theirs[i] == theirs[j] for i, j in pairs]))
    assert strength(theirs, own) == pytest.approx(min(shares))


def test_a_segment_of_one_counts_as_kept():
    assert strength(np.array([0, 1, 1]), np.array([0, 1, 1])) == 1
    assert strength(np.array([0, 1]), np.array([0, 1])) == 1


def test_the_largest_k_above_the_limit_is_chosen():
    strengths = {1: np.ones(2), 2: np.array([0.5, 0.5]), 3: np.array([0.9, 0.8]), 4: np.array([ENOUGH, ENOUGH])}
    assert chosen(strengths) == 3
    assert chosen({2: np.array([0.3])}) == 1


def test_a_strength_of_just_enough_is_not_above_it():
    assert chosen({2: np.array([ENOUGH])}) == 1
    assert chosen({2: np.array([np.nextafter(ENOUGH, 1)])}) == 2
