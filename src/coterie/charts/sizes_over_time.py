"""Every segment's share of the customers, run by run."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from coterie.charts.line import even_values
from coterie.charts.picture import number, picture, text
from coterie.charts.shortened import shortened
from coterie.charts.theme import PALETTE, QUIET, RULE, colour
from coterie.number_format import percent
from coterie.reader_format import as_read
from coterie.remarks import say
from coterie.views.past.sizes import shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.views.past.sizes import HistorySizes, SizedSegment

_LEFT, _RIGHT, _WIDE = 48.0, 420.0, 640
_TOP, _HIGH = 30.0, 220.0
_LINE: Final = 16.0  # from one name to the next
_MOST_LETTERS = 30
_OF_LAST = 15  # letters for the last run of who is gone
_MOST_RUNS = 8  # that are numbered
_DASHES = ("", ' stroke-dasharray="7 3"', ' stroke-dasharray="2 3"')  # a round of the colours each


def sizes_over_time(found: HistorySizes) -> str:
    """Draw a line for each segment, its name where it ends.

    Runs are as far apart as their numbers' places: what is compared is one run with the next.

    Parameters
    ----------
    found : HistorySizes
        With at least one run.

    Returns
    -------
    str
        An SVG element.

    Examples
    --------
    >>> from coterie.views.past.sizes import HistorySizes, SizedRun, SizedSegment
    >>> runs = tuple(SizedRun(n, f"2026-0{n}-01T02:00:00", "score", "a.csv", 10) for n in (1, 2))
    >>> segments = (SizedSegment(0, "ab", "Savers", (4, 5)), SizedSegment(1, "ab", "Spenders", (6, 5)))
    >>> drawn = sizes_over_time(HistorySizes(1, "1", "sqlite:///runs.sqlite", runs, segments, 0))
    >>> drawn.count('class="sizes"'), "Spenders" in drawn
    (2, True)
    """
    lines = shares(found)
    high = max(_HIGH, _LINE * len(lines))
    top = max((one for own in lines for one in own if one is not None), default=1.0) or 1.0
    spots = [
        [None if one is None else (_across(n, len(own)), _up(one / top, high)) for n, one in enumerate(own)]
        for own in lines
    ]
    marks = [
        text(say("chart.share_of_customers"), (0, 12)),
        *_axes(found, top, high),
        *(mark for style, own in zip(_styles(found.segments), spots, strict=True) for mark in _line(style, own)),
        *_names(found, spots, high),
    ]
    says = say("chart.sizes_over_time", n=len(found.runs), segments=len(lines))
    return picture(marks, name="sizes-over-time", size=(_WIDE, _TOP + high + 44), says=says)


def _across(place: int, runs: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (0.5 if runs == 1 else (place + 0.15) / (runs - 0.7))


def _up(share: float, high: float) -> float:
    return _TOP + high * (1 - share)


def _axes(found: HistorySizes, top: float, high: float) -> Iterator[str]:
    values = even_values(0.0, top)
    whole = all(round(100 * value) == round(100 * value, 6) for value in values)
    for value in values:
        y = _up(value / top, high)
        yield f'<path d="M{number(_LEFT)},{number(y)}H{number(_RIGHT)}" stroke="{RULE}"/>'
        yield text(as_read(f"{value:.0%}") if whole else percent(value), (_LEFT - 8, y + 4), anchor="end")
    runs = found.runs
    step = -(-len(runs) // _MOST_RUNS)
    for place in range((len(runs) - 1) % step, len(runs), step):
        x = _across(place, len(runs))
        yield text(str(runs[place].run), (x, _TOP + high + 18), anchor="middle")
    first, last = (run.at[:10] for run in (runs[0], runs[-1]))
    said = say("chart.runs_of_day", day=last) if first == last else say("chart.runs", first=first, last=last)
    yield text(said, ((_LEFT + _RIGHT) / 2, _TOP + high + 38), anchor="middle")


def _styles(segments: Sequence[SizedSegment]) -> list[tuple[str, str]]:
    """Return each segment's colour and dashes: its own, another where that is taken, dashes where none is left."""
    found: list[tuple[str, str]] = []
    for each in segments:
        wanted = [(one, dashes) for dashes in _DASHES for one in (colour(each.id), *PALETTE)]
        found.append(next((style for style in wanted if style not in found), wanted[0]))
    return found


def _line(style: tuple[str, str], spots: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    """Draw the stretches in which a segment was there, and a dot for each run."""
    own, dashes = style
    drawn = f'fill="none" stroke="{own}" stroke-width="2"{dashes}'
    for _, stretch in groupby(spots, key=lambda spot: spot is not None):
        if there := [spot for spot in stretch if spot is not None]:
            path = "L".join(f"{number(x)},{number(y)}" for x, y in there)
            yield f'<path class="sizes" d="M{path}" {drawn}/>'
    dots = "".join(f"M{number(spot[0])},{number(spot[1])}h0" for spot in spots if spot is not None)
    yield f'<path d="{dots}" stroke="{own}" stroke-width="7" stroke-linecap="round"/>'


def _names(found: HistorySizes, spots: Sequence[Sequence[tuple[float, float] | None]], high: float) -> Iterator[str]:
    """Write names beside the ends of their lines, none over another; of those that are gone, with their last run."""
    ends: list[tuple[float, float, str]] = []
    for own, each in zip(spots, found.segments, strict=True):
        there = [spot for spot in own if spot is not None]
        if there:
            ends.append((there[-1][1], there[-1][0], _called(each.name, found, own)))
    ends.sort()
    at = spread([y for y, _, _ in ends], low=_TOP, high=_TOP + high)
    for y, (end, x, name) in zip(at, ends, strict=True):
        dashes = "" if x == _across(len(found.runs) - 1, len(found.runs)) else ' stroke-dasharray="1 3"'
        line = f"M{number(x + 6)},{number(end)}L{number(_RIGHT + 18)},{number(y)}"
        yield f'<path d="{line}" stroke="{QUIET}" stroke-width=".7"{dashes}/>'
        yield text(name, (_RIGHT + 22, y + 4))


def _called(name: str, found: HistorySizes, own: Sequence[object]) -> str:
    """Return a name as the chart has room for it; of a segment that is gone, with the last run that had it."""
    last = max(place for place, spot in enumerate(own) if spot is not None)
    room = _MOST_LETTERS if last == len(own) - 1 else _MOST_LETTERS - _OF_LAST
    (shown,) = shortened([name], room)
    return shown if last == len(own) - 1 else say("chart.until_run", name=shown, number=found.runs[last].run)


def spread(wanted: Sequence[float], *, low: float, high: float) -> list[float]:
    """Return places from low to high near the ones wanted, in their order, a line of text apart.

    Examples
    --------
    >>> spread([10.0, 12.0, 90.0], low=0.0, high=100.0)
    [10.0, 26.0, 90.0]
    >>> spread([95.0, 96.0], low=0.0, high=100.0)
    [84.0, 100.0]
    """
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + _LINE) if found else max(y, low))
    limit = high
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], limit)
        limit = found[place] - _LINE
    return found
