"""The placebo's distribution: tables without groups, and where the customers' own table stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from coterie.charts.chart import Chart
from coterie.charts.picture import number, picture, text
from coterie.charts.theme import QUIET, RULE
from coterie.remarks import say
from coterie.views.placebos import as_separated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.kept import Placebo
    from coterie.views.summary import Summary

WIDTH: Final = 420
_EDGE = 12.0
_DOT = 2.6
_STRIP = 96  # from one strip to the next
_ROOM = 48  # height of the dots
_AXIS = 40
_UNITS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_MARKS = 6


def placebos(compared: Sequence[Placebo]) -> str:
    """Draw a strip for each kind of placebo: a dot a table, and a diamond for the customers.

    Parameters
    ----------
    compared : sequence of Placebo
        How each kind of table without groups compares.

    Returns
    -------
    str
        An SVG element.

    Examples
    --------
    >>> from coterie.evidence.kept import Placebo
    >>> box = Placebo("box", statistic=3.0, draws=(0.1, 0.4), p=1 / 3, excess=(), silhouette_squared=())
    >>> placebos([box]).split("<title")[1][20:130]
    'Against customers spread evenly over a box: 0 of 2 tables without groups look as separated as these customers.'
    """
    strips = [
        _Strip(each.kind, _known(each.draws), own, each.p) for each in compared for own in _known([each.statistic])
    ]
    values = [value for each in strips for value in (*each.draws, each.statistic)]
    span = min(values), max(values)
    marks = [mark for row, each in enumerate(strips) for mark in _strip(each, row, span)]
    height = _STRIP * len(strips) + _AXIS
    return picture([*marks, *_axis(span, height)], name="placebos", size=(WIDTH, height), says=_says(strips))


class _Strip(NamedTuple):
    """One kind of placebo, as far as it is known."""

    kind: str
    draws: tuple[float, ...]
    statistic: float
    p: float


def _known(values: Sequence[float | None]) -> tuple[float, ...]:
    return tuple(value for value in values if value is not None)


def _says(strips: Sequence[_Strip]) -> str:
    return " ".join(
        say("chart.placebo", kind=say(f"chart.{each.kind}"), reached=as_separated(each), tables=len(each.draws))
        for each in strips
    )


def _strip(placebo: _Strip, row: int, span: tuple[float, float]) -> list[str]:
    """Draw one kind: its name, a line, dots piled up on it, the customers' diamond."""
    floor = row * _STRIP + _STRIP - 14
    own = _place(placebo.statistic, span)
    anchor, shift = ("end", 4) if own > WIDTH / 2 else ("start", -4)
    return [
        text(say(f"chart.{placebo.kind}"), (0, floor - 70), bold=True),
        f'<path d="M0,{floor}h{WIDTH}" stroke="{RULE}"/>',
        _dots([_place(draw, span) for draw in placebo.draws], floor),
        f'<path d="M{number(own)},{floor - 10}v-22" stroke="currentColor" stroke-dasharray="2 3"/>',
        f'<path d="M{number(own)},{floor - 12}l7,7l-7,7l-7,-7Z" fill="currentColor"/>',
        text(say("chart.your_customers"), (own + shift, floor - 37), anchor=anchor),
    ]


def _dots(places: Sequence[float], floor: float) -> str:
    """Pile dots up where they would cover each other."""
    bins: dict[int, int] = {}
    wide = 2 * _DOT
    for place in sorted(places):
        bins[round(place / wide)] = bins.get(round(place / wide), 0) + 1
    step = min(wide, (_ROOM - wide) / max(max(bins.values()) - 1, 1))
    spots = [(at * wide, floor - _DOT - 1 - level * step) for at, many in bins.items() for level in range(many)]
    path = "".join(f"M{number(x)},{number(y)}h0" for x, y in spots)
    return f'<path d="{path}" stroke="{QUIET}" stroke-width="{2 * _DOT - 0.6:g}" stroke-linecap="round"/>'


def _axis(span: tuple[float, float], height: float) -> list[str]:
    return [
        *(text(f"{each:g}", (_place(each, span), height - 24), anchor="middle") for each in _ticks(*span)),
        text(say("chart.like_placebos"), (0, height - 4)),
        text(say("chart.more_separated"), (WIDTH, height - 4), anchor="end"),
    ]


def _ticks(low: float, high: float) -> list[int]:
    """Return whole numbers that are easy to read, six at most."""
    unit = next((unit for unit in _UNITS if high - low <= 5 * unit), _UNITS[-1])
    return list(range(math.ceil(low / unit) * unit, math.floor(high) + 1, unit))[:_MOST_MARKS]


def _place(value: float, span: tuple[float, float]) -> float:
    low, high = span
    return _EDGE + (value - low) / ((high - low) or 1.0) * (WIDTH - 2 * _EDGE)


def _draw(summary: Summary) -> str | None:
    return placebos(summary.structure.placebos) if summary.structure else None


CHART = Chart("placebos", _draw)
