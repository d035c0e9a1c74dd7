"""The map of size against worth: a mark for each segment, hollow where it is not found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coterie.charts.picture import number, picture, text
from coterie.charts.places import free
from coterie.charts.shortened import shortened
from coterie.number_format import percent
from coterie.remarks import say
from coterie.views.front.strips import round_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.front.attractive import Spot

SIZE: Final = (430, 230)
_LEFT, _TOP, _FLOOR = 40, 24, 190
_NEAR = 20  # of a name: farther ones are tied to their mark by a line
_LETTER = 6.6  # width of a letter of 12 units, on average


def attractive_map(spots: Sequence[Spot], *, value: str) -> str:
    """Draw segments by their share of the people and by what one customer is worth.

    Parameters
    ----------
    spots : sequence of coterie.views.front.attractive.Spot
    value : str
        What the worth is called.

    Examples
    --------
    >>> from coterie.views.front.attractive import Spot
    >>> attractive_map([Spot(0, "Few", "", 0.1, 2.0, True)], value="revenue").count("<circle")
    1
    """
    wide, high = max(each.people for each in spots) * 1.1, max(1.0, *(each.index for each in spots)) * 1.1

    def place(people: float, index: float) -> tuple[float, float]:
        return _LEFT + people / wide * (SIZE[0] - _LEFT - 8), _FLOOR - index / high * (_FLOOR - _TOP)

    marks = [text(say("front.worth_up", value=value), (0, 12))]
    for index in round_values(0.0, high, even=True):
        y = place(0, index)[1]
        marks.append(f'<path class="{"everyone" if index == 1 else "grid"}" d="M{_LEFT},{number(y)}H{SIZE[0]}"/>')
        marks.append(text(say("front.times", index=index), (_LEFT - 6, y + 4), anchor="end"))
    for people in round_values(0.0, wide, even=True):
        x = place(people, 0)[0]
        marks.append(text(percent(people), (x, _FLOOR + 16), anchor="middle"))
    marks.append(text(say("front.people_across"), (SIZE[0], _FLOOR + 34), anchor="end"))
    taken = [(*place(each.people, each.index), 8.0) for each in spots]
    names = []
    for each, shown in zip(spots, shortened([spot.name for spot in spots], 26), strict=True):
        x, y = place(each.people, each.index)
        fill = "" if each.stable else " hollow"
        marks.append(f'<circle class="spot paint-{each.id % 8}{fill}" cx="{number(x)}" cy="{number(y)}" r="6"/>')
        half = len(shown) * _LETTER / 2
        at = free((x, y - 15), half, taken, left=_LEFT, right=SIZE[0], top=_TOP, floor=_FLOOR)
        if abs(at[1] - y) > _NEAR:
            marks.append(f'<path class="everyone" d="M{number(x)},{number(y)}L{number(at[0])},{number(at[1])}"/>')
        names.append(
            text(shown, (at[0], at[1] + 4), anchor="middle", bold=True).replace("<text ", '<text class="halo" ', 1)
        )
    says = say("front.spots_alt", value=value, spots=" ".join(each.says for each in spots))
    return picture([*marks, *names], name="attractive", size=SIZE, says=says)
