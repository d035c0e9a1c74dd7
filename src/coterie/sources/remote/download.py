"""Files on the web, by the standard library: encrypted on the way, of a stated size at most, and whole."""

from __future__ import annotations

import base64
import http.client
import ipaddress
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from coterie import errors
from coterie.sources.file_formats import FORMATS
from coterie.sources.remote.addresses import file_name, masked
from coterie.sources.remote.patience import Http, Https, TooSlowError, Watch

if TYPE_CHECKING:
    from email.message import Message
    from typing import IO

MOST_BYTES = 4 * 2**30
"""What a file on the web may hold: 4 GiB, as a compressed one may unpack to."""

MOST_SECONDS = 1800.0
LEAST_RATE = 2**10
"""A download may take half an hour, and has to bring 1 KiB a second on the average of any minute."""

HEAD_SECONDS = 60.0
"""What comes before the file, however it comes."""

_PATIENCE = 60.0
_PIECE = 2**20
_REDIRECTS = 5
_TOO_LONG = "the whole file had not come after {minutes:g} minutes"
_ENDINGS = {name: ending for each in FORMATS.values() for name, ending in each.media_types.items()}
_WHY: tuple[tuple[type[Exception], str], ...] = (
    (TooSlowError, f"the head of its answer had not come after {HEAD_SECONDS:g} seconds"),
    (TimeoutError, f"nothing came for {_PATIENCE:g} seconds"),
    (socket.gaierror, "there is no such host"),
    (ssl.SSLCertVerificationError, "its certificate cannot be trusted"),
    (ssl.SSLError, "no encrypted connection could be made"),
    (ConnectionRefusedError, "the connection is refused"),
    (ConnectionError, "the connection broke before the whole file had come"),
    (http.client.HTTPException, "the connection broke before the whole file had come"),
)
_KNOWN = frozenset(
    (*_ENDINGS.values(), ".tab", ".ndjson", ".pq", ".feather", ".ipc", ".gz", ".bz2", ".xz", ".zst", ".zip")
)


class Fetched(NamedTuple):
    """A file's bytes, and a name whose ending says what they are."""

    data: bytes
    name: str


def fetch(address: str, most: int = MOST_BYTES) -> Fetched:
    """Fetch a file from the web.

    Parameters
    ----------
    address : str
        ``https://``; ``http://`` only on this machine, because what comes unencrypted may have been read and changed on
        the way. A user and a password in it are sent to its host alone, not to where it redirects.
    most : int, default MOST_BYTES
        Bytes that it may hold.

    Returns
    -------
    Fetched

    Raises
    ------
    coterie.errors.InputError
        When there is no such file, it is too large, or it does not come whole.
    """
    shown = masked(address)
    parts = urlsplit(address)
    _check_safe(parts, shown)
    request = urllib.request.Request(_asked(parts), headers={"User-Agent": "coterie", "Accept": "*/*"})  # noqa: S310 - the scheme is checked
    if parts.username is not None:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(secret).decode()}")
    try:
        with Watch(HEAD_SECONDS, MOST_SECONDS) as watch, _opener(watch).open(request, timeout=_PATIENCE) as answer:
            return Fetched(_body(answer, shown, most, watch), _named(file_name(address), answer.headers))
    except errors.CoterieError:
        raise
    except urllib.error.HTTPError as error:
        error.close()
        raise errors.reading.unreachable(shown, f"the server answers {error.code} ({_reason(error)})") from None
    except urllib.error.URLError as error:
        raise errors.reading.unreachable(shown, _why(error.reason)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise errors.reading.unreachable(shown, _why(error)) from None


def _asked(parts: SplitResult) -> str:
    """Return the address without user and fragment, with what a server does not take escaped."""
    host = parts.netloc.rpartition("@")[2]
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~-._?") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def _check_safe(parts: SplitResult, shown: str) -> None:
    """Refuse an address without a host, and one that is not encrypted on the way to another machine."""
    if not parts.hostname:
        raise errors.reading.unreachable(shown, "it names no host")
    if ":" in parts.netloc and "@" in parts.path and "@" not in parts.netloc:
        raise errors.reading.unreachable(
            shown, "user and password cannot be told from the path (write / as %2F, @ as %40)"
        )
    if parts.scheme.lower() != "https" and not _is_this_machine(parts.hostname):
        raise errors.reading.not_encrypted(shown)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, none to where the file would come unencrypted."""

    max_redirections = _REDIRECTS

    def redirect_request(  # noqa: PLR0917 - the standard library's signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        try:
            parts = urlsplit(newurl)
            if req.type == "https" and parts.scheme.lower() != "https":
                raise errors.reading.not_encrypted(masked(newurl))
            _check_safe(parts, masked(newurl))
        except errors.CoterieError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # as it came


def _opener(watch: Watch) -> urllib.request.OpenerDirector:
    """Return what speaks HTTP and HTTPS, and nothing else that an address could name."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        Http(watch),
        Https(watch, ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: http.client.HTTPResponse, shown: str, most: int, watch: Watch) -> bytes:
    """Return all bytes; refuse too many, and fewer than were promised."""
    promised = answer.headers.get("Content-Length", "")
    size = int(promised) if promised.isdigit() else None
    if size is not None and size > most:
        raise errors.reading.too_large(shown, most)
    pieces: list[bytes] = []
    got = 0
    pace = _Pace(shown)
    while piece := _next(answer, watch, shown):
        got += len(piece)
        pace.check(got)
        if got > most:
            raise errors.reading.too_large(shown, most)
        pieces.append(piece)
    if watch.hung_up:
        raise errors.reading.unreachable(shown, _TOO_LONG.format(minutes=MOST_SECONDS / 60))
    if size is not None and got < size:
        raise errors.reading.unreachable(shown, f"only {got} of {size} bytes came")
    return b"".join(pieces)


def _next(answer: http.client.HTTPResponse, watch: Watch, shown: str) -> bytes:
    """Return the next piece; nothing at the end."""
    try:
        return answer.read1(_PIECE)
    except (OSError, http.client.HTTPException, ValueError):
        if watch.hung_up:
            raise errors.reading.unreachable(shown, _TOO_LONG.format(minutes=MOST_SECONDS / 60)) from None
        raise


class _Pace:
    """Refuses a download that takes too long or all but stands still."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._began = self._since = time.monotonic()
        self._before = 0

    def check(self, got: int) -> None:
        """Look at the clock after some more bytes."""
        now = time.monotonic()
        if now - self._began > MOST_SECONDS:
            raise errors.reading.unreachable(self._shown, _TOO_LONG.format(minutes=MOST_SECONDS / 60))
        if now - self._since < _PATIENCE:
            return
        if got - self._before < LEAST_RATE * (now - self._since):
            raise errors.reading.unreachable(
                self._shown, f"less than {LEAST_RATE // 2**10} KiB a second came for {_PATIENCE:g} seconds"
            )
        self._since, self._before = now, got


def _named(name: str, headers: Message) -> str:
    """Return a file's name, its ending from what the server says where it has none that is known."""
    if PurePath(name).suffix.lower() in _KNOWN:
        return name
    said = re.search(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", headers.get("Content-Disposition", ""), re.IGNORECASE)
    if said and PurePath(unquote(said[1])).suffix.lower() in _KNOWN:
        return PurePath(unquote(said[1])).name
    return PurePath(name).stem + _ENDINGS.get(headers.get_content_type(), "")


def _reason(error: urllib.error.HTTPError) -> str:
    """Return what an answer's number means, in the standard's words: a server's own could hold anything."""
    return http.client.responses.get(error.code, "no known answer").lower()


def _why(error: object) -> str:
    """Say why nothing came, without the words of a system that might repeat the address."""
    return next((why for kind, why in _WHY if isinstance(error, kind)), "the connection cannot be made")
