from __future__ import annotations

import numpy as np

from coterie.evidence.search import backward, standing, together
from coterie.evidence.treatment import treat

RNG = np.random.default_rng(2)


def test_groups_stand_above_placebos_and_noise_does_not(three_groups):
    assert standing(treat(three_groups[0]), range(2, 6)).distance > 0.1
    assert standing(treat(RNG.uniform(size=(90, 2))), range(2, 6)).distance < 0.08


def test_noise_is_left_out_first(three_groups):
    X, _ = three_groups
    parts = {"n1": RNG.normal(size=90), "a": X[:, 0] / 4, "n2": RNG.uniform(-2, 2, 90), "b": X[:, 1] / 4}
    way = backward({name: treat(values[:, None]) for name, values in parts.items()}, range(2, 5))
    assert way[-1][0] == ("a", "b")
    assert way[-1][1].distance > way[0][1].distance + 0.1


def test_parts_come_together_in_the_order_asked_for():
    parts = {"a": treat(np.arange(40.0).reshape(20, 2)), "b": treat(np.ones((20, 1)))}
    found = together(parts, ["b", "a"])
    assert found.X[0].tolist() == [1.0, 0.0, 1.0]
    assert found.discrete.tolist() == [True, False, False]


def test_the_order_of_columns_changes_no_bit():
    rng = np.random.default_rng(7)
    X = np.column_stack([rng.normal(size=(80, 2)), rng.integers(0, 3, 80)])
    assert standing(treat(X[:, ::-1]), range(2, 5)) == standing(treat(X), range(2, 5))
