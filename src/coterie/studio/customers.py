"""One customer: why they are where they are, what would move them, and the next one on a border."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import Response

from coterie.studio.desk import Nowhere
from coterie.studio.forms import Form, whole
from coterie.studio.pages import fragment, page, went
from coterie.views.exploring.borders import on_border
from coterie.views.exploring.customer import customer_view, stayed, values_in, who
from coterie.views.exploring.what_if import model_of, values_of
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from typing import Any

    from coterie.segmentation import Segmentation
    from coterie.studio.desk import Desk
    from coterie.studio.kept import Kept
    from coterie.studio.store import Project


class _Asked(NamedTuple):
    """Whose page: of which run, at how many segments, at which place among all."""

    project: Project
    kept: Kept
    k: int
    place: int
    segmentation: Segmentation

    def address(self, place: int) -> str:
        query = urlencode({"run": self.kept.number, "k": self.k})
        return f"/p/{self.project.id}/customer/{place + 1}?{query}"


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of customers."""

    @app.get("/p/{which}/customer/{row}")
    def one(which: str, row: int, request: Request) -> Response:
        asked = _asked(desk, which, row, request)
        return page("customer.html.j2", desk, asked.project, **_facts(asked))

    @app.post("/p/{which}/customer/{row}/what-if")
    def what_if(which: str, row: int, request: Request, form: Form) -> Response:
        asked = _asked(desk, which, row, request)
        with spoken(asked.segmentation):
            values = values_of(asked.segmentation, form.get("values", ""))
            shown = customer_view(asked.segmentation, "", values)
        return fragment("moves.html.j2", customer=shown, colours=_colours(asked), k=asked.k)

    @app.get("/p/{which}/borderline")
    def borderline(which: str, request: Request) -> Response:
        asked = _asked(desk, which, 1, request)
        first = next(iter(on_border(asked.kept.customers, asked.k).places), None)
        if first is None:
            raise Nowhere
        return went(asked.address(first))


def _asked(desk: Desk, which: str, row: int, request: Request) -> _Asked:
    project = desk.project(which)
    run, k = (whole(request.query_params, name) for name in ("run", "k"))
    kept = desk.kept(project, run)
    if kept is None or not 1 <= row <= kept.customers.height:
        raise Nowhere
    at = k if k in kept.described else kept.recommended
    return _Asked(project, kept, at, row - 1, desk.view(project, kept, at).shown.segmentation)


def _colours(asked: _Asked) -> list[int]:
    return [asked.kept.colour(asked.k, segment) for segment in range(asked.k)]


def _facts(asked: _Asked) -> dict[str, Any]:  # what the template asks for
    kept, k, place, found = asked.kept, asked.k, asked.place, asked.segmentation
    borders = on_border(kept.customers, k)
    before, after = borders.around(place)
    values = values_in(kept.customers, place, found, columns=kept.columns)
    with spoken(found):
        whose = who(kept.customers, place, columns=kept.columns, key=kept.id)
        shown = customer_view(found, whose, values, stays=stayed(kept.customers, place, k))
        return {
            "kept": kept,
            "k": k,
            "customer": shown,
            "colours": _colours(asked),
            "model": json.dumps(model_of(found, shown.features, _colours(asked))),
            "here": asked.address(place),
            "what_if": asked.address(place).replace("?", "/what-if?", 1),
            "before": None if before is None else asked.address(before),
            "after": None if after is None else asked.address(after),
            "at_border": borders.places.index(place) + 1 if place in borders.places else 0,
            "borders": len(borders.places),
        }
