from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.prediction_strength import CRITERION


def test_the_largest_strong_k_is_chosen():
    assert CRITERION.rule(Tried({"prediction_strength": {1: 1.0, 2: 0.9, 3: 0.8}})) == 2
    assert CRITERION.rule(Tried({"prediction_strength": {2: 0.8, 3: 0.7}})) == 1
