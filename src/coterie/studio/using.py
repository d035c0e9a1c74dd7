"""Use: lists of customers, the files that the commands write, the query of a warehouse, and scoring a file here."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool

from coterie import errors
from coterie.number_format import count
from coterie.remarks import say
from coterie.scoring.sql import sql
from coterie.scoring.sql.dialects import DIALECTS
from coterie.studio.desk import Nowhere
from coterie.studio.exports import FILES, LISTS, PLAN, list_as, plan_of
from coterie.studio.forms import whole
from coterie.studio.pages import fragment, page
from coterie.studio.scored import FILE, score_file, scored_in
from coterie.studio.uploads import NoFile, TooLarge, arrived, refusal
from coterie.views.exploring.listing import on_list
from coterie.views.scored import scored_table, scored_titles
from coterie.views.spoken import spoken

if TYPE_CHECKING:
    from typing import Any

    from coterie.studio.desk import Desk, View
    from coterie.studio.kept import Kept
    from coterie.studio.store import Project

_DIALECTS = tuple(DIALECTS)


class _Asked(NamedTuple):
    """Which segments are used: of which run, at which number of them."""

    project: Project
    kept: Kept
    k: int
    view: View

    @property
    def query(self) -> str:
        return f"run={self.kept.number}&k={self.k}"


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of using."""
    _add_score(app, desk)

    @app.get("/p/{which}/use")
    def use(which: str, request: Request) -> Response:
        asked = _asked(desk, which, request)
        return page("use.html.j2", desk, asked.project, **_facts(desk, asked, request))

    @app.get("/p/{which}/use/count")
    def counted(which: str, request: Request) -> Response:
        asked = _asked(desk, which, request)
        return fragment("list.html.j2", project=asked.project, **_chosen(asked, request))

    @app.get("/p/{which}/use/list.{kind}")
    def customers(which: str, kind: str, request: Request) -> Response:
        asked = _asked(desk, which, request)
        if kind not in LISTS:
            raise Nowhere
        segments, clear = _segments(request), "clear" in request.query_params
        made = list_as(kind, asked.kept, asked.view.shown.segmentation, segments=segments, clear=clear)
        return _file(made, f"customers.{kind}", LISTS[kind])

    @app.get("/p/{which}/use/sql")
    def query(which: str, request: Request) -> Response:
        text = _sql(_asked(desk, which, request), request)
        return _file(f"{text}\n".encode(), "segments.sql", "text/plain; charset=utf-8")

    @app.get("/p/{which}/use/file/{name}")
    def file(which: str, name: str, request: Request) -> Response:
        asked = _asked(desk, which, request)
        if name == PLAN:
            options = desk.run(asked.project, asked.kept.number).options
            return _file(plan_of(options, asked.k).encode(), name, "text/plain; charset=utf-8")
        if name not in FILES:
            raise Nowhere
        kind, make = FILES[name]
        return _file(make(asked.view.shown.segmentation), name, kind)


def _add_score(app: FastAPI, desk: Desk) -> None:
    @app.post("/p/{which}/use/score")
    async def score(which: str, request: Request) -> Response:
        asked = await run_in_threadpool(_asked, desk, which, request)
        try:
            sent = await arrived(request.stream(), request.headers, desk.uploads, most=desk.most)
        except (NoFile, TooLarge) as error:
            said, status = refusal(error, desk.most)
            facts = _facts(desk, asked, request) | {"problem": said}
            return page("use.html.j2", desk, asked.project, status=status, **facts)
        return await run_in_threadpool(_scored, desk, asked, request, sent)

    @app.get("/p/{which}/use/scored/{word}")
    def taken(which: str, word: str) -> Response:
        found = scored_in(desk.home / desk.project(which).id, word)
        if found is None:
            raise Nowhere
        return FileResponse(found, media_type=LISTS["csv"], filename=FILE)


def _scored(desk: Desk, asked: _Asked, request: Request, path: Path) -> Response:
    """Score a file that has arrived, which does not stay."""
    found = asked.view.shown.segmentation
    facts = _facts(desk, asked, request)
    try:
        done = score_file(found, path, desk.home / asked.project.id)
    except errors.CoterieError as error:
        return page("use.html.j2", desk, asked.project, status=400, **facts | {"problem": error.in_command})
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)
    with spoken(found):
        told = {"titles": scored_titles(), "rows": scored_table(done.view), "view": done.view, "word": done.word}
    return page("use.html.j2", desk, asked.project, **facts | {"scored": told})


def _asked(desk: Desk, which: str, request: Request) -> _Asked:
    project = desk.project(which)
    run, k = (whole(request.query_params, name) for name in ("run", "k"))
    kept = desk.kept(project, run)
    if kept is None:
        raise Nowhere
    at = k if k in kept.described else kept.recommended
    return _Asked(project, kept, at, desk.view(project, kept, at))


def _segments(request: Request) -> list[int]:
    given = [each for text in request.query_params.getlist("s") for each in text.split(",")]
    return [int(each) for each in given if each.isascii() and each.isdecimal() and len(each) < 4]


def _chosen(asked: _Asked, request: Request) -> dict[str, Any]:  # what the template asks for
    segments, clear = _segments(request), "clear" in request.query_params
    everyone = asked.kept.customers
    all_, listed = (on_list(everyone, asked.k, segments, clear=each).height for each in (False, clear))
    says = say("studio.list_less", n=listed, all=all_, borders=all_ - listed) if listed < all_ else ""
    said = "".join(f"&s={each}" for each in segments) + ("&clear=1" if clear else "")
    return {"listed": listed, "list_says": says, "list_query": asked.query + said}


def _sql(asked: _Asked, request: Request) -> str:
    dialect, table = request.query_params.get("dialect", _DIALECTS[0]), request.query_params.get("table", "")
    return sql(asked.view.shown.segmentation, dialect=dialect, table=table.strip() or "customers")


def _facts(desk: Desk, asked: _Asked, request: Request) -> dict[str, Any]:  # as above
    kept, k, found = asked.kept, asked.k, asked.view.shown
    try:
        text, problem = _sql(asked, request), ""
    except errors.CoterieError as error:
        text, problem = "", error.in_command
    segments = _segments(request)
    rows = [(row, kept.colour(k, row.id), row.id in segments) for row in found.front.rows]
    return _chosen(asked, request) | {
        "kept": kept,
        "k": k,
        "segments": rows,
        "query": asked.query,
        "clear": "clear" in request.query_params,
        "dialects": _DIALECTS,
        "dialect": request.query_params.get("dialect", _DIALECTS[0]),
        "table": request.query_params.get("table", "customers"),
        "sql": text,
        "sql_problem": problem,
        "source": shlex.quote(Path(str(asked.project.source.get("path", "customers.csv"))).name),
        "size": count(len(FILES["segmentation.coterie"][1](found.segmentation)) // 1000),
        "problem": "",
        "scored": None,
        "most": desk.most // 2**20,
    }


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
