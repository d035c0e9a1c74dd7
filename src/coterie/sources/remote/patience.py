"""How long a server may take: a limit for the whole of its answer's head, whatever it sends meanwhile, and one for all.

The standard library's timeout is for each piece that comes: a server that sends a letter a minute never meets it.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import urllib.request
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from types import TracebackType


class TooSlowError(TimeoutError):
    """The head of an answer did not come in time."""


class Watch:
    """Hangs up when time is up.

    Parameters
    ----------
    head, whole : float
        Seconds for the head of each answer, and for all that comes from then on.

    Examples
    --------
    >>> with Watch(head=60, whole=1800) as watch:
    ...     watch.hung_up
    False
    """

    def __init__(self, head: float, whole: float) -> None:
        self._head, self._whole = head, whole
        self._timer: threading.Timer | None = None
        self.hung_up = False

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def head_of(self, sock: socket.socket) -> None:
        """Begin to wait for the head of an answer."""
        self._start(self._head, sock)

    def rest_of(self, sock: socket.socket) -> None:
        """Begin to wait for all that follows."""
        self._start(self._whole, sock)

    def stop(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()

    def _start(self, seconds: float, sock: socket.socket) -> None:
        self.stop()
        self._timer = threading.Timer(seconds, self._hang_up, [sock])
        self._timer.daemon = True
        self._timer.start()

    def _hang_up(self, sock: socket.socket) -> None:
        self.hung_up = True
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # an encrypted one would wait for its lock


class _Watched(http.client.HTTPConnection):
    """A connection whose answers are waited for so long and no longer."""

    def __init__(self, *args: Any, watch: Watch, **named: Any) -> None:  # noqa: ANN401 - as the standard library gives them
        super().__init__(*args, **named)
        self._watch = watch

    def getresponse(self) -> http.client.HTTPResponse:
        """Return the answer, once its head has come."""
        sock = self.sock
        self._watch.head_of(sock)
        try:
            answer = super().getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self._watch.hung_up:
                self.close()
                raise TooSlowError from error
            raise
        if self._watch.hung_up:  # what had come of the head is no whole one
            answer.close()
            self.close()
            raise TooSlowError
        self._watch.rest_of(sock)
        return answer


class _WatchedEncrypted(_Watched, http.client.HTTPSConnection):
    """The same, encrypted."""


class Http(urllib.request.HTTPHandler):
    """Opens plain addresses under a watch."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an address."""
        return self.do_open(partial(_Watched, watch=self._watch), req)


class Https(urllib.request.HTTPSHandler):
    """Opens encrypted addresses under a watch."""

    def __init__(self, watch: Watch, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._watch, self._trust = watch, context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an address."""
        return self.do_open(partial(_WatchedEncrypted, watch=self._watch), req, context=self._trust)
