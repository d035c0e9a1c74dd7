"""`coterie inspect`: the plan, without doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from coterie.cli.config import check_config
from coterie.cli.config import write_config as write_plan
from coterie.cli.parameters import Config, MaybeCustomers, check_customers, given, offers
from coterie.cli.run import InspectRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.cli.log import Log
    from coterie.engines import Progress
    from coterie.options import Options
    from coterie.readiness import Readiness
    from coterie.sources import Table


@offers("inspect")
def inspect(source: MaybeCustomers = None, *, config: Config = None, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Show what would be done with each column, why, and what to mend first, without doing it.

    Example: coterie inspect customers.csv --write-config customers.toml
    """
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), InspectRun)
    check_customers(source, chosen, engine=run.engine, command="coterie inspect")
    with speaking(chosen.words), logged(run.log_file) as log:
        _show(source, chosen, run, log)


def _show(customers: str | None, options: Options, run: InspectRun, log: Log) -> None:
    from coterie.cli.plan import print_plan
    from coterie.cli.progress import INSPECTING, progress
    from coterie.views import to_json
    from coterie.views.planning import plan

    config = run.write_config
    if config is not None:
        check_config(config, overwrite=run.overwrite, sources=[*filter(None, [customers]), *options.sources])
    with progress(quiet=run.quiet or run.json, stages=INSPECTING) as show:
        tell = log.telling(show)
        tell("Reading", 0, 1)
        table, readiness, rows = (_drawn if run.engine == "spark" else _read)(customers, options, tell)
        if config is not None:
            write_plan(config, options, readiness)
        found = plan(table, readiness, rows=rows)
    if run.json:
        typer.echo(to_json(found), nl=False)
    else:
        print_plan(found)
        if config is not None and not run.quiet:
            typer.echo(f"Options: {config}")
    if readiness.problem is not None:
        raise readiness.problem


def _read(customers: str | None, options: Options, tell: Progress) -> tuple[Table, Readiness, int | None]:
    """Return a table that is read here, and what was found."""
    from coterie.readiness import examine
    from coterie.transactions import tables_of

    table, beside = tables_of(customers, options)
    tell("Examining", 0, 1)
    return table, examine(table, options, beside), None


def _drawn(customers: str | None, options: Options, tell: Progress) -> tuple[Table, Readiness, int | None]:
    """Return a sample of a table on Spark, what was found in it, and how many rows there are."""
    from coterie.engines.starting import drawn_on_cluster
    from coterie.readiness import examined_sample

    table, rows = drawn_on_cluster(customers, options, tell)
    tell("Examining", 0, 1)
    return table, examined_sample(table, options), rows
