"""`coterie serve`: saved segmentations over HTTP."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import Config, given, offers
from coterie.cli.run import ServeRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from types import ModuleType
    from typing import TextIO

_HERE = ("127.0.0.1", "::1", "localhost")


@offers("serve")
def serve(
    segmentations: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SEGMENTATION...",
            help="Files that `coterie segment` wrote, or runs such as history:champion; NAME=PATH gives another name "
            "in addresses than the file's.",
        ),
    ] = None,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Give customers their segment over HTTP: one at once, many in a list, or a stream of lines.

    A file that changes is served anew without a pause. SIGTERM stops the service when all requests that have begun are
    answered.

    Example: coterie serve segments/segmentation.coterie --port 8321
    """
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), ServeRun)
    if run.new_key:
        _print_key(run)
        return
    with speaking(chosen.words):
        _serve(tuple(segmentations or ()), run)


def _print_key(run: ServeRun) -> None:
    """Print a new key, once; only its hash is kept."""
    from coterie.json_form import as_plain, to_json
    from coterie.remarks import say
    from coterie.service.keys import add_key, line_of, new_key

    key = new_key() if run.keys is None else add_key(run.keys)
    typer.echo(to_json(as_plain({"key": key, "line": line_of(key)})) if run.json else key, nl=not run.json)
    if run.keys is None and not run.quiet:
        typer.echo(say("service.put_line", line=line_of(key)), err=True)


def _serve(named: tuple[str, ...], run: ServeRun) -> None:
    from coterie.cli.entry import leave_signals
    from coterie.json_form import to_json
    from coterie.remarks import say

    _check(named, run)
    running = _service()
    from coterie.service.keys import Keys
    from coterie.service.limits import MEBIBYTE, Limits
    from coterie.service.logs import Log
    from coterie.service.served import aliases
    from coterie.service.shelf import Shelf

    keys = Keys(run.keys)
    limits = Limits(run.max_body * MEBIBYTE, run.max_rows, run.max_seconds)
    with contextlib.ExitStack() as stack:
        shelf = Shelf(aliases([stack.enter_context(_file_of(each, run.history)) for each in named]))
        socket, file = stack.enter_context(_listening(run)), stack.enter_context(_log_to(run))
        scheme = "http" if run.tls_cert is None else "https"
        url = f"{scheme}://{run.host}:{socket.getsockname()[1]}"
        artefacts = {served.alias: served.artefact for served in shelf.all}
        early = leave_signals()
        if run.json:
            typer.echo(to_json({"url": url, "artefacts": artefacts}), nl=False)
        elif not run.quiet:
            typer.echo(say("service.listening", url=url, names=tuple(artefacts)))
        tls = None if run.tls_cert is None or run.tls_key is None else (run.tls_cert, run.tls_key)
        running.serve(shelf, socket, limits=limits, keys=keys, log=Log(file), tls=tls, early=early)


@contextlib.contextmanager
def _file_of(given: str, history: str | None) -> Iterator[str]:
    """Yield a segmentation as it was given, with the file of a run in the place of its name in the history."""
    from coterie.cli.artefact_argument import artefact_file, file_in, is_alias

    name, equals, rest = given.partition("=")
    named = bool(equals) and is_alias(rest)
    if not named and not is_alias(given):
        whole = not equals or Path(given).exists()
        yield str(file_in(Path(given))) if whole else f"{name}={file_in(Path(rest))}"
        return
    with artefact_file(Path(rest if named else given), history) as path:
        yield f"{name}={path}" if named else str(path)


def _check(named: tuple[str, ...], run: ServeRun) -> None:
    """Refuse what cannot be served, before anything is loaded."""
    from coterie import errors

    if not named:
        raise errors.choosing.bad_call("Missing argument 'SEGMENTATION...'.", "coterie serve")
    if run.keys is None and run.host not in _HERE:
        raise errors.serving.keys_needed(run.host)
    if (run.tls_cert is None) != (run.tls_key is None):
        raise errors.serving.half_tls()
    if run.tls_cert is not None and run.tls_key is not None:
        _check_tls(run.tls_cert, run.tls_key)


def _check_tls(cert: Path, key: Path) -> None:
    import ssl

    from coterie import errors

    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except OSError as error:  # ssl's, too
        raise errors.serving.no_tls(str(cert), str(error.strerror or error)) from error


def _service() -> ModuleType:
    """Load what serves."""
    from coterie import errors

    try:
        from coterie.service import running
    except ImportError as error:
        raise errors.libraries.not_installed("Serving over HTTP", "coterie[service]") from error
    return running


@contextlib.contextmanager
def _listening(run: ServeRun) -> Iterator[socket.socket]:
    """Bind the address: a port that is taken is said before anything else."""
    import socket

    from coterie import errors
    from coterie.atomic import system_reason

    try:
        family = socket.getaddrinfo(run.host, run.port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((run.host, run.port), family=family, backlog=2048)
    except OSError as error:
        raise errors.serving.not_listening(run.host, run.port, system_reason(error)) from error
    with listening:
        yield listening


@contextlib.contextmanager
def _log_to(run: ServeRun) -> Iterator[TextIO]:
    """Open the log: stderr, where no file is named."""
    from coterie import errors
    from coterie.atomic import system_reason

    if run.log_file is None:
        yield sys.stderr
        return
    try:
        file = run.log_file.open("a", encoding="utf-8")
    except OSError as error:
        raise errors.writing.log_not_writable(run.log_file, system_reason(error)) from error
    with file:
        yield file
