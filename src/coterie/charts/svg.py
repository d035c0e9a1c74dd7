"""Drawing: the only place that turns a chart into a picture."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

from coterie import errors
from coterie.charts.theme import INK

if TYPE_CHECKING:
    import altair as alt

_ROOT = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>')
_GROUP_ROLES = re.compile(r'(<g class="[^"]*")(?: (?:role|aria-[a-z]+)="[^"]*")+')
_ID = re.compile(r'\bid="([^"]+)"')
_NUMBER = r"-?[\d.]+(?:e-?\d+)?"
_PLACED = rf'<path transform="translate\(({_NUMBER}),({_NUMBER})\)" d="([^"]+)" fill="([^"]+)"'
_DOT = re.compile(_PLACED + r'((?: (?!stroke=)[\w-]+="[^"]*")*)/>')
_RUN = re.compile(rf'(?:<path transform="translate\({_NUMBER},{_NUMBER}\)" d="[^"]+" fill="[^"]+"[^>]*/>){{2,}}')
_CIRCLE = re.compile(rf"M({_NUMBER}),0A")
_CORNER = re.compile(rf"([ML])({_NUMBER}),({_NUMBER})")

Dot = tuple[float, float, str, str, str]
"""One dot as drawn: x, y, outline, fill, other attributes."""


def to_svg(chart: alt.TopLevelMixin, *, name: str) -> str:
    """Draw a chart as an SVG element that can stand in a page beside others.

    Parameters
    ----------
    chart : altair chart
        Its `description` becomes the title that assistive technology reads.
    name : str
        A word of letters, digits and dashes, unique in the page: it begins every id in the picture.

    Returns
    -------
    str
        ``<svg role="img" …>…</svg>`` without a fixed size, so that the page decides its width.

    Raises
    ------
    coterie.errors.CoterieError
        When the drawing library refuses the chart: its numbers lie too near the ends of what a computer holds.

    Examples
    --------
    >>> from coterie.charts.elbow_curve import elbow_curve
    >>> from coterie.views.summary import Tried
    >>> tried = [Tried(k, inertia, None, None, 1, 1) for k, inertia in ((1, 9.0), (2, 4.0))]
    >>> picture = to_svg(elbow_curve(tried, chosen=2), name="elbow")
    >>> picture[:50]
    '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
    """
    import vl_convert  # noqa: PLC0415 - half a second, paid only by who draws

    spec = chart.to_dict()
    try:
        drawn = vl_convert.vegalite_to_svg(spec)
    except ValueError as error:
        raise errors.writing.not_drawn(name) from error
    spoken = _spoken(_light(drawn), str(spec.get("description", "")), name)
    return _own_ids(spoken, name).replace(f'"{INK}"', '"currentColor"')


def _spoken(svg: str, description: str, name: str) -> str:
    """Replace the root element by one of any width that says what the picture shows, alone: its groups say nothing."""
    root = _ROOT.search(svg)
    if root is None:
        msg = "vl_convert drew something that is not an SVG"
        raise RuntimeError(msg)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-says" class="chart {name}" '
        f'viewBox="0 0 {root["width"]} {root["height"]}"><title id="{name}-says">'
        f"{html.escape(description, quote=False)}</title>"
    )
    return head + _GROUP_ROLES.sub(r"\1", svg[root.end() :])


def _own_ids(svg: str, name: str) -> str:
    """Give every id the picture's name and a number, so that pictures in one page, and two runs, never mix them up."""
    found = [i for i in dict.fromkeys(_ID.findall(svg)) if i != f"{name}-says"]
    for number, old in enumerate(found):
        for before, after in (('id="', '"'), ("url(#", ")"), ('href="#', '"')):
            svg = svg.replace(f"{before}{old}{after}", f"{before}{name}-{number}{after}")
    return svg


def _light(svg: str) -> str:
    """Draw neighbouring dots of one colour as one path: 200 bytes a customer become a dozen."""
    return _RUN.sub(lambda run: _merged(run.group()), svg)


def _merged(run: str) -> str:
    """Merge one run of dots; whatever else stands in it stays as it is."""
    dots: list[Dot] = [(float(x), float(y), d, fill, rest) for x, y, d, fill, rest in _DOT.findall(run)]
    if len(dots) != run.count("<path"):
        return run
    grouped = groupby(dots, key=lambda dot: dot[2:])
    return "".join(_one_path(list(same)) for _, same in grouped)


def _one_path(dots: list[Dot]) -> str:
    """Draw dots of one outline and colour as one path."""
    *_, outline, fill, rest = dots[0]
    circle = _CIRCLE.match(outline)
    if circle is None:
        path = "".join(_moved(outline, x, y) for x, y, *_ in dots)
        return f'<path d="{path}" fill="{fill}"{rest}/>'
    # A round cap on a line of no length is a dot: the shortest way to write a circle.
    path = "".join(f"M{x:.1f},{y:.1f}h0" for x, y, *_ in dots)
    rest = re.sub(r' stroke-width="[^"]*"', "", rest)
    wide = f"{2 * float(circle[1]):.2f}"
    return f'<path d="{path}" stroke="{fill}" stroke-width="{wide}" stroke-linecap="round"{rest}/>'


def _moved(outline: str, x: float, y: float) -> str:
    """Move an outline of straight lines; `h` and `v` count from the pen and move along."""
    return _CORNER.sub(lambda m: f"{m[1]}{float(m[2]) + x:.1f},{float(m[3]) + y:.1f}", outline)
