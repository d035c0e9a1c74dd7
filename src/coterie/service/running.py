"""The service as a program: loads, listens, looks for changed files, and stops without losing a request."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import uvicorn

from coterie.service.app import make_app
from coterie.service.guard import Guard
from coterie.service.metrics import Metrics
from coterie.version import __version__

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from fastapi import FastAPI

    from coterie import errors
    from coterie.service.keys import Keys
    from coterie.service.limits import Limits
    from coterie.service.logs import Log
    from coterie.service.served import Served
    from coterie.service.shelf import Shelf

_IDLE = 30
"""Seconds that a connection without a request is kept."""


def serve(
    shelf: Shelf,
    listening: socket.socket,
    *,
    limits: Limits,
    keys: Keys,
    log: Log,
    tls: tuple[Path, Path] | None = None,
    early: Sequence[int] = (),
) -> None:
    """Answer requests until asked to stop by a signal; those that have begun are finished.

    Parameters
    ----------
    shelf : Shelf
        What is served.
    listening : socket
        Bound to its address.
    limits : Limits
    keys : Keys
    log : Log
    tls : (Path, Path), optional
        The certificate and its key.
    early : sequence of int
        Signals that came before the service could listen to them; with one, it ends as soon as it has begun.
    """
    metrics = Metrics()
    app, express = make_app(shelf, limits=limits, metrics=metrics, keys=keys.wanted)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # its messages may repeat what was sent
        logging.getLogger(name).propagate = False
    config = uvicorn.Config(
        Guard(express, keys=keys, log=log, metrics=metrics),
        log_config=None,
        access_log=False,
        server_header=False,
        http="httptools",
        ws="none",
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=int(2 * limits.seconds) + 1,
        ssl_certfile=None if tls is None else str(tls[0]),
        ssl_keyfile=None if tls is None else str(tls[1]),
    )
    server = uvicorn.Server(config)

    @contextlib.asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        async with _watching(shelf, keys, log=log, metrics=metrics):
            server.should_exit = server.should_exit or bool(early)  # from here on it listens to signals itself
            yield

    app.router.lifespan_context = living
    server.run(sockets=[listening])
    log.line("stopped")


@contextlib.asynccontextmanager
async def _watching(shelf: Shelf, keys: Keys, *, log: Log, metrics: Metrics) -> AsyncIterator[None]:
    """Look for changed files as long as the service runs."""

    def tell(event: str, served: Served, error: errors.CoterieError | None) -> None:
        metrics.swap(served.alias, event)
        why = {} if error is None else {"message": str(error)}
        log.line(event, alias=served.alias, artefact=served.artefact, **why)

    names = {served.alias: served.artefact for served in shelf.all}
    log.line("started", version=__version__, artefacts=names)
    watching = [asyncio.create_task(shelf.watch(tell))]
    if keys.wanted:
        watching.append(asyncio.create_task(_look_at(keys)))
    yield
    for task in watching:
        task.cancel()


async def _look_at(keys: Keys) -> None:
    while True:
        await asyncio.sleep(1)
        keys.look()
