from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.meaning.rule_list import MOST_CONDITIONS, MOST_RULES, find_rules


def world(seed: int, n: int = 300):
    chance = np.random.default_rng(seed)
    X = chance.normal(size=(n, 3))
    labels = ((X[:, 0] > 0).astype(np.int32) + 2 * (X[:, 1] > 0.5).astype(np.int32)).astype(np.int32)
    holds = np.array([X[:, j] > cut for j in range(3) for cut in (-0.5, 0.0, 0.5)])
    return np.concatenate([holds, ~holds]), labels


@given(seed=st.integers(0, 99))
def test_the_order_of_customers_changes_no_rule(seed):
    holds, labels = world(seed)
    order = np.random.default_rng(seed + 1).permutation(len(labels))
    assert find_rules(holds, labels, segments=4) == find_rules(holds[:, order], labels[order], segments=4)


def test_corners_are_found_exactly():
    holds, labels = world(0, 2000)
    said = np.full(len(labels), -1)
    for rule in find_rules(holds, labels, segments=4):
        fits = (said < 0) & holds[list(rule.conditions)].all(axis=0)
        said[fits] = rule.segment
    assert (said == labels).all()


@pytest.mark.parametrize("seed", range(5))
def test_rules_are_few_short_and_fit_at_least_twenty(seed):
    holds, labels = world(seed)
    labels = np.random.default_rng(seed).integers(0, 6, len(labels)).astype(np.int32)  # nothing to find
    rules = find_rules(holds, labels, segments=6)
    assert len(rules) <= MOST_RULES
    assert rules[-1].conditions == ()
    left = np.ones(len(labels), dtype=bool)
    for rule in rules[:-1]:
        assert 1 <= len(rule.conditions) <= MOST_CONDITIONS
        fits = left & holds[list(rule.conditions)].all(axis=0)
        assert fits.sum() >= 20
        assert 2 * (labels[fits] == rule.segment).sum() > fits.sum()
        left &= ~fits
