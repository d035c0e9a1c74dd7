"""Runs: begun, watched and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response

from coterie.remarks import say
from coterie.studio.forms import Form
from coterie.studio.kept import shown
from coterie.studio.pages import fragment, page, version_of, went
from coterie.studio.progress import STEPS
from coterie.studio.state import changed

if TYPE_CHECKING:
    from typing import Any

    from coterie.studio.desk import Desk
    from coterie.studio.store import Project


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of runs."""

    @app.post("/p/{which}/run")
    def begin(which: str, form: Form) -> Response:
        del form
        project = desk.project(which)
        last = next(iter(desk.store.runs(which)), None)
        if last is not None and last.ended is None:
            return went(f"/p/{which}/run/{last.number}")
        run = desk.jobs.begin(project, desk.options(project))
        changed(desk.store, which, "run", facts={"run": run.number})
        return went(f"/p/{which}/run/{run.number}")

    @app.get("/p/{which}/run/{number}")
    def watch(which: str, number: int) -> Response:
        project = desk.project(which)
        return page("run.html.j2", desk, project, **_facts(desk, project, number))

    @app.get("/p/{which}/run/{number}/progress")
    def progress(which: str, number: int) -> Response:
        project = desk.project(which)
        facts = _facts(desk, project, number)
        answer = fragment("progress.html.j2", project=project, **facts)
        if facts["run"].ending == "done":
            answer.headers["HX-Redirect"] = f"/p/{which}/segments"
        return answer

    @app.post("/p/{which}/run/{number}/stop")
    def stop(which: str, number: int, form: Form) -> Response:
        del form
        desk.run(desk.project(which), number)
        desk.jobs.stop(which, number)
        return went(f"/p/{which}/run/{number}")

    @app.get("/p/{which}/state")
    def state(which: str) -> Response:
        project = desk.project(which)
        run = next(iter(desk.store.runs(which)), None)
        kept = desk.kept(project)
        said = {
            "version": version_of(desk, project),
            "run": None if run is None else run.number,
            "ending": None if run is None else run.ending,
            "kept": None if kept is None else [kept.number, kept.early],
        }
        return JSONResponse(said)


def _facts(desk: Desk, project: Project, number: int) -> dict[str, Any]:  # what the template asks for
    run = desk.run(project, number)
    now = desk.jobs.progress(project.id, number)
    kept = desk.kept(project, number)
    early = kept if kept is not None and kept.early else None
    at = STEPS.index(now.step) if now is not None else 0
    strip = None if early is None else shown(early, early.recommended, {}).strip
    heading = "" if run.ending is None else say(f"studio.ended_{run.ending}")
    return {
        "heading": heading,
        "run": run,
        "now": now,
        "at_step": at,
        "all_steps": [say(f"studio.step_{step}") for step in STEPS],
        "kept": kept,
        "early": early,
        "strip": strip,
    }
