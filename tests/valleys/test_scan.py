import numpy as np
import pytest

from coterie.valleys.scan import scan


def line(**places):
    """A line with so many customers in bins; bin 24 begins at the border."""
    made = np.zeros((1, 48), dtype=np.int64)
    for at, people in places.items():
        made[0, int(at[1:])] = people
    return made


@pytest.mark.parametrize(
    ("places", "near", "between", "at"),
    [
        ({"b14": 50, "b33": 40}, 40, 0, -0.3),  # at the centres; nothing between them: the first such place is taken
        ({"b20": 50, "b27": 40}, 40, 0, 0.0),  # as near as two sides may be: windows of 6 bins around the border
        ({"b21": 50, "b26": 40}, 0, 0, -0.3),  # within the window at the border
        ({"b0": 50, "b47": 40}, 40, 0, -0.3),
        ({"b14": 50, "b33": 40} | {f"b{at}": 1 if 22 <= at <= 27 else 2 for at in range(15, 30)}, 44, 6, 0.05),
        ({f"b{at}": 50 for at in range(48) if not 13 <= at <= 18}, 300, 100, -0.3),  # emptier beyond -.3
        ({f"b{at}": 50 for at in range(48) if not 29 <= at <= 34}, 300, 100, 0.3),
    ],
)
def test_the_emptiest_place_is_looked_for_near_the_border_and_its_sides_beyond(places, near, between, at):
    found = scan(line(**places))
    assert (int(found[0][0]), int(found[1][0])) == (near, between)
    assert found[2][0] == pytest.approx((near - between) / np.sqrt(near + between + 1))
    assert found[3][0] == pytest.approx(at)


def test_each_line_is_looked_at_by_itself():
    lines = np.concatenate([line(b14=50, b33=40), line(b14=5, b33=9)])
    assert scan(lines)[0].tolist() == [40, 5]
