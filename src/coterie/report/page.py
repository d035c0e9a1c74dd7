"""The page: one HTML file that opens with no network, made from the plain summary of a segmentation."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.charts.pictures import figures, pictures
from coterie.charts.positions import pixels, shown
from coterie.charts.theme import PALETTE, colour, ink_on, shape
from coterie.number_format import count, decimals, percent, spelled
from coterie.report import facts
from coterie.report.account import cell_counts, row_steps, untouched
from coterie.report.cards import cards
from coterie.report.criteria import advice, chosen_by, criteria, elbows, kinds, lives, silhouette_of
from coterie.report.descriptors import descriptors
from coterie.report.headline import CUT, headline, is_cut
from coterie.report.profile_table import profile_table
from coterie.report.rfm_table import rfm_table
from coterie.report.trust import trust

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from coterie.projection import CustomerMap

_TEMPLATES = Path(__file__).parent / "templates"

_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
"""Signs that turn the direction of writing: in a name they would make what stands behind it read backwards."""


def render(summary: Mapping[str, Any], customer_map: CustomerMap | None) -> str:
    """Return the report as one HTML page without scripts or addresses.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.
    customer_map : CustomerMap or None
        Where the customers lie; None leaves the map out.

    Returns
    -------
    str
        The page; the same summary and map give the same characters.
    """
    css = _stylesheet()
    drawn = pictures(summary, customer_map)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            css=css,
            css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            summary=summary,
            customers=sum(segment["size"] for segment in summary["segments"]),
            k=len(summary["segments"]),
            headline=headline(summary),
            cut=CUT if is_cut(summary) else "",
            pictures=drawn,
            figures=figures(drawn),
            map=customer_map,
            dots=None if customer_map is None else _dots(customer_map),
            cards=cards(summary),
            trust=trust(summary),
            criteria=criteria(summary),
            silhouette_of=silhouette_of(summary),
            advice=advice(summary),
            kinds=kinds(summary),
            few=bool(summary["verdict"] and summary["verdict"]["few"]),
            chosen_by=chosen_by(summary),
            elbows=elbows(summary),
            lives=lives(summary),
            table=profile_table(summary),
            rfm=rfm_table(summary),
            descriptors=descriptors(summary),
            columns=facts.columns(summary),
            cleaning=facts.cleaning(summary),
            account={"rows": row_steps(summary), "cells": cell_counts(summary), "untouched": untouched(summary)},
            options=facts.options(summary),
        )
        .translate(_TURNS)
    )


def _dots(customer_map: CustomerMap) -> dict[str, int]:
    """Count the customers that the map shows, and those of them that lie beyond its edge."""
    points, _ = shown(customer_map)
    return {"shown": len(points), "beyond": pixels(points)[1]}


def _environment() -> jinja2.Environment:
    """Return the templates' environment: everything is escaped, a missing name is an error."""
    import jinja2  # noqa: PLC0415 - loaded only when a page is made

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {each.__name__: each for each in (breakable, count, decimals, percent, spelled)}
    environment.globals |= {"badge": badge}
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
    """Let a long name break after its underscores, escaped.

    Examples
    --------
    >>> str(breakable("credit_<b>"))
    'credit_<wbr>&lt;b&gt;'
    """
    import markupsafe  # noqa: PLC0415 - comes with Jinja, loaded only when a page is made

    return markupsafe.escape(text).replace("_", markupsafe.Markup("_<wbr>"))


def _stylesheet() -> str:
    """Return the page's style, the segments' colours included."""
    paints = (f".paint-{i}{{--paint:{colour(i)};--on-paint:{ink_on(colour(i))}}}" for i in range(len(PALETTE)))
    styles = (_TEMPLATES / f"{name}.css" for name in ("report", "trust"))
    return "\n".join([*(style.read_text(encoding="utf-8") for style in styles), *paints, ""])
