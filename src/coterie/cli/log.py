"""The log of a run: a line for each thing that happens, with the time and the run's id, appended to a file."""

from __future__ import annotations

import contextlib
import sys
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from coterie import errors
from coterie.atomic import system_reason
from coterie.cli.passwords import without_passwords
from coterie.cli.printable import printable
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from coterie.engines import Progress as Tell


class Log:
    """Where lines go; nowhere without a file.

    Parameters
    ----------
    file : text file or None
        Open for appending.

    Examples
    --------
    >>> import io
    >>> file = io.StringIO()
    >>> log = Log(file)
    >>> log.line("info", "Clustering")
    >>> file.getvalue().split()[-2:], log.run in file.getvalue()
    (['info', 'Clustering'], True)
    """

    def __init__(self, file: TextIO | None = None) -> None:
        self.run = uuid.uuid4().hex[:12]
        self._file = file
        self._stage = ""

    def line(self, level: str, text: str) -> None:
        """Append a line: the time in UTC, the run's id, a level and what happened."""
        if self._file is not None:
            time = datetime.now(UTC).isoformat(timespec="milliseconds")
            said = printable(" ".join(without_passwords(text, sys.argv).split()))
            self._file.write(f"{time} {self.run} {level} {said}\n")
            self._file.flush()

    def telling(self, tell: Tell) -> Tell:
        """Return what tells of progress, and logs each stage once."""

        def both(stage: str, done: int, total: int) -> None:
            if stage != self._stage:
                self._stage = stage
                self.line("info", stage)
            tell(stage, done, total)

        return both

    def warn(self, text: str) -> None:
        """Say a warning on stderr and in the log."""
        self.line("warning", text)
        typer.echo(say("scored.warning", said=printable(text)), err=True)


@contextlib.contextmanager
def logged(path: Path | None) -> Iterator[Log]:
    """Open the log of a run, and say in it how the run begins and ends.

    Parameters
    ----------
    path : Path or None
        The file, to which lines are appended; None: nothing is logged.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "coterie.log")
    >>> with logged(path) as log:
    ...     log.line("info", "Clustering")
    >>> [line.split()[2] for line in path.read_text().splitlines()]
    ['info', 'info', 'info']
    """
    if path is None:
        yield Log()
        return
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("a", encoding="utf-8", errors="replace"))
        except OSError as error:
            raise errors.writing.log_not_writable(path, system_reason(error)) from error
        log = Log(file)
        from coterie.version import __version__

        log.line("info", f"coterie {__version__} begins: {' '.join(sys.argv[1:])}")
        try:
            yield log
        except errors.CoterieError as error:
            log.line("error", f"exit code {error.exit_code}: {error.in_command}")
            raise
        except BaseException as error:  # also Ctrl-C, which is told and goes on
            log.line("error", f"ended by {type(error).__name__.strip('_')}: {error}")
            raise
        log.line("info", "done")
