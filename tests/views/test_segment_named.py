from __future__ import annotations

import coterie
from coterie.views.segment_named import segment_named


def test_a_segment_has_its_permanent_id_and_the_name_that_people_gave(result):
    found = coterie.rename(result.segmentation, {2: "Two"})
    assert (segment_named(found, 2).id, segment_named(found, 2).name) == (2, "Two")
