"""What was done: undone, done again, and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import Response

from coterie.studio.desk import Nowhere
from coterie.studio.forms import Form
from coterie.studio.pages import page, went
from coterie.studio.state import redo, restore, undo
from coterie.studio.told import clock, said_of

if TYPE_CHECKING:
    from coterie.studio.desk import Desk
    from coterie.studio.store import Event

_OF_COLUMNS = frozenset(("use", "type", "answer"))


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of the history."""

    @app.get("/p/{which}/history")
    def history(which: str) -> Response:
        project = desk.project(which)
        events = desk.store.events(which)
        steps = desk.steps(project)
        holds = {each.id for each in steps.done}
        rows = [(each, said_of(each, events), clock(each.at), each.id in holds) for each in reversed(events)]
        return page("history.html.j2", desk, project, rows=rows, runs=desk.store.runs(which))

    @app.post("/p/{which}/undo")
    def undone(which: str, form: Form) -> Response:
        return went(_place(desk, which, undo(desk.store, desk.project(which).id), form))

    @app.post("/p/{which}/redo")
    def redone(which: str, form: Form) -> Response:
        return went(_place(desk, which, redo(desk.store, desk.project(which).id), form))

    @app.post("/p/{which}/restore")
    def restored(which: str, form: Form) -> Response:
        number = form.get("event", "")
        if restore(desk.store, desk.project(which).id, int(number) if number.isdecimal() else -1) is None:
            raise Nowhere
        return went(f"/p/{which}/history")


def _place(desk: Desk, which: str, event: Event | None, form: dict[str, str]) -> str:
    """Return where what was undone can be seen."""
    if event is not None and event.kind in _OF_COLUMNS:
        return f"/p/{which}/columns"
    said = form.get("address", "")
    query = f"?{said}" if said.startswith("k=") and "\n" not in said else ""
    return f"/p/{which}/segments{query}" if desk.kept(desk.project(which)) else f"/p/{which}/columns"
