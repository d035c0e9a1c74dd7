"""`coterie studio`: the page on which segments are made, understood and named."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import Config, given, offers
from coterie.cli.run import StudioRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from coterie.studio.desk import Desk


@offers("studio")
def studio(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A table to begin with (default: none; the page asks for one)."),
    ] = None,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Make, understand and name segments in the browser, on this computer alone.

    What is done there is kept in a folder of your own, so that it is still there after a restart.

    Example: coterie studio customers.csv
    """
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), StudioRun)
    with speaking(chosen.words):
        _run(source, run)


def _run(source: Path | None, run: StudioRun) -> None:
    from coterie.cli.entry import leave_signals

    running = _studio()
    from coterie.studio.gate import TOKEN, Door
    from coterie.studio.home import only_for_owner

    only_for_owner()
    with contextlib.ExitStack() as stack:
        sockets = stack.enter_context(running.listening(run.port))
        desk = stack.enter_context(_desk(source, run))
        door = Door(sockets[0].getsockname()[1])
        page = "/" if source is None else f"/p/{desk.open_file(source.resolve()).id}/columns"
        url = f"http://{running.HERE}:{sockets[0].getsockname()[1]}{page}?{TOKEN}={door.token}"
        early = leave_signals()
        running.serve(desk, sockets, door, ready=lambda: _say(url, desk, run), early=early)


@contextlib.contextmanager
def _desk(source: Path | None, run: StudioRun) -> Iterator[Desk]:
    from coterie import errors
    from coterie.studio.desk import Desk
    from coterie.studio.home import made_home, usual_home
    from coterie.studio.uploads import MEBIBYTE

    if source is not None and not source.is_file():
        raise errors.reading.no_such_file(source)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if run.ephemeral else run.home
        home = made_home((folder or usual_home()).resolve())
        desk = Desk(home, (run.folder or Path.cwd()).resolve(), most=run.max_upload * MEBIBYTE)
        stack.callback(desk.close)
        yield desk


def _say(url: str, desk: Desk, run: StudioRun) -> None:
    """Say where it is, and open it in the browser."""
    from coterie.json_form import to_json
    from coterie.remarks import say

    if run.json:
        typer.echo(to_json({"url": url}), nl=False)
    elif not run.quiet:
        typer.echo(say("studio.listening", url=url))
        typer.echo(say("studio.keeps_nothing") if run.ephemeral else say("studio.keeps", folder=str(desk.home)))
    if not run.no_browser:
        import threading
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _studio() -> ModuleType:
    """Load what answers."""
    from coterie import errors

    try:
        from coterie.studio import running
    except ImportError as error:
        raise errors.libraries.not_installed("The studio", "coterie[studio]") from error
    return running
