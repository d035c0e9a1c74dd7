"""What stands around every request: who may ask from where, and what every answer says to the browser."""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, Any]  # what ASGI says
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: itself, and nothing from anywhere else."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""What every answer says."""

TOKEN = "token"  # noqa: S105 - the name of a parameter
_READS = frozenset(("GET", "HEAD"))


class Door:
    """Who is let in: whoever comes with the token, once, and from then on with the cookie that it was exchanged for.

    Parameters
    ----------
    port : int
        Where the studio listens.

    Examples
    --------
    >>> door = Door(8700)
    >>> cookie = door.exchange(door.token)
    >>> door.knows(cookie), door.exchange(door.token)
    (True, None)
    """

    def __init__(self, port: int) -> None:
        self.hosts = frozenset(f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]"))
        self.cookie = f"coterie_studio_{port}"
        self.token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._used = False

    def exchange(self, token: str) -> str | None:
        """Return the cookie for the token; None for another one, and for one that was used."""
        if self._used or not _same(token, self.token):
            return None
        self._used = True
        return self._session

    def knows(self, cookie: str) -> bool:
        """Return whether a cookie is the one that was given."""
        return self._used and _same(cookie, self._session)


class Gate:
    """Stands around the application.

    Parameters
    ----------
    app : ASGI application
    door : Door
    """

    def __init__(self, app: App, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def saying(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [pair for pair in message.get("headers", ()) if pair[0] not in dict(HEADERS)]
                message["headers"] = [*own, *HEADERS]
            await send(message)

        headers = scope["headers"]
        if refused := self._refused(scope["method"], headers):
            await _answer(saying, refused)
        elif scope["method"] == "GET" and (given := _token_of(scope)) is not None:
            await self._exchange(scope, given, saying)
        elif not self._door.knows(_cookie_of(headers, self._door.cookie)):
            await _answer(saying, 401)
        else:
            await self._app(scope, receive, saying)

    def _refused(self, method: str, headers: list[tuple[bytes, bytes]]) -> int | None:
        """Return the status for who asks under another name, or from another page."""
        hosts = _all_of(headers, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._door.hosts:
            return 403
        if method in _READS:
            return None
        origins, sites = _all_of(headers, b"origin"), _all_of(headers, b"sec-fetch-site")
        from_here = len(origins) == 1 and origins[0] == f"http://{hosts[0]}"
        return None if from_here and set(sites) <= {"same-origin"} else 403

    async def _exchange(self, scope: Message, token: str, send: Send) -> None:
        """Answer who comes with a token: with the cookie, at the same address without the token."""
        cookie = self._door.exchange(token)
        if cookie is None:
            await _answer(send, 401)
            return
        rest = [(name, value) for name, value in _query(scope) if name != TOKEN]
        place = scope["path"] + (f"?{urlencode(rest)}" if rest else "")
        place = "/" + place.lstrip("/")  # never another machine's
        kept = f"{self._door.cookie}={cookie}; Path=/; HttpOnly; SameSite=Strict"
        await _answer(send, 303, (b"location", place.encode()), (b"set-cookie", kept.encode()))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _all_of(headers: list[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for each, value in headers if each == name]


def _query(scope: Message) -> list[tuple[str, str]]:
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _token_of(scope: Message) -> str | None:
    return next((value for name, value in _query(scope) if name == TOKEN), None)


def _cookie_of(headers: list[tuple[bytes, bytes]], name: str) -> str:
    found: SimpleCookie = SimpleCookie()
    try:
        found.load("; ".join(_all_of(headers, b"cookie")))
    except CookieError:
        return ""
    return found[name].value if name in found else ""


async def _answer(send: Send, status: int, *more: tuple[bytes, bytes]) -> None:
    """Answer with a status alone: who is not let in learns nothing."""
    headers = [(b"content-length", b"0"), (b"connection", b"close"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
