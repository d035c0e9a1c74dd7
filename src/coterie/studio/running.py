"""The studio as a program: listens on this computer alone, and stops when it is told to."""

from __future__ import annotations

import contextlib
import logging
import socket
from typing import TYPE_CHECKING

import uvicorn

from coterie import errors
from coterie.atomic import system_reason
from coterie.studio.app import make_app
from coterie.studio.gate import Door, Gate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from coterie.studio.desk import Desk

HERE = "127.0.0.1"
_IDLE = 30
_GRACE = 2


@contextlib.contextmanager
def listening(port: int) -> Iterator[list[socket.socket]]:
    """Listen on this computer alone, on both of its own addresses where it has both.

    Parameters
    ----------
    port : int
        0: any free one.

    Raises
    ------
    coterie.errors.OptionError
        For a port that is taken.

    Examples
    --------
    >>> with listening(0) as sockets:
    ...     sockets[0].getsockname()[0]
    '127.0.0.1'
    """
    with contextlib.ExitStack() as stack:
        try:
            first = stack.enter_context(socket.create_server((HERE, port), backlog=256))
        except OSError as error:
            raise errors.serving.not_listening(HERE, port, system_reason(error)) from error
        sockets = [first]
        with contextlib.suppress(OSError):  # not every computer has it
            own = first.getsockname()[1]
            sockets.append(stack.enter_context(socket.create_server(("::1", own), family=socket.AF_INET6)))
        yield sockets


def serve(
    desk: Desk, sockets: list[socket.socket], door: Door, *, ready: Callable[[], None], early: Sequence[int] = ()
) -> None:
    """Answer until asked to stop by a signal.

    Parameters
    ----------
    desk : Desk
    sockets : list of socket
        From `listening`.
    door : Door
        Who is let in.
    ready : callable
        Called as soon as it answers.
    early : sequence of int
        Signals that came before it could listen to them.
    """
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # its messages may repeat what was sent
        logging.getLogger(name).propagate = False
    app = make_app(desk)

    @contextlib.asynccontextmanager
    async def living(_: object) -> AsyncIterator[None]:
        server.should_exit = server.should_exit or bool(early)
        ready()
        yield

    app.router.lifespan_context = living
    config = uvicorn.Config(
        Gate(app, door),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GRACE,
    )
    server = uvicorn.Server(config)
    server.run(sockets=sockets)
