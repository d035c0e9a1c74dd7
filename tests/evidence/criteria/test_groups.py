from __future__ import annotations

from coterie.evidence.criteria import Tried
from coterie.evidence.criteria.groups import CRITERION


def test_the_largest_natural_k_is_chosen():
    assert CRITERION.rule(Tried({}, natural=(2, 5))) == 5
    assert CRITERION.rule(Tried({}, natural=())) is None
    assert CRITERION.value is None
