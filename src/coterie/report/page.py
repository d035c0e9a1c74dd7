"""The page: one HTML file that opens with no network, made from the plain summary of a segmentation."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.charts.across import across
from coterie.charts.customer_map import customer_map as map_chart
from coterie.charts.elbow import elbow
from coterie.charts.placebos import placebos
from coterie.charts.positions import pixels, shown
from coterie.charts.silhouettes import silhouettes
from coterie.charts.sizes import sizes
from coterie.charts.svg import to_svg
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
            pictures=_pictures(summary, customer_map),
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


def _pictures(summary: Mapping[str, Any], customer_map: CustomerMap | None) -> dict[str, str | None]:
    """Draw the charts, by name; one that has nothing to show is None."""
    sweep, chosen = summary["sweep"], summary["choice"]["k"]
    drawn = customer_map if customer_map is not None and customer_map.axes[1] else None  # one feature makes no map
    charts = {
        "elbow": elbow(sweep, chosen=chosen) if len(sweep) > 1 else None,
        "silhouettes": silhouettes(sweep, chosen=chosen) if len(sweep) > 1 else None,
        "sizes": sizes(summary["segments"]),
        "map": None if drawn is None else map_chart(drawn),
    }
    structure = summary["structure"]
    by_hand = {
        "placebos": placebos(structure["placebos"]) if structure else None,
        "across": across(summary["across"], chosen=chosen) if chosen > 1 else None,
    }
    return {name: None if chart is None else to_svg(chart, name=name) for name, chart in charts.items()} | by_hand


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
