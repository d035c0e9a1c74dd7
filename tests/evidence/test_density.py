from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from coterie.clustering import sweep
from coterie.evidence import density
from coterie.evidence.borders import Border, find_borders
from coterie.evidence.density import MOST_COLUMNS, SPARSER, SPARSER_IN_TWO, _places, is_sparser


def two(X):
    tried = sweep(X, [2])
    return X, tried[2].labels, find_borders(X, tried.clusterings)[2][0]


def blobs(columns=2, apart=5.0, n=400):
    X = np.random.default_rng(0).normal(size=(n, columns))
    X[: n // 2, 0] += apart
    return X


def bent(n=1500):
    """A horseshoe: as dense at its bend as at its ends, and thin on the line between the two arms."""
    random = np.random.default_rng(1)
    angle = random.uniform(0, 1.25 * np.pi, n)
    return np.column_stack([np.cos(angle), np.sin(angle)]) * (1 + 0.05 * random.normal(size=(n, 1)))


def test_customers_between_two_groups_are_far_from_each_other():
    assert is_sparser(*two(blobs()))


def test_those_on_a_bend_are_not():
    X, labels, border = two(bent())
    assert not is_sparser(X, labels, border)


def test_nobody_at_the_border_is_a_gap():
    assert is_sparser(*two(blobs(apart=60.0)))


def test_in_many_columns_nothing_is_told():
    X, labels, border = two(bent())
    noise = np.zeros((len(X), MOST_COLUMNS - 1))
    assert not is_sparser(np.column_stack([X, noise[:, 1:]]), labels, border)
    assert is_sparser(np.column_stack([X, noise]), labels, border)


def test_the_share_of_pairs_is_the_area_under_the_roc_curve():
    random = np.random.default_rng(2)
    values, others = random.integers(0, 6, 40).astype(float), random.integers(1, 9, 60).astype(float)
    theirs = roc_auc_score(np.repeat([1, 0], [40, 60]), np.concatenate([values, others]))
    assert density._larger(values, others) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(("columns", "limit"), [(1, SPARSER), (2, SPARSER_IN_TWO), (3, SPARSER)])
def test_the_limit_counts_as_sparser(monkeypatch, columns, limit):
    for share, sparser in ((limit, True), (limit - 1e-9, False)):
        monkeypatch.setattr(density, "_larger", lambda *_, share=share: share)
        assert is_sparser(*two(blobs(columns, apart=3.0))) is sparser


def waving(seed, n=500):
    """An S-shaped cloud."""
    random = np.random.default_rng(seed)
    x = random.uniform(-3, 3, n)
    X = np.column_stack([x, np.sin(x) + 0.35 * random.normal(size=n)])
    return (X - X.mean(axis=0)) / X.std(axis=0)


@pytest.mark.parametrize(("seed", "share", "sparser"), [(18, 0.669, False), (2, 0.656, False), (4, 0.695, True)])
def test_in_two_columns_more_is_asked(monkeypatch, seed, share, sparser):
    found, larger = [], density._larger
    monkeypatch.setattr(density, "_larger", lambda *pair: found.append(larger(*pair)) or found[-1])
    assert is_sparser(*two(waving(seed))) is sparser
    assert min(found) == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize(("seed", "share"), [(17, 0.666), (20, 0.665), (24, 0.665)])
def test_than_in_three(monkeypatch, seed, share):
    X = np.random.default_rng(seed).normal(size=(400, 3))
    X[:200, 0] += 4
    found, larger = [], density._larger
    monkeypatch.setattr(density, "_larger", lambda *pair: found.append(larger(*pair)) or found[-1])
    assert is_sparser(*two(X))
    assert min(found) == pytest.approx(share, abs=1e-3)


def test_the_less_sparse_side_decides(monkeypatch):
    shares = iter([0.9, 0.1])
    monkeypatch.setattr(density, "_larger", lambda *_: next(shares))
    assert not is_sparser(*two(blobs(apart=3.0)))


def test_the_order_of_the_two_segments_changes_nothing():
    X, labels, border = two(bent())
    turned = Border(0, 1, border.near, border.between, border.z, border.answer, -border.at, border.column, border.share)
    assert is_sparser(X, 1 - labels, turned) == is_sparser(X, labels, border)


def test_places_go_from_the_first_segment_to_the_second():
    border = SimpleNamespace(first=0, second=2)
    Y = np.array([[0.0], [2.0], [50.0], [9.0], [11.0]])
    assert _places(Y, np.array([0, 0, 1, 2, 2]), border).tolist() == pytest.approx([-11 / 18, -7 / 18, 7 / 18, 11 / 18])
