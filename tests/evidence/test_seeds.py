from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coterie.clustering import Sweep, sweep
from coterie.evidence import seeds
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.inputs import as_clustering
from coterie.evidence.refits import refit
from coterie.evidence.seeds import seeds_agreement

ALL = np.arange(200)


@pytest.fixture(scope="module")
def one_lumpy_column():
    """Customers who differ in one column only: quick refits are led astray, a sweep is not."""
    rng = np.random.default_rng(32)
    X = rng.normal(size=(200, 4))
    X[:, 3] = rng.choice([-1.2, 1.2], 200) + rng.normal(size=200) * 0.45
    return (X - X.mean(axis=0)) / X.std(axis=0)


def test_seeds_that_quick_refits_only_missed_agree(one_lumpy_column):
    X = one_lumpy_column
    first, *others = (refit(X, [2], random_state=seed)[2].labels for seed in (1, 2, 3))
    assert min(adjusted_rand(first, other) for other in others) < 0.1
    assert seeds_agreement(X, sweep(X, range(1, 5)), 2, rows=ALL) == 1.0


@pytest.mark.parametrize("k", [2, 5])
def test_seeds_that_disagree_with_all_effort_are_found(k):
    around = 2 * np.pi * ALL / 200
    ring = np.column_stack([np.cos(around), np.sin(around)])  # can be cut anywhere
    assert seeds_agreement(ring, sweep(ring, range(k - 1, k + 2)), k, rows=ALL) < seeds.SAME


@pytest.fixture
def thorough(monkeypatch):
    """Other seeds always search as the sweep did."""
    monkeypatch.setattr(seeds, "SAME", 1.1)


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize(("most", "agree"), [(200, False), (199, True)])
def test_what_was_delivered_is_compared_where_customers_are_few_enough(monkeypatch, one_lumpy_column, most, agree):
    X = one_lumpy_column
    monkeypatch.setattr(seeds, "MOST_ROWS", most)
    delivered = replace(sweep(X, [2])[2], compact_labels=(ALL % 2).astype(np.uint8))
    found = seeds_agreement(X, Sweep((delivered,)), 2, rows=ALL)
    assert (found == 1.0) == agree
    assert agree or found < 0.1


@pytest.mark.usefixtures("thorough")
def test_segments_of_another_tool_have_no_seed_of_ours(one_lumpy_column):
    X = one_lumpy_column
    theirs = as_clustering(X, (ALL % 2).astype(np.int32))
    assert seeds_agreement(X, Sweep((*sweep(X, [1]).clusterings, theirs)), 2, rows=ALL) == 1.0


@pytest.mark.usefixtures("thorough")
def test_other_seeds_search_with_the_starts_and_next_to_the_k_of_the_sweep(monkeypatch, one_lumpy_column):
    asked = []

    def spy(X, ks, **options):
        asked.append((list(ks), options))
        return sweep(X, ks, **options)

    made = sweep(one_lumpy_column, range(1, 6), n_starts=7)
    monkeypatch.setattr(seeds, "sweep", spy)
    seeds_agreement(one_lumpy_column, made, 3, rows=ALL, random_state=5)
    assert asked == [([2, 3, 4], {"n_starts": 7, "random_state": seed}) for seed in (7, 8)]
