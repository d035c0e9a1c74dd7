from __future__ import annotations

import pytest

from coterie.report import drawing
from coterie.views.comparison import STEPS


@pytest.mark.parametrize("z", [-5.0, -2.0, -0.3, 0.0, 0.7, 2.0, 9.0])
def test_a_bar_points_the_way_and_ends_at_two(z):
    start, width = map(float, drawing.deviation_bar(z))
    assert 0 <= start <= start + width <= 48
    assert (start + width == 24) if z < 0 else (start == 24)
    assert width == pytest.approx(12 * min(abs(z), 2.0), abs=0.06)


def test_bars_are_as_long_as_borders_are_crowded_up_to_the_end():
    assert [drawing.border_bar(share) for share in (0.0, 0.7, 1.2, 3.0)] == ["0.0", "70.0", "120.0", "120.0"]
    assert drawing.border_place(drawing.BORDER_MOST) == "120"


def test_bars_are_as_long_as_segments_are_stable():
    assert [drawing.held_bar(jaccard) for jaccard in (0.0, 0.31, 1.0)] == ["0", "62.0", "200.0"]
    assert [drawing.held_place(at) for at in (0.5, 0.85)] == ["100", "170"]


def test_shades_and_signs_say_the_same():
    steps = range(-len(STEPS), len(STEPS) + 1)
    assert [drawing.sign(step) for step in steps] == ["▼▼", "▼", "", "", "", "▲", "▲▲"]
    for step in steps:
        assert drawing.shade(step)[-2:-1] == ("m" if step < 0 else "p" if step > 0 else "")


@pytest.mark.parametrize(
    ("share", "shade"),
    [(None, ""), (0.09, ""), (0.1, "step-p1"), (0.24, "step-p1"), (0.25, "step-p2"), (0.5, "step-p3")],
)
def test_shades_of_shares_begin_where_the_page_says(share, shade):
    assert drawing.shade_of_share(share) == shade
