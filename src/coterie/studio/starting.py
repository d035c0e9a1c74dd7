"""The first page: a table to begin with, and the projects that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import Response

from coterie import errors
from coterie.remarks import say
from coterie.sources.file_formats import FORMATS
from coterie.studio.forms import Form
from coterie.studio.pages import page, went
from coterie.studio.paths import listed, under
from coterie.studio.uploads import NoFile, TooLarge, arrived, refusal

if TYPE_CHECKING:
    from coterie.studio.desk import Desk

_ENDINGS = tuple(ending for each in FORMATS.values() for ending in each.usual)


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of the first page."""
    _add_upload(app, desk)

    @app.get("/")
    def start() -> Response:
        return _page(desk)

    @app.post("/example")
    def example(form: Form) -> Response:
        del form
        return went(f"/p/{desk.begin_example().id}/columns")

    @app.post("/open")
    def open_path(form: Form) -> Response:
        try:
            found = under(desk.start, form.get("path", ""))
        except errors.InputError as error:
            return _page(desk, problem=error.in_command)
        return went(f"/p/{desk.open_file(found).id}/columns")

    @app.get("/p/{which}")
    def project(which: str) -> Response:
        found = desk.project(which)
        return went(f"/p/{which}/{'segments' if desk.kept(found) else 'columns'}")

    @app.post("/p/{which}/forget")
    def forget(which: str, form: Form) -> Response:
        found = desk.project(which)
        if not form.get("sure"):
            return page("forget.html.j2", desk, found)
        desk.forget(found)
        return went("/")


def _add_upload(app: FastAPI, desk: Desk) -> None:
    @app.post("/upload")
    async def upload(request: Request) -> Response:
        try:
            path = await arrived(request.stream(), request.headers, desk.uploads, most=desk.most)
        except (NoFile, TooLarge) as error:
            said, status = refusal(error, desk.most)
            return _page(desk, problem=said, status=status)
        return went(f"/p/{desk.begin(path.name, {'kind': 'upload', 'path': str(path)}).id}/columns")


def _page(desk: Desk, *, problem: str = "", status: int = 200) -> Response:
    projects = [(each, _state(desk, each.id)) for each in desk.store.projects()]
    files = listed(desk.start, _ENDINGS)
    facts = {"projects": projects, "files": files, "problem": problem, "most": desk.most // 2**20}
    return page("start.html.j2", desk, None, status=status, start=str(desk.start), **facts)


def _state(desk: Desk, which: str) -> str:
    runs = desk.store.runs(which)
    if not runs:
        return say("studio.project_new")
    ending = runs[0].ending or "running"
    return say(f"studio.project_{ending}")
