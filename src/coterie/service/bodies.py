"""Bodies of requests, taken in as they arrive: no more than the limits, no longer than the clock allows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from coterie.service import problems

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from coterie.service.limits import Limits

LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")
"""What a stream of lines is called."""


def media_of(request: Request) -> str:
    """Return what a body says it is, refusing what is neither JSON nor lines of it.

    Raises
    ------
    coterie.service.problems.Problem
    """
    if header(request, b"content-encoding", b"identity").lower() != "identity":
        raise problems.packed()
    media = header(request, b"content-type", b"application/json").partition(";")[0].strip().lower()
    if media != "application/json" and media not in LINES:
        raise problems.wrong_media()
    return media


def header(request: Request, name: bytes, otherwise: bytes) -> str:
    """Return the first header of a name."""
    return str(next((value for each, value in request.scope["headers"] if each == name), otherwise).decode("latin-1"))


def check_length(request: Request, limits: Limits) -> None:
    """Refuse a body by what it says of its length, before any of it is read.

    Raises
    ------
    coterie.service.problems.Problem
    """
    stated = header(request, b"content-length", b"0")
    if stated.isdecimal() and int(stated[:20]) > limits.body:
        raise problems.too_large(limits.body)


async def whole(request: Request, limits: Limits) -> bytes:
    """Return a body.

    Raises
    ------
    coterie.service.problems.Problem
        When it is larger than it may be, or does not arrive in time.
    """
    check_length(request, limits)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.seconds):
            while (message := await request.receive())["type"] == "http.request":
                part = message.get("body", b"")
                size += len(part)
                if size > limits.body:
                    raise problems.too_large(limits.body)
                parts.append(part)
                if not message.get("more_body", False):
                    return b"".join(parts)
    except TimeoutError:
        raise problems.too_slow(limits.seconds) from None
    raise ClientDisconnect


async def batches(request: Request, limits: Limits) -> AsyncIterator[list[bytes]]:
    """Yield the lines of a stream as they arrive, several at a time.

    Raises
    ------
    coterie.service.problems.Problem
        When a line is larger than a body may be, or a piece does not arrive in time.
    """
    rest = b""
    pieces = request.stream()
    while True:
        try:
            async with asyncio.timeout(limits.seconds):
                piece = await anext(pieces, None)
        except TimeoutError:
            raise problems.too_slow(limits.seconds) from None
        if piece is None:
            break
        *found, rest = (rest + piece).split(b"\n")
        if len(rest) > limits.body:
            raise problems.too_large(limits.body)
        if found:
            yield found
    if rest:
        yield [rest]
