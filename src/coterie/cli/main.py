"""The `coterie` command and what happens when something goes wrong."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from coterie.cli.demo import demo
from coterie.cli.inspect import inspect
from coterie.cli.score import score
from coterie.cli.segment import segment
from coterie.errors import CoterieError

BAD_INPUT = 2
INTERRUPTED = 130

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


@app.callback()
def _coterie(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
) -> None:
    if version:
        from coterie.version import __version__

        typer.echo(f"coterie {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command; a problem that a person can mend is one line on stderr and exit code 2, never a traceback."""
    try:
        app()
    except CoterieError as error:
        sys.stderr.write(f"error: {' '.join(str(error).split())}\n")
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
