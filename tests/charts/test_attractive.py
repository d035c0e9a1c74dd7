from __future__ import annotations

import re

from coterie.charts.attractive import attractive_map
from coterie.views.front.attractive import Spot


def test_marks_lie_in_the_order_of_size_and_worth_and_names_are_escaped():
    spots = [Spot(0, "<script>", "few", 0.1, 2.5, True), Spot(1, "Many", "many", 0.6, 0.4, False)]
    drawn = attractive_map(spots, value="<b>")
    places = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert places[0][0] < places[1][0]
    assert places[0][1] < places[1][1]
    assert "hollow" in drawn
    assert "<script>" not in drawn
    assert "<b>" not in drawn
