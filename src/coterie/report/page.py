"""The page: one HTML file that opens with no network, which draws a view of a segmentation."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.charts.front import pictures_of
from coterie.charts.pictures import figures, pictures
from coterie.charts.theme import PALETTE, colour, ink_on, shape
from coterie.number_format import count, decimals, percent
from coterie.remarks import capital, say
from coterie.report import drawing
from coterie.report.directions import in_order, names_in
from coterie.report.overline import overline, title_of
from coterie.views.front.plane import plane_view
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from coterie.views import PageView

_TEMPLATES = Path(__file__).parent / "templates"

_AROUND = re.compile(r"\s*([{};,])\s*")
"""What stands between a style's words, with the space around it that only its reader needs."""

_EDGES = re.compile(r"(?<=_)|(?<=[a-z])(?=[A-Z])")


def render(view: PageView, links: Mapping[int, str] | None = None) -> str:
    """Return the report as one HTML page without scripts or addresses.

    Parameters
    ----------
    view : coterie.views.PageView
        What the page shows.
    links : mapping of int to str or None
        Where the pages of single segments lie, by segment.

    Returns
    -------
    str
        The page; the same view gives the same characters.
    """
    summary = view.summary
    with spoken(summary):
        return _rendered(view, links or {})


def _rendered(view: PageView, links: Mapping[int, str]) -> str:
    css, summary = stylesheet(), view.summary
    drawn, title = pictures(summary), title_of(summary)
    page = (
        environment()
        .get_template("page.html.j2")
        .render(
            {field.name: getattr(view, field.name) for field in fields(view)},
            css=css,
            css_hash=hashed(css),
            customers=summary.customers,
            k=summary.k,
            pictures=drawn,
            drawn=pictures_of(view.front),
            title=title,
            links=links,
            overline=overline(summary, title),
            figures=figures(drawn),
            components=plane_view(summary, "components"),
        )
    )
    return in_order(page, names_in(summary))


def environment(*, escaped: bool = True) -> jinja2.Environment:
    """Return the templates' environment: everything is escaped unless it is no HTML, a missing name is an error."""
    import jinja2  # noqa: PLC0415 - loaded only when a page is made

    from coterie.report.compiled import Compiled, Tight  # noqa: PLC0415 - as above

    environment = jinja2.Environment(
        loader=Tight(_TEMPLATES),
        bytecode_cache=Compiled(_TEMPLATES),
        autoescape=escaped,  # noqa: S701 - only what is no HTML goes without
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {each.__name__: each for each in (breakable, count, decimals, percent)}
    environment.globals |= {"badge": badge, "capital": capital, "drawing": drawing, "say": say}
    return environment


def badge(segment: int) -> str:
    """Return the classes that give a segment's badge its colour and shape.

    Examples
    --------
    >>> badge(0), badge(9)
    ('badge paint-0 circle', 'badge paint-1 square')
    """
    return f"badge paint-{segment % len(PALETTE)} {shape(segment)}"


def breakable(text: str) -> str:
    """Let a long name break after its underscores and between its words, escaped.

    Examples
    --------
    >>> str(breakable("credit_<b>")), str(breakable("MntWines"))
    ('credit_<wbr>&lt;b&gt;', 'Mnt<wbr>Wines')
    """
    import markupsafe  # noqa: PLC0415 - comes with Jinja, loaded only when a page is made

    parts = _EDGES.split(text)
    return markupsafe.Markup("<wbr>").join(markupsafe.escape(part) for part in parts)


def hashed(text: str) -> str:
    """Return what a policy names a style by.

    Examples
    --------
    >>> hashed("a")
    'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='
    """
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def stylesheet(*more: str) -> str:
    """Return the page's style, the segments' colours and what another kind of page needs more included."""
    paints = (f".paint-{i}{{--paint:{colour(i)};--on-paint:{ink_on(colour(i))}}}" for i in range(len(PALETTE)))
    styles = (_TEMPLATES / f"{name}.css" for name in ("report", "front", "trust", *more))
    return _AROUND.sub(r"\1", "".join([*(style.read_text(encoding="utf-8") for style in styles), *paints]))
