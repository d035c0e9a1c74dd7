from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.halves import AGAIN, CRITERION


def test_the_largest_k_on_which_halves_agree_is_chosen():
    assert CRITERION.rule(Tried({"halves": {1: 1.0, 2: 0.9, 3: AGAIN, 4: AGAIN - 1e-9}})) == 3
    assert CRITERION.rule(Tried({"halves": {1: 1.0, 2: 0.79}})) is None
