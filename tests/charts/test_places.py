from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coterie.charts.places import free

AT = st.tuples(st.floats(0, 400), st.floats(30, 290))


@given(st.lists(AT, min_size=1, max_size=8))
def test_names_that_find_a_place_cover_no_other(wanted):
    taken = []
    for at in wanted:
        free(at, 30.0, taken, left=0, right=400, top=0, floor=10_000)
    for i, (x, y, half) in enumerate(taken):
        assert half <= x <= 400 - half
        for other_x, other_y, other_half in taken[:i]:
            assert abs(y - other_y) >= 13 or abs(x - other_x) >= half + other_half
