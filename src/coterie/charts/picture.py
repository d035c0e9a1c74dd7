"""Pictures written out by hand, for what needs no axes: a hundred times as fast as the drawing library."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def picture(marks: Iterable[str], *, name: str, size: tuple[float, float], says: str) -> str:
    """Put marks together as an SVG element of the kind that `to_svg` makes.

    Parameters
    ----------
    marks : iterable of str
        SVG elements; whatever words are in them are escaped already (see `text`).
    name : str
        A word of letters, digits and dashes, unique in the page.
    size : (float, float)
        Width and height of the drawing's own units; the page decides how wide it is.
    says : str
        What the picture shows, for those who do not see it.

    Returns
    -------
    str

    Examples
    --------
    >>> picture(['<path d="M0,0h9"/>'], name="line", size=(9, 1), says="a < b").partition("viewBox")[2]
    '="0 0 9 1"><title id="line-says">a &lt; b</title><path d="M0,0h9"/></svg>'
    """
    width, height = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-says" class="chart {name}" '
        f'viewBox="0 0 {width:g} {height:g}"><title id="{name}-says">{html.escape(says, quote=False)}</title>'
    )
    return head + "".join(marks) + "</svg>"


def text(words: str, at: tuple[float, float], *, anchor: str = "start", bold: bool = False, fill: str = "") -> str:
    """Write words at a place: the line on which they stand, and their start, middle or end.

    Their font, and their colour where none is given, are those of the picture around them: the page's, or what `alone`
    gives a file.

    Examples
    --------
    >>> text("a<b", (1, 2))
    '<text x="1" y="2">a&lt;b</text>'
    """
    more = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="bold"' if bold else ""
    coloured = f' fill="{fill}"' if fill else ""
    x, y = (number(each) for each in at)
    return f'<text x="{x}" y="{y}"{more}{weight}{coloured}>{html.escape(words, quote=False)}</text>'


def number(value: float) -> str:
    """Write a place to a tenth, without needless digits.

    Examples
    --------
    >>> number(1.04), number(2.0), number(-0.01)
    ('1', '2', '0')
    """
    return f"{round(value, 1) + 0.0:g}"
