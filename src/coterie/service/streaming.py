"""A stream of lines, answered line by line while it arrives, in bounded memory."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from starlette.responses import Response

from coterie.service import answers, problems, scoring
from coterie.service.bodies import batches

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from coterie.service.guard import Record
    from coterie.service.limits import Limits
    from coterie.service.served import Served

AT_ONCE = 200
"""Customers that are placed between two looks at other requests; more go to a thread."""


class Outgoing:
    """Answers that wait until the caller takes them.

    Some callers read only when they have sent everything, so answers wait here up to a bound, and reading goes on.

    Parameters
    ----------
    most : int
        Bytes that may wait.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size, self._done = most, 0, False
        self._waiting: deque[bytes] = deque()
        self._changed = asyncio.Condition()

    async def put(self, said: bytes) -> None:
        """Add an answer; waits while too many bytes do."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._size <= self._most)
            self._waiting.append(said)
            self._size += len(said)
            self._changed.notify_all()

    async def close(self, said: bytes = b"") -> None:
        """Say that nothing more comes but this."""
        async with self._changed:
            self._waiting.append(said)
            self._done = True
            self._changed.notify_all()

    async def take(self) -> bytes | None:
        """Return all that waits; None at the end."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self._waiting) or self._done)
            if not self._waiting:
                return None
            said = b"".join(self._waiting)
            self._waiting.clear()
            self._size = 0
            self._changed.notify_all()
            return said


class Lines(Response):
    """The answer to a stream of lines.

    Parameters
    ----------
    request : Request
    served : Served
        The version that answers the whole stream.
    limits : Limits
    record : Record
        Counts the customers.
    """

    def __init__(self, request: Request, served: Served, *, limits: Limits, record: Record) -> None:
        super().__init__(media_type="application/x-ndjson")
        self._request, self._served, self._limits, self._record = request, served, limits, record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read, place and answer, all at once."""
        del scope, receive  # the request has them
        outgoing = Outgoing(self._limits.body)
        filling = asyncio.create_task(self._fill(outgoing))
        try:
            headers = [(b"content-type", b"application/x-ndjson")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            while (said := await outgoing.take()) is not None:
                await send({"type": "http.response.body", "body": said, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            await filling
        finally:
            filling.cancel()

    async def _fill(self, outgoing: Outgoing) -> None:
        last = b""
        first = 1
        try:
            async for batch in batches(self._request, self._limits):
                said = await self._said(batch, first)
                first += len(batch)
                async with asyncio.timeout(self._limits.seconds):
                    await outgoing.put(said)
        except problems.Problem as problem:
            last = self._broken(problem, first)
        except TimeoutError:
            last = self._broken(problems.took_too_long(self._limits.seconds), first)
        finally:
            await outgoing.close(last)

    async def _said(self, batch: list[bytes], first: int) -> bytes:
        if len(batch) > AT_ONCE:
            said, placed = await asyncio.to_thread(scoring.lines, self._served, batch, first)
        else:
            said, placed = scoring.lines(self._served, batch, first)
        self._record.customers += placed
        return said

    def _broken(self, problem: problems.Problem, line: int) -> bytes:
        self._record.code = problem.code
        said = {"artefact": self._served.artefact, "line": line, "problem": problem.as_dict()}
        return answers.plain(said) + b"\n"
