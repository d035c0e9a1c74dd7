from __future__ import annotations

from coterie.remarks import Remark
from coterie.scoring.doubt import Doubt


def test_a_doubt_stops_nothing_unless_it_says_so():
    assert not Doubt(Remark("unseen_category", "card")).stops
