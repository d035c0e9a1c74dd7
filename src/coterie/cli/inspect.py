"""`coterie inspect`: the plan, without doing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coterie.cli import parameters as given
from coterie.cli.settings import names, pairs, read_settings

if TYPE_CHECKING:
    from coterie.options import Options


def inspect(  # noqa: PLR0913 - one parameter an option
    customers: given.Customers,
    *,
    config: given.Config = None,
    encoding: given.Encoding = None,
    sheet: given.Sheet = None,
    header_row: given.HeaderRow = None,
    query: given.Query = None,
    table: given.Table = None,
    id: given.Id = None,
    features: given.Features = None,
    describe: given.Describe = None,
    ignore: given.Ignore = None,
    type: given.Type = None,
    missing: given.Missing = None,
    write_config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the plan as a TOML file of options, to edit and give to --config (default: none).",
        ),
    ] = None,
    overwrite: given.Overwrite = None,
    json: given.Json = None,
) -> None:
    """Show what would be done with each column, why, and what to mend first, without doing it.

    Example: coterie inspect customers.csv --write-config customers.toml
    """
    options, run = read_settings(
        config,
        {
            "encoding": encoding,
            "sheet": sheet,
            "header_row": header_row,
            "query": query,
            "table": table,
            "id": id,
            "features": names(features),
            "describe": names(describe),
            "ignore": names(ignore),
            "type": pairs("--type", type),
            "missing": pairs("--missing", missing),
            "json": json,
        },
    )
    _show(customers, options, as_json=run.json, config=write_config, overwrite=bool(overwrite))


def _show(customers: str, options: Options, *, as_json: bool, config: Path | None, overwrite: bool) -> None:
    from coterie.cli.config import check_config, write_config
    from coterie.cli.table import print_plan
    from coterie.readiness import examine
    from coterie.sources import read
    from coterie.summary import plan, to_json

    if config is not None:
        check_config(config, overwrite=overwrite, source=customers)
    table = read(customers, **options.reading)
    readiness = examine(table, options)
    if config is not None:
        write_config(config, options, readiness)
    found = plan(table, readiness)
    if as_json:
        typer.echo(to_json(found), nl=False)
    else:
        print_plan(found)
        if config is not None:
            typer.echo(f"Options: {config}")
    if readiness.problem is not None:
        raise readiness.problem
