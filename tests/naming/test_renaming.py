from __future__ import annotations

import numpy as np

from coterie.naming import name
from coterie.naming.renaming import rename
from coterie.profiling import NumericProfile, Profiles, SegmentProfile


def profiles(*means):
    overall = NumericProfile(50.0, 50.0, 20.0, 0.0, 100.0, 100)
    own = [SegmentProfile(10, 1 / len(means), {"visits": NumericProfile(m, m, 5.0, 0.0, 100.0, 10)}) for m in means]
    return Profiles(SegmentProfile(10 * len(means), 1.0, {"visits": overall}), tuple(own))


def test_names_go_with_the_people_and_all_differ():
    there, here = profiles(90.0, 10.0), profiles(90.0, 5.0, 15.0)
    given = {"catalogue": "none", "features": ["visits"]}
    counts = np.array([[10, 0, 0], [0, 4, 5]])
    recommended = [each.name for each in name(there, **given).names]
    found = [each.name for each in rename(there, here, counts, roles={}, **given).names]
    assert found[0] == recommended[0]
    assert len(set(found)) == 3
