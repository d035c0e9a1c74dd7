"""`coterie inspect`: the plan, without doing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.config import check_config, read_settings
from coterie.cli.config import write_config as write_plan
from coterie.cli.parameters import Config, Customers, given, offers
from coterie.options.options import COLUMNS, PURCHASES, READING, of_group

if TYPE_CHECKING:
    from coterie.options import Options


@offers(
    *of_group(READING),
    *of_group(PURCHASES),
    *(name for name in of_group(COLUMNS) if name != "role"),
    "words",
    "overwrite",
    "json",
)
def inspect(
    customers: Customers,
    *,
    config: Config = None,
    write_config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the plan as a TOML file of options, to edit and give to --config (default: none).",
        ),
    ] = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Show what would be done with each column, why, and what to mend first, without doing it.

    Example: coterie inspect customers.csv --write-config customers.toml
    """
    overwrite = bool(options.pop("overwrite"))  # of the plan, not of the results that a file may speak of
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options))
    with speaking(chosen.words):
        _show(customers, chosen, as_json=run.json, config=write_config, overwrite=overwrite)


def _show(customers: str, options: Options, *, as_json: bool, config: Path | None, overwrite: bool) -> None:
    from coterie.cli.table import print_plan
    from coterie.readiness import examine
    from coterie.sources import read
    from coterie.views import to_json
    from coterie.views.planning import plan

    if config is not None:
        check_config(config, overwrite=overwrite, source=customers)
    table = read(customers, **options.reading)
    readiness = examine(table, options)
    if config is not None:
        write_plan(config, options, readiness)
    found = plan(table, readiness)
    if as_json:
        typer.echo(to_json(found), nl=False)
    else:
        print_plan(found)
        if config is not None:
            typer.echo(f"Options: {config}")
    if readiness.problem is not None:
        raise readiness.problem
