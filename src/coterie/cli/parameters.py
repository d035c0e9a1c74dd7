"""Options as parameters of commands, made from what is declared."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from coterie.cli.run import COMMANDS, OFFERED, SHARED
from coterie.options.checks import Flag, Names
from coterie.options.options import GROUPS, INPUT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from coterie.options import Declared, Options

Result = TypeVar("Result")

SEGMENTATION = (
    "The segmentation.coterie that `coterie segment` wrote, or its folder, or a run such as history:champion."
)
Customers = Annotated[
    str,
    typer.Argument(
        metavar="CUSTOMERS",
        help="The customer table, or purchases: CSV, Parquet, Excel or JSON lines; a database's URL, or '$NAME' of the "
        "variable that holds it.",
    ),
]
MaybeCustomers = Annotated[
    str | None,
    typer.Argument(
        metavar="CUSTOMERS",
        help="The customer table, or purchases: CSV, Parquet, Excel or JSON lines; a database's URL, or '$NAME' of the "
        "variable that holds it; with --engine spark, Parquet, or none and --table.",
    ),
]
SomeCustomers = Annotated[
    str | None,
    typer.Argument(
        metavar="CUSTOMERS",
        help="The customer table, or purchases, read as `coterie score` reads them; none: what the segments alone say.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="TOML file of options; those given here win (default: none).", rich_help_panel=INPUT
    ),
]


def check_customers(source: str | None, options: Options, *, engine: str, command: str) -> None:
    """Refuse a command without customers; those on Spark may be a table alone.

    Examples
    --------
    >>> from coterie.options import Options
    >>> check_customers(None, Options(table="catalog.schema.customers"), engine="spark", command="coterie score")
    """
    if source is None and (engine != "spark" or options.table is None):
        from coterie import errors

        raise errors.choosing.bad_call("Missing argument 'CUSTOMERS'.", command)


def offers(name: str, *, without: Collection[str] = ()) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Let a command take its declared options: they arrive as its ``**given``, None where one was not given.

    Parameters
    ----------
    name : str
        Of a command in `coterie.cli.run.COMMANDS`.
    without : collection of str
        Options of it that a part of the command does not take.
    """

    def give(command: Callable[..., Result]) -> Callable[..., Result]:
        known = inspect.signature(command, eval_str=True)
        own = [each for each in known.parameters.values() if each.kind is not each.VAR_KEYWORD]
        taken = [each for each in COMMANDS[name].values() if each.name not in without]
        options = sorted(taken, key=lambda each: (GROUPS.index(each.option.group), each.name in SHARED))
        parameters = [*own, *map(_parameter, options)]
        command.__signature__ = known.replace(parameters=parameters)  # type: ignore[attr-defined] # Typer looks here
        command.__annotations__ = {each.name: each.annotation for each in parameters}
        return command

    return give


def given(values: dict[str, Any]) -> dict[str, Any]:  # each option has its own type
    """Return the options given to a command as Python and TOML would give them.

    Examples
    --------
    >>> given({"features": ["Age,Income", "Visits"], "type": [], "seed": None})
    {'features': ('Age', 'Income', 'Visits')}
    """
    said = {name: value for name, value in values.items() if value is not None and value != []}
    return {name: OFFERED[name].from_text(_together(OFFERED[name], value)) for name, value in said.items()}


def _together(option: Declared, value: object) -> object:
    """Return names that were given by an option several times as one list of names."""
    names = isinstance(option.check, Names) and isinstance(value, list)
    return ",".join(value) if names else value  # type: ignore[arg-type]  # texts, as Typer gives them


def _parameter(option: Declared) -> inspect.Parameter:
    """Return an option as Typer takes it: unchecked, since a TOML file may give it as well."""
    several = option.check.repeated or isinstance(option.check, Names)
    kind: Any = list[str] if several else bool if isinstance(option.check, Flag) else str
    repeated = " May be repeated." if option.check.repeated else ""
    said = typer.Option(
        option.flag,
        metavar=option.metavar,
        help=option.sentence + repeated,
        rich_help_panel=option.option.group,
        show_default=False,
    )
    return inspect.Parameter(
        option.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind | None, said]
    )
