from __future__ import annotations

import numpy as np

from coterie.clustering import sweep
from coterie.evidence import structure_test
from coterie.evidence.card import k_card
from coterie.evidence.criteria import Seen, Tried
from coterie.evidence.criteria.excess import CRITERION
from coterie.evidence.treatment import treat

X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)


def test_it_is_that_of_the_test_against_placebos():
    tried = sweep(X, range(1, 6))
    structure = structure_test(treat(X), range(1, 6), n_draws=19)
    card = k_card(X, tried, structure=structure)
    assert [row.excess for row in card.rows] == [None, *structure.excess]
    assert CRITERION.rule(Tried({"excess": {2: 1.0, 3: 4.0, 4: 2.0}})) == 3
    assert CRITERION.value(Seen(X, tried[3].labels, tried[3])) is None
