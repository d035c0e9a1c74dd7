"""The addresses, and what answers them."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.requests import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from coterie.service import answers, metrics, problems, scoring
from coterie.service.bodies import LINES, media_of, whole
from coterie.service.explaining import explain
from coterie.service.guard import RECORD, ROUTE, refuse
from coterie.service.openapi import openapi
from coterie.service.showing import health, segments
from coterie.service.streaming import AT_ONCE, Lines

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from coterie.service.guard import Record
    from coterie.service.limits import Limits
    from coterie.service.metrics import Metrics
    from coterie.service.served import Served
    from coterie.service.shelf import Shelf

    Endpoint = Callable[[Request], Awaitable[Response]]
    Answering = Callable[[Request], Awaitable[ASGIApp]]

SMALL = 64 * 1024
"""Bytes of a body that is read and answered at once; a larger one goes to a thread, beside other requests."""


class Refusal(Response):
    """The answer where there is a problem."""

    def __init__(self, problem: problems.Problem) -> None:
        super().__init__(status_code=problem.status)
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the problem."""
        await refuse(self._problem, scope, receive, send=send)


class Said:
    """An answer in JSON, all of it at hand."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        del scope, receive
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(self._body))]
        await send({"type": "http.response.start", "status": HTTPStatus.OK.value, "headers": headers})
        await send({"type": "http.response.body", "body": self._body})


class Express:
    """Answers what is asked most without the framework, which would take longer than placing a customer does.

    Parameters
    ----------
    app : FastAPI
        Answers everything else, and says what there is.
    posts : dict of str to callable
        By address, also with an alias behind it: takes a request and returns what answers it.
    """

    def __init__(self, app: FastAPI, posts: dict[str, Answering]) -> None:
        self._app, self._posts = app, posts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = self._found(scope) if scope["type"] == "http" and scope["method"] == "POST" else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        try:
            await (await answer(Request(scope, receive)))(scope, receive, send)
        except problems.Problem as problem:
            await refuse(problem, scope, receive, send=send)

    def _found(self, scope: Scope) -> Answering | None:
        """Return what answers an address, and leave its alias and its name in the scope as the framework would."""
        path, answer = scope["path"], self._posts.get(scope["path"])
        if answer is not None:
            scope["path_params"], scope[ROUTE] = {}, path
            return answer
        base, _, alias = path.rpartition("/")
        if alias and base in self._posts:
            scope["path_params"], scope[ROUTE] = {"alias": alias}, f"{base}/{{alias}}"
            return self._posts[base]
        return None


class Endpoints:
    """What answers each address.

    Parameters
    ----------
    shelf : Shelf
    limits : Limits
    metrics : Metrics
    """

    def __init__(self, shelf: Shelf, *, limits: Limits, metrics: Metrics) -> None:
        self._shelf, self._limits, self._metrics = shelf, limits, metrics

    async def score(self, request: Request) -> ASGIApp:
        """Place one customer, a list, or a stream of lines."""
        served, record = self._asked(request)
        if media_of(request) in LINES:
            return Lines(request, served, limits=self._limits, record=record)
        body = await whole(request, self._limits)
        if len(body) <= SMALL and body.count(b"{") <= AT_ONCE:
            said, record.customers = scoring.answer(served, body, limits=self._limits)
        else:
            said, record.customers = await asyncio.to_thread(scoring.answer, served, body, limits=self._limits)
        return Said(said)

    async def explain(self, request: Request) -> ASGIApp:
        """Say why one customer is in their segment."""
        served, _ = self._asked(request)
        if media_of(request) in LINES:
            raise problems.wrong_media()
        body = await whole(request, self._limits)
        return Said(await asyncio.to_thread(explain, served, body))

    async def segments(self, request: Request) -> Response:
        """Say which segments there are."""
        del request
        return Response(answers.plain(segments(self._shelf.all)), media_type="application/json")

    async def health(self, request: Request) -> Response:
        """Say that the service answers, and by which artefacts."""
        del request
        return Response(answers.plain(health(self._shelf)), media_type="application/json")

    async def metrics(self, request: Request) -> Response:
        """Give the counts."""
        del request
        return Response(self._metrics.text(self._shelf.all), media_type=metrics.MEDIA)

    def _asked(self, request: Request) -> tuple[Served, Record]:
        served = self._shelf.get(request.path_params.get("alias"))
        record: Record = request.scope[RECORD]
        record.alias, record.artefact = served.alias, served.artefact
        return served, record


def make_app(shelf: Shelf, *, limits: Limits, metrics: Metrics, keys: bool) -> tuple[FastAPI, Express]:
    """Return the application, without what stands around it (`coterie.service.guard`).

    Parameters
    ----------
    shelf : Shelf
    limits : Limits
    metrics : Metrics
    keys : bool
        Whether a request needs a key, which the OpenAPI says.
    """
    unwatched: Any = {"tracing": False, "metrics": False, "logs": False}  # what is sent is the callers' alone
    app = FastAPI(docs_url=None, redoc_url=None, redirect_slashes=False, telemetry=unwatched)  # older ones pass it over
    points = Endpoints(shelf, limits=limits, metrics=metrics)
    posts: dict[str, Answering] = {"/v1/score": points.score, "/v1/explain": points.explain}
    gets: dict[str, Endpoint] = {"/v1/segments": points.segments, "/health": points.health, "/metrics": points.metrics}
    for path, answer in posts.items():
        for end in ("", "/{alias}"):
            app.add_api_route(path + end, answer, methods=["POST"], response_model=None)
    for path, shown in gets.items():
        app.add_api_route(path, shown, methods=["GET"], response_model=None)
    app.openapi = lambda: openapi(shelf.all, limits, keys=keys)  # type: ignore[method-assign] # as FastAPI's pages say
    app.add_exception_handler(problems.Problem, _refused)
    app.add_exception_handler(HTTPException, _not_routed)
    return app, Express(app, posts)


async def _refused(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, problems.Problem)  # noqa: S101 - it is the handler of these alone
    return Refusal(error)


async def _not_routed(request: Request, error: Exception) -> Response:
    del request
    found: Any = error  # an HTTPException, whose handler this is
    if found.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return Refusal(problems.wrong_method((found.headers or {}).get("Allow", "")))
    return Refusal(problems.nowhere())
