"""The `coterie` command and what happens when something goes wrong."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from coterie.cli.demo import demo
from coterie.cli.inspect import inspect
from coterie.cli.score import score
from coterie.cli.segment import segment
from coterie.errors import CoterieError

BAD_INPUT = 2
STOPPED = 128
"""Plus the signal's number, as shells do."""


class _Stopped(BaseException):
    """Ctrl-C or a request to end: unwinds the work, so that nothing half done is left behind."""


app = typer.Typer(
    name="coterie",
    help="Customer segmentation: a customer table goes in; named, explained segments come out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(segment)
app.command()(inspect)
app.command()(score)
app.command()(demo)


def _print_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if value:
        from coterie.version import __version__

        typer.echo(f"coterie {__version__}")
        raise typer.Exit


@app.callback()
def _coterie(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    del version  # its callback did the work


def _stop(number: int, _frame: object) -> None:
    raise _Stopped(number)


def main() -> None:
    """Run the command; a problem that a person can mend is one line on stderr and exit code 2, never a traceback."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        app()
    except CoterieError as error:
        text = " ".join(str(error).split())
        sys.stderr.write("error: " + "".join(letter if letter.isprintable() else "�" for letter in text) + "\n")
        sys.exit(BAD_INPUT)
    except _Stopped as stopped:
        sys.stderr.write("stopped; nothing was written\n")
        sys.exit(STOPPED + stopped.args[0])
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
