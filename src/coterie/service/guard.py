"""What stands around every request: the key, the log, the counts, and one clear answer when all else fails."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.requests import ClientDisconnect

from coterie.service import problems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from coterie.service.keys import Keys
    from coterie.service.logs import Log
    from coterie.service.metrics import Metrics

    Message = MutableMapping[str, Any]  # what ASGI says
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

RECORD = "coterie.record"
"""Where a request's record stands in its scope."""

ROUTE = "coterie.route"
"""Where the name of an address stands in its scope, where the framework did not find it."""

_OPEN_TO_ALL = "/health"
_LINGER = 2.0
"""Seconds in which a body that is refused may still arrive, so that its sender gets to reading the answer."""


@dataclass
class Record:
    """What is known of one request, for the log and the counts."""

    request: str = field(default_factory=lambda: os.urandom(6).hex())
    status: int = 0
    alias: str | None = None
    artefact: str | None = None
    customers: int = 0
    code: str | None = None


class Guard:
    """Stands around the application.

    Parameters
    ----------
    app : ASGI application
    keys : Keys
    log : Log
    metrics : Metrics
    """

    def __init__(self, app: App, *, keys: Keys, log: Log, metrics: Metrics) -> None:
        self._app, self._keys, self._log, self._metrics = app, keys, log, metrics

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = scope[RECORD] = Record()
        begun = time.perf_counter()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
            await send(message)

        try:
            await self._answer(scope, receive, noting)
        except ClientDisconnect:
            record.code = "left"
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets an answer, and the log its place
            self._log.fault(error, record.request)
            if not record.status:
                await refuse(problems.fault(record.request), scope, receive, send=noting)
        finally:
            self._note(scope, record, time.perf_counter() - begun)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["path"] != _OPEN_TO_ALL and self._keys.wanted and not self._keys.knows(key_of(scope)):
            await refuse(problems.no_key(), scope, receive, send=send)
        else:
            await self._app(scope, receive, send)

    def _note(self, scope: Message, record: Record, seconds: float) -> None:
        route = str(scope.get(ROUTE) or getattr(scope.get("route"), "path", "none"))
        self._metrics.request(route, record.status, seconds)
        if record.customers and record.alias:
            self._metrics.customers(record.alias, record.customers)
        facts = {"alias": record.alias, "artefact": record.artefact, "customers": record.customers, "code": record.code}
        known = {name: value for name, value in facts.items() if value}
        method = scope["method"] if scope["method"] in {"GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"} else "other"
        said = {"request": record.request, "method": method, "route": route, "status": record.status}
        self._log.line("request", **said, ms=round(seconds * 1000, 3), **known)


def key_of(scope: Message) -> str | None:
    """Return the key of a request: ``Authorization: Bearer KEY`` or ``X-API-Key: KEY``.

    Examples
    --------
    >>> key_of({"headers": [(b"authorization", b"bearer abc")]}), key_of({"headers": [(b"x-api-key", b"abc")]})
    ('abc', 'abc')
    """
    for name, value in scope["headers"]:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            return str(value[7:].strip().decode("latin-1"))
        if name == b"x-api-key":
            return str(value.strip().decode("latin-1"))
    return None


async def refuse(problem: problems.Problem, scope: Message, receive: Receive, *, send: Send) -> None:
    """Answer with a problem.

    It goes out before the body is read. What still arrives is thrown away for a moment: closing at once would take the
    answer from a sender who has not come to reading it.
    """
    scope[RECORD].code = problem.code
    body = problem.body()
    headers = {"Content-Type": problems.MEDIA, "Content-Length": str(len(body)), **problem.headers}
    unread = _has_body(scope) and problem.status in {401, 404, 405, 408, 413, 415, 500}
    if unread:
        headers["Connection"] = "close"
    written = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": written})
    await send({"type": "http.response.body", "body": body, "more_body": unread})
    if unread:
        await _let_arrive(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _has_body(scope: Message) -> bool:
    named = {name: value for name, value in scope["headers"] if name in {b"content-length", b"transfer-encoding"}}
    return b"transfer-encoding" in named or named.get(b"content-length", b"0") != b"0"


async def _let_arrive(receive: Receive) -> None:
    try:
        async with asyncio.timeout(_LINGER):
            while True:
                message = await receive()
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return
