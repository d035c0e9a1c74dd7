from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from coterie.evidence.agreement import adjusted_rand, jaccard, match, shared

labellings = st.integers(2, 40).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(0, 4), min_size=n, max_size=n).map(np.array) for _ in range(2)])
)


@given(labellings)
def test_scikit_learn_finds_the_same_agreement(pair):
    assert adjusted_rand(*pair) == pytest.approx(adjusted_rand_score(*pair), abs=1e-12)


def test_r_finds_the_same_agreement(table):
    labels = [np.array(stats["labels"]) - 1 for stats in table.said["stats"]]
    for own, stats in zip(labels, table.said["stats"], strict=True):
        assert adjusted_rand(own, labels[0]) == pytest.approx(stats["rand_with_two"], abs=1e-9)


@given(labellings)
def test_jaccard_is_what_both_hold_over_what_either_holds(pair):
    found = jaccard(shared(*pair, (5, 5)))
    for a in range(5):
        for b in range(5):
            first, second = set(np.flatnonzero(pair[0] == a)), set(np.flatnonzero(pair[1] == b))
            assert found[a, b] == pytest.approx(len(first & second) / max(len(first | second), 1))


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3).map(np.array))
def test_no_other_matching_shares_more(table):
    found = match(table)
    assert sorted(found) == [0, 1, 2]
    most = max(sum(table[i, p[i]] for i in range(3)) for p in permutations(range(3)))
    assert table[np.arange(3), found].sum() == most


def test_without_partner_is_minus_one():
    assert match(np.array([[1], [5]])).tolist() == [-1, 0]
