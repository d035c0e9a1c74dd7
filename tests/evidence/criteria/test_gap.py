from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.gap import CRITERION
from coterie.evidence.gap import Gap


def test_three_rules_read_one_gap():
    gap = Gap((1, 2, 3, 4), (0.1, 0.5, 0.45, 0.9), (0.01, 0.01, 0.01, 0.01))
    assert CRITERION.choices(Tried({}, gap=gap)) == {"gap": 2, "gap_first": 2, "gap_global": 4}
    assert CRITERION.rule(Tried({}, gap=gap)) == 4
