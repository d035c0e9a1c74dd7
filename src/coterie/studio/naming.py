"""Names, locks and notes of segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import Response

from coterie import errors
from coterie.segmentation import rename
from coterie.studio.desk import Nowhere
from coterie.studio.forms import Form
from coterie.studio.names import Given, with_given
from coterie.studio.pages import page, went
from coterie.studio.state import changed

if TYPE_CHECKING:
    from coterie.studio.desk import Desk, View
    from coterie.studio.kept import Kept
    from coterie.studio.store import Project

LONGEST_NOTE = 2000
"""Letters."""


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of names."""

    @app.get("/p/{which}/run/{number}/segment/{k}/{segment}")
    def one(which: str, number: int, k: int, segment: int) -> Response:
        project, kept, view = _seen(desk, which, number, k=k, segment=segment)
        return _page(desk, project, kept, view, segment)

    @app.post("/p/{which}/run/{number}/segment/{k}/{segment}/name")
    def call(which: str, number: int, k: int, segment: int, form: Form) -> Response:
        project, kept, view = _seen(desk, which, number, k=k, segment=segment)
        name, was = form.get("name", "").strip(), _name(view, segment)
        if form.get("was", was) not in {was, name} and not form.get("mine"):
            return _page(desk, project, kept, view, segment, mine=name, status=409)
        try:
            rename(view.shown.segmentation, {segment: name})
        except errors.InputError as error:
            return _page(desk, project, kept, view, segment, problem=error.in_command, mine=name, status=400)
        note = _given(view, segment).note
        _note(desk, project, (kept, k, segment), Given(name, locked=True, note=note), kind="rename", was=was)
        return went(_back(which, k, form))

    @app.post("/p/{which}/run/{number}/segment/{k}/{segment}/lock")
    def lock(which: str, number: int, k: int, segment: int, form: Form) -> Response:
        project, kept, view = _seen(desk, which, number, k=k, segment=segment)
        now, name = _given(view, segment), _name(view, segment)
        changed_to = Given(name, not now.locked, now.note)
        _note(desk, project, (kept, k, segment), changed_to, kind="unlock" if now.locked else "lock", was=name)
        return went(_back(which, k, form))

    @app.post("/p/{which}/run/{number}/segment/{k}/{segment}/note")
    def note(which: str, number: int, k: int, segment: int, form: Form) -> Response:
        project, kept, view = _seen(desk, which, number, k=k, segment=segment)
        now, said = _given(view, segment), form.get("note", "").replace("\r\n", "\n").strip()
        if len(said) > LONGEST_NOTE:
            problem = errors.studio.note_too_long(len(said), LONGEST_NOTE).in_command
            return _page(desk, project, kept, view, segment, problem=problem, note=said, status=400)
        given = Given(now.name, now.locked, said)
        _note(desk, project, (kept, k, segment), given, kind="note", was=_name(view, segment))
        return went(f"/p/{which}/run/{number}/segment/{k}/{segment}")


def _seen(desk: Desk, which: str, number: int, *, k: int, segment: int) -> tuple[Project, Kept, View]:
    project = desk.project(which)
    kept = desk.kept(project, number)
    if kept is None or k not in kept.described or not 0 <= segment < k:
        raise Nowhere
    return project, kept, desk.view(project, kept, k)


def _name(view: View, segment: int) -> str:
    return next(each.name.name for each in view.shown.segmentation.segments if each.id == segment)


def _given(view: View, segment: int) -> Given:
    return view.given.get(segment, Given("", locked=False, note=""))


def _back(which: str, k: int, form: dict[str, str]) -> str:
    """Return the address that the form came from: the same number of segments, the same selection."""
    said = form.get("address", "")
    return f"/p/{which}/segments?{said}" if said.startswith("k=") and "\n" not in said else f"/p/{which}/segments?k={k}"


def _note(desk: Desk, project: Project, at: tuple[Kept, int, int], given: Given, *, kind: str, was: str) -> None:
    kept, k, segment = at
    with desk.store.changing():
        entries = with_given(desk.steps(project).state["names"], kept, k, segment=segment, given=given)
        facts = {"run": kept.number, "k": k, "segment": segment, "was": was, "name": given.name}
        changed(desk.store, project.id, kind, facts=facts, names=entries)


def _page(
    desk: Desk,
    project: Project,
    kept: Kept,
    view: View,
    segment: int,
    *,
    problem: str = "",
    mine: str = "",
    note: str | None = None,
    status: int = 200,
) -> Response:
    row = next(each for each in view.shown.front.rows if each.id == segment)
    given = _given(view, segment)
    facts = {
        "kept": kept,
        "k": view.shown.k,
        "row": row,
        "given": given,
        "note": given.note if note is None else note,
        "longest": LONGEST_NOTE,
        "colour": kept.colour(view.shown.k, segment),
    }
    return page(
        "segment.html.j2", desk, project, status=status, problem=problem, mine=mine, conflict=status == 409, **facts
    )
