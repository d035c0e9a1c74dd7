"""`coterie inspect`: the plan, without doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from coterie.cli.config import check_config
from coterie.cli.config import write_config as write_plan
from coterie.cli.parameters import Config, Customers, given, offers
from coterie.cli.run import InspectRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.cli.log import Log
    from coterie.options import Options


@offers("inspect")
def inspect(source: Customers, *, config: Config = None, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Show what would be done with each column, why, and what to mend first, without doing it.

    Example: coterie inspect customers.csv --write-config customers.toml
    """
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), InspectRun)
    with speaking(chosen.words), logged(run.log_file) as log:
        _show(source, chosen, run, log)


def _show(customers: str, options: Options, run: InspectRun, log: Log) -> None:
    from coterie.cli.plan import print_plan
    from coterie.cli.progress import INSPECTING, progress
    from coterie.readiness import examine
    from coterie.transactions import tables_of
    from coterie.views import to_json
    from coterie.views.planning import plan

    config = run.write_config
    if config is not None:
        check_config(config, overwrite=run.overwrite, sources=[customers, *options.sources])
    with progress(quiet=run.quiet or run.json, stages=INSPECTING) as show:
        tell = log.telling(show)
        tell("Reading", 0, 1)
        table, beside = tables_of(customers, options)
        tell("Examining", 0, 1)
        readiness = examine(table, options, beside)
        if config is not None:
            write_plan(config, options, readiness)
        found = plan(table, readiness)
    if run.json:
        typer.echo(to_json(found), nl=False)
    else:
        print_plan(found)
        if config is not None and not run.quiet:
            typer.echo(f"Options: {config}")
    if readiness.problem is not None:
        raise readiness.problem
