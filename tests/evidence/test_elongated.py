from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from coterie.clustering import sweep
from coterie.evidence import elongated
from coterie.evidence.borders import find_borders
from coterie.evidence.elongated import ACROSS, long_groups
from coterie.evidence.halving import halve
from coterie.evidence.judging import judge
from coterie.evidence.support import FOUND_BY, SURE_STRENGTH, SURELY_AGAIN
from coterie.remarks import say

A_BIT = 1e-9
KS = range(2, 7)


def own(X):
    """Label the customers as K-Means does."""
    return {k: sweep(X, [k]).clusterings[0].labels for k in KS}


def long(n, *, rows=400, seed=0):
    """Groups about the corners of a simplex, long in one more direction; each column has a part of all of it."""
    rng = np.random.default_rng(seed)
    which = np.arange(rows) % n
    across = 2 * np.eye(n)[which][:, : max(1, n - 1)] + rng.normal(scale=0.2, size=(rows, max(1, n - 1)))
    X = np.column_stack([across, 4 * rng.normal(size=rows)])
    turn = np.linalg.qr(np.random.default_rng(9).normal(size=(X.shape[1], X.shape[1])))[0]
    return X @ turn, which


@pytest.fixture(scope="module")
def two():
    return long(2)[0]


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_long_groups_that_k_means_cuts_across_are_counted(n):
    X, which = long(n)
    labels = own(X)
    assert adjusted_rand_score(which, labels[n]) < ACROSS
    assert long_groups(X, labels) == n


def test_they_are_said_beside_the_verdict_and_supported(two):
    found = judge(two, n_clusters=range(1, 9))
    assert found.support.long == 2
    assert (found.recommendation.supported_k, found.verdict.supported_k) == (2, 2)
    assert found.verdict.kind in {"reproducible", "constructed"}
    assert [cause.groups for cause in found.verdict.causes if cause.code == "long groups"] == [2]
    assert say("reason.no_long_groups", long=2) in found.recommendation.reason


def test_as_many_as_were_looked_for_may_be_more(two):
    X, _ = long(6, rows=600)
    assert long_groups(X, {}) is None


def test_round_groups_are_followed_by_the_segments(three_groups):
    X, labels = three_groups
    assert long_groups(X, own(X)) is None
    assert long_groups(X, {}) == 3  # they are found, but nobody says that segments cut across them
    assert long_groups(X, {3: np.random.default_rng(0).permutation(labels)}) == 3


@pytest.mark.parametrize("n_features", [1, 2, 4])
def test_one_cloud_has_no_groups(n_features):
    X = np.random.default_rng(0).normal(size=(400, n_features)) * np.arange(1, n_features + 1)
    assert long_groups(X, own(X)) is None


def flipped(labels, least):
    """Labels that agree with others just so far, and just not: one more customer changes sides each time."""
    found = labels.copy()
    for row in range(len(labels)):
        before = found.copy()
        found[row] = 1 - found[row]
        if adjusted_rand_score(labels, found) < least:
            return before, found
    raise AssertionError


def test_segments_that_agree_so_far_follow_the_groups(two):
    true = long(2)[1].astype(np.int32)
    assert ACROSS == 0.5
    follow, cut = flipped(true, ACROSS)
    assert long_groups(two, {2: follow}) is None
    assert long_groups(two, {2: cut}) == 2
    assert long_groups(two, {3: true}) == 2  # only as many segments are compared


def ranked(values, n):
    """Put values into as many equal classes."""
    return np.floor(values.argsort().argsort() * n / len(values))


def test_columns_of_few_values_make_steps_in_every_direction(two):
    noise = np.random.default_rng(1).normal(size=400)
    assert long_groups(np.column_stack([two, noise]), {}) == 2
    assert long_groups(np.column_stack([two, ranked(noise, 11)]), {}) == 2
    assert long_groups(np.column_stack([two, ranked(noise, 10)]), {}) is None


@pytest.mark.parametrize(("times", "looked"), [(39, True), (40, False)])
def test_so_does_one_value_that_many_hold(two, times, looked):
    """The value is in the middle, so that a few less of it part nobody."""
    noise = np.random.default_rng(1).normal(size=400)
    noise[np.abs(noise).argsort()[:times]] = 0
    assert (long_groups(np.column_stack([two, noise]), {}) is not None) == looked


def test_axes_without_spread_are_left_out(two):
    labels = own(two)
    for copies in (two, two[:, :1], two.sum(axis=1, keepdims=True), two[:, :1] + 1e-9 * two[:, 1:]):
        assert long_groups(np.column_stack([two, copies]), labels) == 2


def test_decorrelated_columns_have_one_spread(two):
    found = elongated._decorrelated(two + 100)
    assert found.shape == two.shape
    assert np.allclose(found.mean(axis=0), 0)
    assert np.allclose(found.T @ found / len(found), np.eye(2))


@pytest.mark.parametrize(
    ("agreement", "strength", "found"),
    [
        (SURELY_AGAIN, SURE_STRENGTH, 2),
        (SURELY_AGAIN - A_BIT, 1.0, None),
        (1.0, SURE_STRENGTH - A_BIT, None),
    ],
)
def test_halves_must_surely_find_them_again(two, monkeypatch, agreement, strength, found):
    def halved(X, ks, **options):
        made = halve(X, ks, **options)
        assert len(made.placed[2]) == 16  # both halves of eight
        sure = {k: np.full(4, agreement if k == 2 else 0.0) for k in ks}
        return SimpleNamespace(placed=made.placed, agreements=sure, strengths={k: np.full(4, strength) for k in ks})

    monkeypatch.setattr(elongated, "halve", halved)
    assert long_groups(two, {}) == found


@pytest.mark.parametrize(
    ("k", "finding", "found"),
    [
        (2, FOUND_BY, 2),
        (2, FOUND_BY - 1, None),
        (4, FOUND_BY, 4),
        (4, FOUND_BY - 1, None),
        (5, 1, 5),  # only one larger K is tried
        (5, 0, None),
        (6, 0, None),
    ],
)
def test_larger_ks_must_find_them_too(two, monkeypatch, k, finding, found):
    sure = {each: np.ones(4) for each in range(1, 7)}
    made = SimpleNamespace(
        by_k={each: SimpleNamespace(apart=each in {2, k}) for each in KS}, finding=lambda _: list(range(finding))
    )
    monkeypatch.setattr(elongated, "groups_by_k", lambda *_, **__: made)
    monkeypatch.setattr(
        elongated, "halve", lambda *_, **__: SimpleNamespace(placed={}, agreements=sure, strengths=sure)
    )
    assert long_groups(two, {}) == found


@pytest.mark.parametrize(("said", "found"), [("gap", 2), ("unproven", None), ("crowd", None)])
def test_a_gap_must_lie_at_every_border(two, monkeypatch, said, found):
    def answered(X, clusterings):
        borders = find_borders(X, clusterings)
        return borders | {2: tuple(replace(each, answer=said) for each in borders[2])}

    monkeypatch.setattr(elongated, "find_borders", answered)
    assert long_groups(two, {}) == found
