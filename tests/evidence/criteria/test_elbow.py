from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.elbow import CRITERION


def test_the_steady_elbow_is_chosen():
    assert CRITERION.rule(Tried({}, elbow=4)) == 4
    assert CRITERION.choices(Tried({}, elbow=4)) == {"elbow": 4}
