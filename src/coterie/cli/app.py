"""The `coterie` command: its commands, and what it says of itself."""

from __future__ import annotations

from typing import Annotated

import typer

from coterie.cli.audience import audience
from coterie.cli.catalogues import catalogues
from coterie.cli.compare import compare
from coterie.cli.demo import demo
from coterie.cli.explain import explain
from coterie.cli.export import export
from coterie.cli.help import MORE, Command, Commands
from coterie.cli.history import history
from coterie.cli.inspect import inspect
from coterie.cli.measure import measure
from coterie.cli.refit import refit
from coterie.cli.rename import rename
from coterie.cli.report import report
from coterie.cli.score import score
from coterie.cli.segment import segment
from coterie.cli.serve import serve
from coterie.cli.sql import sql
from coterie.cli.studio import studio
from coterie.cli.transactions import transactions
from coterie.cli.words import words

app = typer.Typer(
    name="coterie",
    cls=Commands,
    help="Customer segmentation: a customer table goes in; named, explained segments come out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=Command, epilog=MORE)(segment)
app.command(cls=Command, epilog=MORE)(inspect)
app.command(cls=Command, epilog=MORE)(score)
app.command(cls=Command, epilog=MORE)(refit)
app.command(cls=Command, epilog=MORE)(compare)
app.command(cls=Command, epilog=MORE)(explain)
app.command(cls=Command, epilog=MORE)(measure)
app.command(cls=Command, epilog=MORE)(serve)
app.command(cls=Command, epilog=MORE)(studio)
app.command(cls=Command, epilog=MORE)(audience)
app.command(cls=Command, epilog=MORE)(transactions)
app.command(cls=Command, epilog=MORE)(report)
app.command(cls=Command, epilog=MORE)(sql)
app.command(cls=Command, epilog=MORE)(export)
app.command(cls=Command, epilog=MORE)(rename)
app.add_typer(catalogues)
app.add_typer(history)
app.command(cls=Command, epilog=MORE)(demo)
app.command(cls=Command)(words)


def _print_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if value:
        from coterie.clustering import describe_engine
        from coterie.version import __version__

        typer.echo(f"coterie {__version__}\n{describe_engine()}")
        raise typer.Exit


@app.callback()
def _coterie(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", help="Print the version and leave.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    del version  # its callback did the work
