"""A share then and now."""

import re

from coterie.charts.then_and_now import SIZE, then_and_now
from coterie.views.comparison_page import ShareRow

ROW = ShareRow(0, "A", "10%", "20%", "", "", sure=True, then=(0.0, 0.5, 1.0), now=(0.2, 0.3, 0.4))


def test_both_lie_where_they_should():
    drawn = then_and_now(ROW)
    then, now = (float(x) for x in re.findall(r'cx="([\d.]+)"', drawn))
    assert then == SIZE[0] / 2
    assert now == 5 + 0.3 * (SIZE[0] - 10)
    assert f"H{SIZE[0] - 5}M5" in drawn
    assert 'aria-hidden="true"' in drawn


def test_who_was_not_there_is_not_drawn():
    new = ShareRow(0, "A", "", "20%", "", "", sure=True, then=None, now=(0.2, 0.3, 0.4))
    assert then_and_now(new).count("<circle") == 1
