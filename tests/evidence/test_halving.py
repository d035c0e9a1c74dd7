from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.metrics import adjusted_rand_score

from coterie.evidence import halving
from coterie.evidence.halving import halve
from coterie.evidence.refits import refit

SPLITS, KS = 3, (1, 2, 3)


@pytest.fixture(scope="module", params=[60, 61], ids=["even", "odd"])
def rows(request):
    return np.random.default_rng(0).normal(size=(request.param, 2)) + np.arange(request.param)[:, None] % 2 * 3


@pytest.fixture(scope="module")
def found(rows):
    return halve(rows, KS, n_splits=SPLITS, random_state=5)


def by_definition(X, k):
    """Both halves' centres of every split, and what they make of the customers, pair by pair."""
    rng = np.random.default_rng([5, 13])
    orders = [rng.permutation(len(X)) for _ in range(SPLITS)]
    for split, order in enumerate(orders):
        halves = order[: len(X) // 2], order[len(X) // 2 :]
        assert abs(len(halves[0]) - len(halves[1])) <= 1
        centers = [refit(X[half], KS, random_state=split)[k].centers for half in halves]
        placed = [cdist(X, each).argmin(axis=1) for each in centers]
        strengths = []
        for half, own, theirs in ((halves[0], *placed), (halves[1], *placed[::-1])):
            shares = []
            for segment in range(k):
                pairs = list(combinations(half[own[half] == segment], 2))
                shares.append(np.mean([theirs[i] == theirs[j] for i, j in pairs]) if pairs else 1.0)
            strengths.append(min(shares))
        yield np.mean(strengths), adjusted_rand_score(*placed), placed


@pytest.mark.parametrize("k", KS)
def test_halves_are_compared_as_defined(rows, found, k):
    strengths, agreements, placed = zip(*by_definition(rows, k), strict=True)
    np.testing.assert_allclose(found.strengths[k], strengths)
    np.testing.assert_allclose(found.agreements[k], agreements)
    for ours, theirs in zip(found.placed[k], np.concatenate(placed), strict=True):
        assert adjusted_rand_score(ours, theirs) == 1


def test_everybody_is_placed_by_every_half_in_as_few_bytes_as_they_need(rows, found):
    assert set(found.placed) == set(KS)
    for k, placed in found.placed.items():
        assert (placed.shape, placed.dtype, placed.max()) == ((2 * SPLITS, len(rows)), np.uint8, k - 1)


def test_a_seed_gives_the_same_halves_and_another_seed_others(rows, found):
    again, other = (halve(rows, KS, n_splits=SPLITS, random_state=seed) for seed in (5, 6))
    np.testing.assert_array_equal(again.placed[3], found.placed[3])
    assert (other.placed[3] != found.placed[3]).any()


def test_each_halving_starts_from_another_seed(rows, monkeypatch):
    seeds = []

    def spy(X, ks, *, random_state):
        seeds.append(random_state)
        return refit(X, ks, random_state=random_state)

    monkeypatch.setattr(halving, "refit", spy)
    halve(rows, [2], n_splits=SPLITS, random_state=5)
    assert sorted(seeds) == [0, 0, 1, 1, 2, 2]


def test_more_segments_than_a_byte_counts_keep_their_numbers():
    X = np.arange(600.0)[:, None]
    found = halve(X, [255, 257], n_splits=1)
    assert (found.placed[255].dtype, found.placed[255].max()) == (np.uint8, 254)
    assert found.placed[257].max() == 256


def test_a_k_without_enough_distinct_customers_in_each_half_is_left_out():
    X = np.repeat([[0.0], [1.0], [5.0]], 10, axis=0)
    found = halve(X, [1, 2, 3, 4], n_splits=3)
    assert set(found.strengths) == set(found.agreements) == set(found.placed) == {1, 2, 3}


def test_a_k_that_some_halves_have_enough_for_is_that_of_those():
    X = np.array([[0.0]] * 18 + [[1.0]] + [[5.0]])
    found = halve(X, [2, 3], n_splits=20)
    assert 0 < len(found.strengths[2]) < 20
    assert len(found.agreements[2]) * 2 == len(found.placed[2])
    assert 3 not in found.strengths
