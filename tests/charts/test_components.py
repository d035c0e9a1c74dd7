from __future__ import annotations

from coterie.charts.components import CHART
from coterie.views.contract import summary_from


def test_it_is_drawn_where_there_is_a_plane(case):
    assert CHART.draw(summary_from(case("bank")[0])).count('class="outline') == 6
    assert CHART.draw(summary_from(case("single")[0])) is None
