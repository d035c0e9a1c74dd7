"""The small pictures of the first page: bars, strips, outlines, dots and a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coterie.charts.attractive import attractive_map
from coterie.charts.picture import number, picture, text
from coterie.charts.places import free
from coterie.charts.shortened import shortened
from coterie.reader_format import as_read
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.views.front import Front
    from coterie.views.front.plane import PlaneView
    from coterie.views.front.questions import Questions
    from coterie.views.front.strips import Column, Strip
    from coterie.views.front.who import Row

STRIP: Final = (124, 34)
BARS: Final = (124, 44)
PLANE: Final = (430, 320)
_LINE = 24  # where the line of a strip lies
_NAMED_FROM = 170  # where the name of the placebo's line begins
_LEFT = 46  # room for the words beside a vertical axis
_BELOW = 26
_LINE_HEIGHT = 14
_BETWEEN = 6  # at least, from one value of an axis to the next
_LETTER = 6.6  # width of a letter of 12 units, on average


def small(marks: Iterable[str], size: tuple[int, int]) -> str:
    """Return a picture that says nothing by itself: the words beside it do.

    Examples
    --------
    >>> small(['<path d="M0,0h9"/>'], (9, 1))
    '<svg viewBox="0 0 9 1" aria-hidden="true"><path d="M0,0h9"/></svg>'
    """
    head = f'<svg viewBox="0 0 {size[0]} {size[1]}" aria-hidden="true">'
    return head + "".join(marks) + "</svg>"


def bars(row: Row, most: float) -> str:
    """Draw a segment's part of the people, and of the worth where there is one, as bars of one scale."""
    parts = [("people", row.part, row.share), ("worth", row.value_part, row.value)]
    marks = []
    known = [each for each in parts if each[1] is not None]
    for at, (kind, part, words) in enumerate(known):
        y = 8 + 20 * at if len(known) > 1 else 18
        wide = (part or 0.0) / most * 84
        marks.append(f'<rect class="{kind}" x="0" y="{y - 6}" width="{number(max(wide, 1))}" height="13"/>')
        ends = row.value_ends if kind == "worth" else None
        if ends is not None:
            low, high = (number(end / most * 84) for end in ends)
            marks.append(f'<path class="ends" d="M{low},{y + 0.5}H{high}M{low},{y - 3}v7M{high},{y - 3}v7"/>')
        beyond = wide if ends is None else max(wide, ends[1] / most * 84)
        marks.append(text(words, (beyond + 6, y + 5), bold=kind == "worth"))
    return small(marks, BARS)


def strip(column: Column, one: Strip) -> str:
    """Draw where the middle of a segment lies, over the middle half of all customers."""
    marks = []
    if column.band is not None:
        low, high = (end * STRIP[0] for end in column.band)
        marks.append(
            f'<rect class="band" x="{number(low)}" y="0" width="{number(max(high - low, 1))}" height="{STRIP[1]}"/>'
        )
    if column.middle is not None:
        marks.append(f'<path class="everyone" d="M{number(column.middle * STRIP[0])},0v{STRIP[1]}"/>')
    if one.most is not None:
        marks.append(
            f'<path class="most" d="M{number(one.most[0] * STRIP[0])},{_LINE}H{number(one.most[1] * STRIP[0])}"/>'
        )
    if one.half is not None:
        low, high = (end * STRIP[0] for end in one.half)
        marks.append(
            f'<rect class="half" x="{number(low)}" y="{_LINE - 5}" width="{number(max(high - low, 1))}" height="10"/>'
        )
    if one.at is not None:
        marks += _median(one, one.at * STRIP[0])
    return small(marks, STRIP)


def _median(one: Strip, x: float) -> list[str]:
    words = one.value + {1: " ▲", -1: " ▼"}.get(one.out, "")
    half = len(words) * _LETTER / 2
    at = min(max(x, half), STRIP[0] - half)
    return [
        f'<circle class="median" cx="{number(x)}" cy="{_LINE}" r="4"/>',
        text(words, (at, 12), anchor="middle", bold=one.out != 0),
    ]


def scale(column: Column) -> str:
    """Draw the round values above a column of strips, as many as fit."""
    marks, free = [], 0.0
    for at, words in column.ticks:
        half = len(words) * _LETTER / 2
        x = min(max(at * STRIP[0], half), STRIP[0] - half)
        if x - half >= free:
            marks.append(text(words, (x, 12), anchor="middle"))
            free = x + half + _BETWEEN
    return small(marks, (STRIP[0], 16))


def plane(view: PlaneView, *, name: str, says: str) -> str:
    """Draw the outlines of the segments with their names, and no customer."""
    marks = [*_axes(view), *_outlines(view)]
    marks.insert(0, text(f"↑ {view.axes[1].label}", (0, 12)))
    marks.append(text(f"{view.axes[0].label} →", (PLANE[0], PLANE[1] - 2), anchor="end"))
    return picture(marks, name=name, size=PLANE, says=says)


def _right(share: float) -> float:
    return _LEFT + share * (PLANE[0] - _LEFT)


def _up(share: float) -> float:
    return 20 + (1 - share) * (PLANE[1] - 20 - _BELOW - 14)


def _axes(view: PlaneView) -> list[str]:
    across, up = view.axes
    floor = _up(0)
    marks = []
    free = float(PLANE[1])
    for at, words in up.ticks:
        if _up(at) > free - _LINE_HEIGHT:
            continue  # it would cover the one below
        free = _up(at)
        marks.append(f'<path class="grid" d="M{_LEFT},{number(_up(at))}H{PLANE[0]}"/>')
        marks.append(text(words, (_LEFT - 6, _up(at) + 4), anchor="end"))
    free = 0.0
    for at, words in across.ticks:
        half = len(words) * _LETTER / 2
        if _right(at) - half < free:
            continue  # as above, the one before
        free = _right(at) + half + _BETWEEN
        marks.append(f'<path class="grid" d="M{number(_right(at))},20V{number(floor)}"/>')
        marks.append(text(words, (_right(at), floor + 16), anchor="middle"))
    return marks


def _outlines(view: PlaneView) -> list[str]:
    shapes, names = [], []
    taken: list[tuple[float, float, float]] = []
    for each, shown in zip(view.outlines, shortened([outline.name for outline in view.outlines], 26), strict=True):
        path = "L".join(f"{number(_right(x))},{number(_up(y))}" for x, y in each.points)
        shapes.append(f'<path class="outline paint-{each.id % 8}" d="M{path}Z"/>')
        x, y = free(
            (_right(each.centre[0]), _up(each.centre[1])),
            len(shown) * _LETTER / 2,
            taken,
            left=_LEFT,
            right=PLANE[0],
            top=16,
            floor=_up(0),
        )
        names.append(text(shown, (x, y + 4), anchor="middle", bold=True).replace("<text ", '<text class="halo" ', 1))
    return shapes + names


def chance(found: Questions) -> str:
    """Draw how separated tables without groups look, and how separated the customers do."""
    if found.own is None or not found.draws:
        return ""
    low, high = min(0.0, *found.draws, found.own), max(*found.draws, found.own, 1.0)

    def place(value: float) -> float:
        return 8 + (value - low) / (high - low) * 264

    dots = "".join(f"M{number(place(each))},{42 - 4 * (i % 6)}h0" for i, each in enumerate(sorted(found.draws)))
    own = place(found.own)
    end = own > 140
    return small(
        [
            '<path class="grid" d="M4,46H276"/>',
            f'<path class="dots" d="{dots}"/>',
            f'<path class="own" d="M{number(own)},36l6,6l-6,6l-6,-6Z"/>',
            text(
                say("front.your_customers"),
                (own + (6 if end else -6), 12),
                anchor="end" if end else "start",
                bold=True,
            ),
            text(say("front.without_groups", tables=len(found.draws)), (4, 62)),
        ],
        (280, 66),
    )


def again(found: Questions) -> str:
    """Draw a dot for each segment where its mean Jaccard similarity lies, from 0 to 1."""
    step, wide = 16, 280
    marks = []
    names = shortened([each.name for each in found.segments], 22)
    for at, (each, shown) in enumerate(zip(found.segments, names, strict=True)):
        y = 10 + at * step
        marks.append(text(shown, (0, y + 4)))
        marks.append(f'<path class="grid" d="M150,{y}H244"/>')
        if each.jaccard is not None:
            marks.append(f'<circle class="median" cx="{number(150 + each.jaccard * 94)}" cy="{y}" r="3.5"/>')
        marks.append(text(each.value, (wide, y + 4), anchor="end"))
    floor = 10 + step * len(found.segments)
    marks += [text(end, (x, floor + 2), anchor="middle") for end, x in (("0", 150), ("1", 244))]
    return small(marks, (wide, floor + 6))


def curve(found: Questions) -> str:
    """Draw how clearly customers belong to their segment by the number of segments, beside tables without groups."""
    known = [value for value in (*found.curve, *found.placebo) if value is not None]
    if not known:
        return ""
    low, high = min(0.0, *known), max(known)

    def line(values: Sequence[float | None]) -> list[tuple[float, float]]:
        wide = 264 / max(len(values) - 1, 1)
        return [
            (8 + i * wide, 58 - (value - low) / ((high - low) or 1.0) * 42)
            for i, value in enumerate(values)
            if value is not None
        ]

    def path(values: Sequence[float | None], kind: str) -> str:
        points = "L".join(f"{number(x)},{number(y)}" for x, y in line(values))
        return f'<path class="{kind}" d="M{points}"/>' if points else ""

    at = found.ks.index(found.chosen) if found.chosen in found.ks else None
    zero = 58 + low / ((high - low) or 1.0) * 42
    marks = [f'<path class="grid" d="M8,{number(zero)}H272"/>', text("0", (0, zero + 4))]
    marks += [path(found.placebo, "placebo"), path(found.curve, "curve")]
    marks.append(text(say("front.curve_up"), (0, 90)))
    step = 264 / max(len(found.ks) - 1, 1)
    every = -(-len(found.ks) // 14)
    marks += [
        text(str(k), (8 + i * step, 74), anchor="middle", bold=i == at)
        for i, k in enumerate(found.ks)
        if i % every == 0 or i == at
    ]
    if at is not None and found.curve[at] is not None:
        x, y = 8 + at * step, 58 - ((found.curve[at] or 0.0) - low) / ((high - low) or 1.0) * 42
        marks += [
            f'<circle class="median" cx="{number(x)}" cy="{number(y)}" r="4"/>',
            text(as_read(f"{found.curve[at]:.2f}"), (x, y - 8), anchor="middle", bold=True),
        ]
    if any(each is not None for each in found.placebo):
        own = (
            [] if at is None or found.curve[at] is None else [(8 + at * step + 14, y - 12), (8 + at * step + 14, y - 4)]
        )
        y = _clear(line(found.placebo), [*line(found.curve), *own])
        marks.append(
            text(say("front.curve_placebo"), (276, y), anchor="end").replace("<text ", '<text class="halo" ', 1)
        )
    return small(marks, (280, 94))


def _clear(placebo: Sequence[tuple[float, float]], curve: Sequence[tuple[float, float]]) -> float:
    """Return how high the name of the placebo's line stands: as near its end as it can without touching a line."""
    end = placebo[-1][1]
    beside = [y for x, y in (*placebo, *curve) if x > _NAMED_FROM]
    free = [at for at in range(10, 57) if all(y > at + 3 or y < at - 11 for y in beside)]
    return min(free, key=lambda at: abs(at - 4 - end), default=min(end + 14, 56))


def pictures_of(front: Front) -> dict[str, object]:
    """Return every picture of the first page: bars by row, strips and scales by column, and one each of the rest."""
    parts = [
        part for row in front.rows for part in (row.part, row.value_part, *(row.value_ends or ())) if part is not None
    ]
    most = max(parts, default=1.0)
    return {
        "bars": {row.id: bars(row, most) for row in front.rows},
        "strips": {
            (column.column, row.id): strip(column, column.strips[row.place])
            for column in front.columns
            for row in front.rows
        },
        "scales": {column.column: scale(column) for column in front.columns},
        "plane": None if front.plane is None else plane(front.plane, name="plane", says=_of_plane(front.plane)),
        "attractive": attractive_map(front.attractive, value=front.value.label)
        if front.attractive and front.value
        else None,
        "chance": chance(front.questions),
        "again": again(front.questions) if front.questions.segments else "",
        "curve": curve(front.questions),
    }


def _of_plane(view: PlaneView) -> str:
    across, up = view.axes
    places = " ".join(
        say("front.place", name=each.name, x=each.medians[0], y=each.medians[1]) for each in view.outlines
    )
    return say("front.plane_alt", x=across.label, y=up.label, places=places)
