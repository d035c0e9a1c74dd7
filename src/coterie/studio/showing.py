"""The segments: what was found, the list, the map, and who is selected."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from coterie.remarks import say
from coterie.studio.desk import Nowhere
from coterie.studio.pages import fragment, page, went
from coterie.views.exploring.borders import on_border
from coterie.views.exploring.drawn import MOST as DRAWN
from coterie.views.exploring.drawn import columns_said
from coterie.views.exploring.selection import counted, customer_rows, read_selection, where

if TYPE_CHECKING:
    from typing import Any

    import polars as pl

    from coterie.studio.desk import Desk
    from coterie.studio.kept import Kept
    from coterie.studio.store import Project
    from coterie.views.exploring.selection import Selected

ROWS = 50
"""Customers that a page of the table shows."""


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of segments."""

    @app.get("/p/{which}/segments")
    def segments(which: str, request: Request) -> Response:
        project = desk.project(which)
        kept = desk.kept(project)
        if kept is None:
            return went(f"/p/{which}/columns")
        k = _k(kept, request)
        return page("segments.html.j2", desk, project, **_facts(desk, project, kept, k), **_chosen(kept, k, request))

    @app.get("/p/{which}/run/{number}/parts")
    def parts(which: str, number: int) -> Response:
        project, kept = _kept(desk, which, number)
        each = [_facts(desk, project, kept, k) for k in kept.described if k > 1 or len(kept.described) == 1]
        return fragment("parts.html.j2", each=each, project=project)

    @app.get("/p/{which}/run/{number}/sample")
    def sample(which: str, number: int) -> Response:
        _, kept = _kept(desk, which, number)
        return Response(kept.sample, media_type="application/octet-stream")

    @app.get("/p/{which}/run/{number}/selection")
    def selection(which: str, number: int, request: Request) -> Response:
        _, kept = _kept(desk, which, number)
        k = _k(kept, request)
        found = _selected(kept, k, _asked(kept, k, request))
        return JSONResponse(asdict(found))

    @app.get("/p/{which}/run/{number}/customers")
    def customers(which: str, number: int, request: Request) -> Response:
        project, kept = _kept(desk, which, number)
        k = _k(kept, request)
        facts = _facts(desk, project, kept, k) | _chosen(kept, k, request)
        return fragment("customers.html.j2", project=project, **facts)


def _kept(desk: Desk, which: str, number: int) -> tuple[Project, Kept]:
    project = desk.project(which)
    kept = desk.kept(project, number)
    if kept is None:
        raise Nowhere
    return project, kept


def _k(kept: Kept, request: Request) -> int:
    """Return the number of segments that an address asks for; the recommended one where it asks for none."""
    asked = request.query_params.get("k", "")
    k = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    return k if k in kept.described else kept.recommended


def _asked(kept: Kept, k: int, request: Request) -> pl.Expr:
    found = read_selection(request.query_params.multi_items(), kept.bins)
    return where(found, k, columns=kept.columns, bins=kept.bins)


def _selected(kept: Kept, k: int, which: pl.Expr) -> Selected:
    return counted(kept.customers, which, k, columns=kept.columns, bins=kept.bins)


def _chosen(kept: Kept, k: int, request: Request) -> dict[str, Any]:  # what the template asks for
    """Return who is selected, counted and as rows."""
    which = _asked(kept, k, request)
    start = request.query_params.get("from", "0")
    first = min(int(start), kept.customers.height) if start.isascii() and start.isdecimal() and len(start) < 12 else 0
    rows = customer_rows(kept.customers, which, k, columns=kept.columns, start=first, most=ROWS)
    selected = _selected(kept, k, which)
    said = [(name, value) for name, value in request.query_params.multi_items() if name != "from"]
    chosen = read_selection(said, kept.bins).segments
    borders = len(on_border(kept.customers, k).places)
    facts = {"rows": rows, "selected": selected, "first": first, "most": ROWS, "said": said, "chosen": chosen}
    return facts | {"borders": borders}


def _facts(desk: Desk, project: Project, kept: Kept, k: int) -> dict[str, Any]:  # as above
    """Return what is shown of one number of segments."""
    view = desk.view(project, kept, k)
    found = view.shown
    rows = [(row, kept.colour(k, row.id), view.given.get(row.id)) for row in found.front.rows]
    largest = max([row.part for row, *_ in rows] + [row.value_part or 0.0 for row, *_ in rows])
    one = k == 1 or (found.front.lead.kind == "constructed" and kept.recommended == 1)
    return {
        "kept": kept,
        "k": k,
        "front": found.front,
        "summary": found.summary,
        "strip": found.strip,
        "segments": rows,
        "largest": largest or 1.0,
        "colours": {row.id: colour for row, colour, _ in rows},
        "names": {row.id: row.name for row, *_ in rows},
        "labels": columns_said(kept.columns),
        "no_groups": one,
        "axes": _axes(kept),
        "drawn_n": min(kept.customers.height, DRAWN),
        "numbers": [each.column for each in kept.bins if not each.values],
        "first_other": next(
            (i for i, each in enumerate(kept.bins) if each.column not in kept.features), len(kept.bins)
        ),
        "aside": _aside(kept, k),
    }


def _axes(kept: Kept) -> list[str]:
    """Return what drives the directions of the map, by what columns are called; a minus stays before them."""
    known = columns_said(kept.columns)
    found = []
    for axis in kept.axes:
        parts = [(part[:1] == "−", part.removeprefix("−")) for part in axis.split(", ")]
        found.append(", ".join(("−" if minus else "") + known.get(name, name) for minus, name in parts))
    return found


def _aside(kept: Kept, k: int) -> str:
    """Say that another number of segments is recommended, where that is so."""
    if kept.early or k == kept.recommended:
        return ""
    return say("studio.not_recommended" if kept.recommended > 1 else "studio.no_number", k=k, best=kept.recommended)
