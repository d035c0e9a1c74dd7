from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.refits import CRITERION, STEADY


def test_the_largest_steady_k_above_one_is_chosen():
    assert CRITERION.rule(Tried({"agreement": {1: 1.0, 2: STEADY + 1e-9, 3: STEADY}})) == 2
    assert CRITERION.rule(Tried({"agreement": {1: 1.0, 2: STEADY}})) == 1
