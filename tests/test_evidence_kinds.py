"""The kinds of tables that benchmarks measure the evidence on."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import evidence_kinds
from evidence_kinds import (
    ATOMS,
    BLURRED,
    CLEAR,
    GROUPS,
    KINDS,
    LATTICES,
    ONE_CLOUD,
    OPEN,
    PEAKED,
    STRUCTURELESS,
    TRUTH,
    make,
    make_labelled,
)

sys.path.pop(0)

EACH = pytest.mark.parametrize("kind", KINDS)
ONE_HOT = {"numbers and a category": 4, "groups and a category": 2}
"""How many 0/1 columns, not centred, a category became."""


@EACH
@pytest.mark.parametrize("n", [150, 500])
def test_a_table_is_finite_and_standardised_and_has_its_groups(kind, n):
    X, labels = make_labelled(kind, 1, n)
    assert X.shape[0] == len(labels) == n
    assert np.isfinite(X).all()
    numbers = X[:, : X.shape[1] - ONE_HOT.get(kind, 0)]
    np.testing.assert_allclose(numbers.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(numbers.std(axis=0), 1, atol=1e-9)
    assert set(labels.tolist()) == set(range(TRUTH[kind]))


@EACH
def test_a_seed_makes_the_same_table_and_another_seed_another(kind):
    X, labels = make_labelled(kind, 1, 150)
    again, labels_again = make_labelled(kind, 1, 150)
    assert X.tobytes() == again.tobytes() == make(kind, 1, 150).tobytes()
    assert labels.tobytes() == labels_again.tobytes()
    assert X.tobytes() != make(kind, 2, 150).tobytes()


@pytest.mark.parametrize("kind", GROUPS)
def test_no_other_group_is_as_near_as_its_own_to_most_customers(kind):
    X, labels = make_labelled(kind, 3, 500)
    distances = np.square(X[:, None, :] - X).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    own = labels[np.argpartition(distances, 5, axis=1)[:, :5]] == labels[:, None]
    assert (own.sum(axis=1) >= 3).mean() > 0.94


def test_every_kind_is_in_one_list_of_known_truth():
    lists = [STRUCTURELESS, CLEAR, BLURRED, ONE_CLOUD, ATOMS, PEAKED, GROUPS]
    assert sorted(KINDS) == sorted(kind for some in lists for kind in some) == sorted(TRUTH)
    assert set(LATTICES) <= set(ONE_CLOUD)
    assert set(OPEN) <= set(GROUPS)
    assert all(TRUTH[kind] == 1 for kind in (*STRUCTURELESS, *ONE_CLOUD, *ATOMS, *PEAKED))


def test_a_module_is_short():
    for module in Path(evidence_kinds.__file__).parent.glob("*.py"):
        assert module.read_text().count("\n") <= 400
