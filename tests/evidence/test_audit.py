from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from coterie.clustering import fit_kmeans
from coterie.evidence.audit import audit
from coterie.evidence.borders import Border
from coterie.remarks import say

RNG = np.random.default_rng(3)


def standard(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


@pytest.fixture(scope="module")
def cross():
    """Five groups in two features, and a third one that is noise."""
    centers = np.array([[0.0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])
    X = centers[np.repeat(np.arange(5), [60, 30, 30, 30, 30])] + RNG.normal(scale=0.2, size=(180, 2))
    return standard(np.column_stack([X, RNG.uniform(size=180)]))


def by_name(found):
    return {each.feature: each for each in found.features}


def test_the_feature_that_blurs_five_groups_is_named_and_the_others_are_not(cross):
    labels = fit_kmeans(cross, 5).labels
    found = audit(cross, labels, features=["income", "spending", "credit"], random_state=1)
    features = by_name(found)
    assert features["credit"].noise
    assert features["credit"].structure_without > 0.05
    assert features["credit"].advice == say("audit.try_without", feature="credit")
    assert max(features["income"].structure_without, features["spending"].structure_without) < 0.03
    assert found.clearer is not None
    assert (found.clearer.features, found.clearer.k) == (("income", "spending"), 5)
    said = say("audit.clearer", left_out=["credit"], k=5, features=["income", "spending"])
    assert found.clearer.sentence == said


@pytest.mark.parametrize(
    ("answers", "clear"),
    [
        (["gap"] * 4, True),
        (["gap", "unproven", "unproven", "unproven"], True),
        (["unproven"] * 4, False),
        (["gap", "gap", "gap", "crowd"], False),
    ],
)
def test_a_clearer_set_of_features_needs_gaps_and_no_crowd(cross, monkeypatch, answers, clear):
    """Four groups lie about the fifth."""
    borders = [
        Border(0, 1 + n, near=9, between=1, z=4.0, answer=each, at=0, column=0, share=1)
        for n, each in enumerate(answers)
    ]
    monkeypatch.setattr(import_module("coterie.evidence.audit"), "find_borders", lambda *_: {5: borders})
    found = audit(cross, fit_kmeans(cross, 5).labels, features=["income", "spending", "credit"], random_state=1)
    assert (found.clearer is not None) == clear


def test_a_repeated_feature_is_redundant(cross):
    X = np.column_stack([cross[:, 0], cross[:, 0] + RNG.normal(scale=0.05, size=180), cross[:, 1]])
    features = by_name(audit(X, fit_kmeans(X, 5).labels, features=["a", "again", "b"], search=False))
    assert features["a"].redundant_with == ("again",)
    assert features["b"].redundant_with == ()
    assert features["again"].advice == say("audit.redundant", feature="again", others=["a"])


def test_a_feature_on_a_large_scale_dominates():
    X = RNG.normal(size=(150, 3)) * [9, 1, 1]
    features = by_name(audit(X, fit_kmeans(X, 3).labels, features=["money", "b", "c"], search=False))
    assert features["money"].dominates
    assert features["money"].share > 0.9
    assert not features["b"].dominates
    assert features["b"].noise


def test_the_columns_of_a_category_are_one_feature(cross):
    category = RNG.integers(0, 3, 180)
    X = np.column_stack([cross[:, :2], np.eye(3)[category]])
    found = audit(X, fit_kmeans(X, 5).labels, features=["a", "b", "city", "city", "city"], search=False)
    assert [each.feature for each in found.features] == ["a", "b", "city"]
    assert sum(each.share for each in found.features) == pytest.approx(1.0)


def test_one_feature_cannot_be_left_out():
    X = np.concatenate([RNG.normal(size=50), RNG.normal(9, 1, size=50)])[:, None]
    (only,) = audit(X, np.repeat([0, 1], 50).astype(np.int32), features=["a"]).features
    assert only.same_without is only.structure_without is None
    assert not only.noise
    assert only.same_reweighted == pytest.approx(1.0)


def test_of_very_many_features_the_largest_are_left_out_and_all_are_looked_at(cross):
    rng = np.random.default_rng(1)
    noise = rng.normal(scale=0.1, size=(180, 88))
    X = np.column_stack([noise, cross[:, 0], cross[:, 0] + rng.normal(scale=0.05, size=180)])
    names = [f"x{number}" for number in range(88)] + ["income", "wages"]
    features = by_name(audit(X, fit_kmeans(X, 3).labels, features=names))
    tried = {name for name, each in features.items() if each.same_without is not None}
    assert len(tried) == 60
    assert {"income", "wages"} < tried
    assert min(features[name].share for name in tried) >= max(
        features[name].share for name in features if name not in tried
    )
    assert {name for name, each in features.items() if each.same_reweighted is not None} == tried
    assert features["income"].redundant_with == ("wages",)
    assert features["x3"].noise


def test_redundant_features_are_those_that_the_correlations_show():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(120, 4)) @ rng.normal(size=(4, 30))
    X = np.column_stack([X[:, :29], np.full(120, 3.0), X[:, 29]])
    names = [f"x{number}" for number in range(31)]
    with np.errstate(invalid="ignore", divide="ignore"):
        known = np.abs(np.corrcoef(X.T)) > 0.9
    found = audit(X, np.repeat([0, 1], 60).astype(np.int32), features=names, search=False).features
    assert any(each.redundant_with for each in found)
    for each, row in zip(found, known, strict=True):
        alike = [n for n, hit in zip(names, row, strict=True) if hit and n != each.feature]
        assert each.redundant_with == tuple(sorted(alike))
