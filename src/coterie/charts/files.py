"""The charts of the page as separate files: SVG that opens without the page, or PNG made from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from coterie.charts.front import pictures_of
from coterie.charts.picture import number, text
from coterie.charts.pictures import pictures
from coterie.charts.shortened import shortened
from coterie.charts.theme import FONT, PALETTE, colour
from coterie.remarks import capital
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.views import PageView
    from coterie.views.front import Front

_ROOT = re.compile(r"<svg ([^>]*)>")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_PART = re.compile(r"^<svg [^>]*>(.*)</svg>$", re.DOTALL)
_SCALE: Final = 2.0
"""Pixels of a PNG for each unit of its picture: sharp in print at half the page's width."""
_WIDE, _PAD = 640, 12
_ROW, _STRIP, _NAME = 52, 150, 190
_INK, _STYLE = (
    "#1b2430",
    {
        ".people": "fill:#b4bfca",
        ".worth": "fill:#0b5cab",
        ".ends": "stroke:#1b2430;fill:none",
        ".band": "fill:#eef1f4",
        ".everyone": "stroke:#97a3ae;stroke-dasharray:2 2;fill:none",
        ".most": "stroke:#0b5cab;stroke-width:1.5;fill:none",
        ".half": "fill:#8fb8e3",
        ".median": "fill:#0b5cab",
        ".grid": "stroke:#e2e6ea;fill:none",
        ".own": "fill:#1b2430",
        ".dots": "stroke:#97a3ae;stroke-width:3.4;stroke-linecap:round;fill:none",
        ".curve": "stroke:#0b5cab;stroke-width:1.8;fill:none",
        ".placebo": "stroke:#97a3ae;stroke-width:1.4;stroke-dasharray:3 2;fill:none",
        ".outline": "fill-opacity:.14;stroke-width:1.5",
        ".spot": "stroke-width:2",
        ".halo": "paint-order:stroke;stroke:#ffffff;stroke-width:3px",
    },
)
_TEXT: Final = f'color="{_INK}" fill="{_INK}" font-family="{FONT}" font-size="12"'


def chart_files(view: PageView, kind: Literal["svg", "png"]) -> dict[str, bytes]:
    """Return every chart of the page, by the name of its file.

    Parameters
    ----------
    view : coterie.views.PageView
    kind : {"svg", "png"}

    Returns
    -------
    dict of str to bytes
        The same view gives the same bytes; nothing is asked of a network or a browser.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import view
    >>> found = view(coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation)
    >>> sorted(chart_files(found, "svg"))[:3]
    ['across.svg', 'components.svg', 'curve.svg']
    """
    summary = view.summary
    with spoken(summary):
        drawn = dict(_drawn(view))
    return {f"{name}.{kind}": as_file(svg, kind) for name, svg in drawn.items()}


def as_file(svg: str, kind: Literal["svg", "png"]) -> bytes:
    """Return a picture that `alone` made as the bytes of a file.

    Examples
    --------
    >>> as_file(alone('<svg viewBox="0 0 9 4"><path class="own"/></svg>'), "png")[1:4]
    b'PNG'
    """
    if kind == "svg":
        return svg.encode()
    import vl_convert  # noqa: PLC0415 - loaded only when something is drawn

    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def _drawn(view: PageView) -> Iterator[tuple[str, str]]:
    front = pictures_of(view.front)
    own = {
        "segments": _segments(view.front, front),
        "two-features": front["plane"],
        "worth": front["attractive"],
        "chance": front["chance"],
        "again": front["again"],
        "curve": front["curve"],
    }
    behind = {("components" if name == "map" else name): svg for name, svg in pictures(view.summary).items()}
    for name, svg in (own | behind).items():
        if svg:
            yield name, alone(str(svg))


def alone(svg: str) -> str:
    """Return a picture of the page as a file: with its own size, colours and paper.

    Examples
    --------
    >>> alone('<svg viewBox="0 0 9 4" aria-hidden="true"><path class="own"/></svg>').count("<style>")
    1
    """
    wide, high = (float(each) for each in _BOX.search(svg).groups())  # type: ignore[union-attr]  # every picture has one
    said = re.sub(r' (?:aria-hidden|class|role|xmlns)="[^"]*"', "", f" {_ROOT.match(svg)[1]}")  # type: ignore[index]  # as above
    box = f'viewBox="{-_PAD} {-_PAD} {number(wide + 2 * _PAD)} {number(high + 2 * _PAD)}"'
    said = _BOX.sub(box, f" {said}").strip()
    times = max(1.0, _WIDE / wide)
    size = f'width="{number((wide + 2 * _PAD) * times)}" height="{number((high + 2 * _PAD) * times)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {said} {size} {_TEXT}>'
    rules = [
        *(f"{name}{{{style}}}" for name, style in _STYLE.items()),
        *(f".outline.paint-{i}{{fill:{colour(i)};stroke:{colour(i)}}}" for i in range(len(PALETTE))),
        *(f".spot.paint-{i}{{fill:{colour(i)};stroke:{colour(i)}}}" for i in range(len(PALETTE))),
        ".spot.hollow{fill:#ffffff}",
    ]
    paper = f'<rect x="{-_PAD}" y="{-_PAD}" width="100%" height="100%" fill="#ffffff"/>'
    return _ROOT.sub(lambda _: f"{head}<style>{''.join(rules)}</style>{paper}", svg, count=1)


def _segments(front: Front, drawn: dict[str, object]) -> str:
    """Put the bars and strips of all segments together, as the table of the first page has them."""
    bars, strips, scales = drawn["bars"], drawn["strips"], drawn["scales"]
    marks = []
    for at, column in enumerate(front.columns):
        x = _NAME + (at + 1) * _STRIP
        marks.append(text(capital(column.label), (x, 12), bold=True))
        marks.append(_placed(scales[column.column], (x, 18)))  # type: ignore[index]  # pictures by column
    names = shortened([row.name for row in front.rows], 26)
    for line, (row, shown) in enumerate(zip(front.rows, names, strict=True)):
        y = 44 + line * _ROW
        marks.append(text(shown, (0, y + 24), bold=True))
        marks.append(_placed(bars[row.id], (_NAME, y - 4)))  # type: ignore[index]  # pictures by row
        for at, column in enumerate(front.columns):
            at_x = _NAME + (at + 1) * _STRIP
            marks.append(_placed(strips[column.column, row.id], (at_x, y)))  # type: ignore[index]  # by both
    wide, high = _NAME + (len(front.columns) + 1) * _STRIP, 44 + len(front.rows) * _ROW
    return f'<svg viewBox="0 0 {wide} {high}">{"".join(marks)}</svg>'


def _placed(svg: str, at: tuple[float, float]) -> str:
    """Return what is in a picture, moved."""
    inside = _PART.match(svg)
    return f'<g transform="translate({number(at[0])},{number(at[1])})">{inside[1] if inside else ""}</g>'
