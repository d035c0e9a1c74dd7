"""A studio in a folder of its own, and a server of it in a thread, for tests."""

from __future__ import annotations

import contextlib
import contextvars
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn

from coterie.studio.app import make_app
from coterie.studio.desk import Desk
from coterie.studio.gate import Door, Gate
from coterie.studio.running import listening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coterie.studio.store import Project

PATIENCE = 300.0
"""Seconds: no test is timed, and the machine may be busy."""


def opened(folder: Path, *, start: Path | None = None, most: int = 2**20) -> Desk:
    """Return a desk in a folder."""
    home = folder / "home"
    home.mkdir(mode=0o700, exist_ok=True)
    return Desk(home, start or folder, most=most)


@contextlib.contextmanager
def answering(app: Any, door: Door | None = None) -> Iterator[tuple[httpx.Client, Door]]:
    """Answer requests by an application behind a gate; yield a client that was not let in, and the door."""
    with listening(0) as sockets:
        found = door or Door(sockets[0].getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(Gate(app, found), log_config=None, lifespan="off", ws="none"))
        here = contextvars.copy_context()  # with the words in use
        thread = threading.Thread(target=here.run, args=(server.run,), kwargs={"sockets": sockets})
        thread.start()
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        with httpx.Client(base_url=address, timeout=PATIENCE, follow_redirects=False) as client:
            yield client, found
        server.should_exit = True
        thread.join(PATIENCE)


@contextlib.contextmanager
def let_in(desk: Desk) -> Iterator[httpx.Client]:
    """Yield a client of a desk's pages that has exchanged the token, and follows where it is sent."""
    with answering(make_app(desk)) as (client, door):
        client.get(f"/?token={door.token}")
        client.headers["origin"] = str(client.base_url).rstrip("/")
        client.follow_redirects = True
        yield client


def ended(desk: Desk, project: Project, number: int) -> str:
    """Wait until a run has ended, and return how."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ending = desk.run(project, number).ending
        if ending is not None:
            return ending
        time.sleep(0.05)
    msg = "the run did not end"
    raise AssertionError(msg)
