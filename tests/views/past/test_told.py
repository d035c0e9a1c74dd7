from __future__ import annotations

from histories import run

from coterie.history import Target
from coterie.views.past.told import told


def test_it_says_all_that_is_kept():
    found = told(run(target=Target("$SHOP", "segments"), tags=("champion",), times=2))
    assert (found.run, found.times, found.tags, found.k) == (3, 2, ("champion",), 2)
    assert (found.at, found.last) == ("2026-05-01T02:00:07", "2026-05-01T02:00:07")
    assert (found.address, found.table) == ("$SHOP", "segments")
    assert [each.share for each in found.segments] == [7 / 12, 5 / 12]
    assert [(each.id, each.before, each.after) for each in found.renames] == [(0, "Frugal", "Savers")]


def test_where_nobody_has_a_segment_there_are_no_shares():
    found = told(
        run(segments=tuple(each.__class__(each.id, each.name, each.born, False, 0) for each in run().record.segments))
    )
    assert [each.share for each in found.segments] == [None, None]
    assert (found.address, found.table) == (None, None)
