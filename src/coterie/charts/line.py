"""A number of every K as a curve, written out by hand: the page's elbow and its silhouettes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from coterie.charts.picture import number, picture, text
from coterie.charts.theme import QUIET, RULE
from coterie.number_format import decimals as with_decimals
from coterie.number_format import readable
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.charts.by_k import Point

SIZE: Final = (420, 280)
_LEFT, _RIGHT, _TOP, _FLOOR = 58.0, 408.0, 34.0, 228.0
_TICKS = 5
_MOST_K = 15
_LATE = 0.8  # from here on a label would run out of the picture to the right


def line(
    rows: Sequence[Point], *, chosen: int, title: str, description: str, name: str, decimals: int | None = None
) -> str:
    """Draw a number against the number of segments: a line, a point a K, the chosen one marked and labelled.

    Parameters
    ----------
    rows : sequence of Point
        One a K, by rising K.
    chosen : int
        The K to mark; none is where it has no number.
    title : str
        What the number is.
    description : str
        What the chart shows, for those who do not see it.
    name : str
        A word of letters, digits and dashes, unique in the page.
    decimals : int, optional
        Of the axis' numbers; left out, they are shortened.

    Returns
    -------
    str
        An SVG element.

    Examples
    --------
    >>> from coterie.charts.by_k import Point
    >>> drawn = line([Point(2, 0.4), Point(3, 0.5)], chosen=3, title="Silhouette", description="By K", name="by-k")
    >>> drawn.count("<circle"), "K = 3" in drawn
    (1, True)
    """
    places = _Places([row.k for row in rows], [row.value for row in rows])
    spots = [(places.across(row.k), places.up(row.value)) for row in rows]
    path = "L".join(f"{number(x)},{number(y)}" for x, y in spots)
    dots = "".join(f"M{number(x)},{number(y)}h0" for x, y in spots)
    marks = [
        text(title, (0, 12)),
        *_axis(places, decimals),
        *_here(rows, spots, chosen),
        f'<path d="M{path}" fill="none" stroke="{QUIET}" stroke-width="1.75"/>',
        f'<path d="{dots}" stroke="{QUIET}" stroke-width="7" stroke-linecap="round"/>',
        *_mark(rows, spots, chosen),
        text(say("chart.segments"), ((_LEFT + _RIGHT) / 2, SIZE[1] - 10), anchor="middle"),
    ]
    return picture(marks, name=name, size=SIZE, says=description)


class _Places:
    """Where values lie; the axis need not begin at zero, since the curve's shape is the message."""

    def __init__(self, ks: Sequence[int], values: Sequence[float]) -> None:
        self.ks = ks
        self.low, self.high = min(values), max(values)

    def across(self, k: int) -> float:
        return _LEFT + (k - self.ks[0] + 0.4) / (self.ks[-1] - self.ks[0] + 0.8) * (_RIGHT - _LEFT)

    def up(self, value: float) -> float:
        share = 0.5 if self.high <= self.low else (value - self.low) / (self.high - self.low)
        return _FLOOR - 10 - share * (_FLOOR - _TOP - 20)


def _axis(places: _Places, decimals: int | None) -> list[str]:
    marks = []
    for value in even_values(places.low, places.high):
        y = places.up(value)
        said = readable(value, largest=places.high) if decimals is None else with_decimals(value, decimals)
        marks.append(f'<path d="M{number(_LEFT)},{number(y)}H{number(_RIGHT)}" stroke="{RULE}"/>')
        marks.append(text(said, (_LEFT - 8, y + 4), anchor="end"))
    step = next(step for step in (1, 2, 5, 10, 20, 50) if len(places.ks) / step <= _MOST_K)
    shown = [k for k in places.ks if step == 1 or k % step == 0]
    return [*marks, *(text(str(k), (places.across(k), _FLOOR + 18), anchor="middle") for k in shown)]


def even_values(low: float, high: float) -> list[float]:
    """Return round values, evenly apart, from low to high; five at most.

    Examples
    --------
    >>> even_values(0.31, 0.62), even_values(3.0, 3.0)
    ([0.4, 0.5, 0.6], [3.0])
    """
    if not high > low:
        return [low]
    least = 10.0 ** math.floor(math.log10((high - low) / _TICKS))
    unit = next(least * m for m in (1, 2, 5, 10) if (high - low) / (least * m) <= _TICKS)
    return [round(i * unit, 12) for i in range(math.ceil(low / unit), math.floor(high / unit) + 1)]


def _here(rows: Sequence[Point], spots: Sequence[tuple[float, float]], chosen: int) -> list[str]:
    return [
        f'<path d="M{number(x)},{number(_TOP - 8)}V{number(_FLOOR)}" stroke="{QUIET}" stroke-dasharray="3 4"/>'
        for row, (x, _) in zip(rows, spots, strict=True)
        if row.k == chosen
    ]


def _mark(rows: Sequence[Point], spots: Sequence[tuple[float, float]], chosen: int) -> list[str]:
    """Mark the chosen K, and write it above the curve: beside the rule, where no line crosses it."""
    marks = []
    for place, (row, (x, y)) in enumerate(zip(rows, spots, strict=True)):
        if row.k == chosen:
            late = len(rows) > 1 and place > _LATE * (len(rows) - 1)
            at = (x - 6 if late else x + 6, _TOP - 10)
            marks.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="6" fill="currentColor"/>')
            marks.append(text(f"K = {chosen}", at, anchor="end" if late else "start", bold=True))
    return marks
