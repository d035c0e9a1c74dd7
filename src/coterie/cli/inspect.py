"""`coterie inspect`: the plan, without doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    id: given.Id = None,
    features: given.Features = None,
    describe: given.Describe = None,
    ignore: given.Ignore = None,
    type: given.Type = None,
    json: given.Json = None,
) -> None:
    """Show what would be done with each column, and why, without doing it.

    Example: coterie inspect customers.csv
    """
    options, run = read_settings(
        config,
        {
            "encoding": encoding,
            "sheet": sheet,
            "header_row": header_row,
            "id": id,
            "features": names(features),
            "describe": names(describe),
            "ignore": names(ignore),
            "type": pairs("--type", type),
            "json": json,
        },
    )
    _show(customers, options, as_json=run.json)


def _show(customers: str, options: Options, *, as_json: bool) -> None:
    from coterie.cleaning import clean
    from coterie.cli.table import print_plan
    from coterie.schema import infer
    from coterie.sources import read
    from coterie.summary import plan, to_json

    table = read(customers, encoding=options.encoding, sheet=options.sheet, header_row=options.header_row)
    schema = infer(
        table,
        id=options.id,
        features=options.features,
        describe=options.describe,
        ignore=options.ignore,
        types=options.type,
    )
    found = plan(table, schema, clean(table, schema)[1])
    if as_json:
        typer.echo(to_json(found), nl=False)
    else:
        print_plan(found)
