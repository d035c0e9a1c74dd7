"""`coterie catalogues`: which there are, what one says, and whether one of your own can be used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.help import Command, Commands
from coterie.cli.parameters import given, offers
from coterie.cli.run import CatalogueRun
from coterie.cli.settings import read_settings

catalogues = typer.Typer(
    name="catalogues",
    cls=Commands,
    help="Catalogues of archetypes that segments are named after: list them, show one, check one of your own.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@catalogues.command(name="list", cls=Command)
def list_() -> None:
    """Name the built-in catalogues, with the roles that their archetypes speak of.

    Example: coterie catalogues list
    """
    from coterie.cli.table import print_table
    from coterie.naming.catalogue import BY_COLUMNS, load_catalogue
    from coterie.remarks import say

    found = [load_catalogue(name) for name in BY_COLUMNS]
    rows = [
        (each.name, each.title, str(len(each.archetypes)), ", ".join(role.key for role in each.roles)) for each in found
    ]
    print_table([say(f"catalogue.{title}") for title in ("name", "about", "count", "roles")], rows)


@catalogues.command(cls=Command)
def show(
    catalogue: Annotated[str, typer.Argument(help="A built-in catalogue, bank or retail, or a TOML file.")],
) -> None:
    """Print a catalogue as TOML, to copy and change.

    Example: coterie catalogues show bank
    """
    from coterie.naming.catalogue import source_of

    typer.echo(source_of(catalogue), nl=False)


@catalogues.command(cls=Command)
@offers("catalogues")
def check(
    catalogue: Annotated[str, typer.Argument(help="A TOML file, or a built-in catalogue.")],
    segmentation: Annotated[
        Path | None, typer.Argument(help="A saved segmentation to try it on, archetype by archetype.")
    ] = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Check a catalogue: whether it can be used, and which segment each archetype would name, or why none.

    Example: coterie catalogues check shop.toml segments/segmentation.coterie
    """
    from coterie.artefact import load
    from coterie.cli.artefact_argument import file_in
    from coterie.cli.log import logged
    from coterie.cli.table import print_table
    from coterie.remarks import say
    from coterie.views import to_json
    from coterie.views.naming_check import check_catalogue

    _, run = read_settings(None, given(options), CatalogueRun)
    with logged(run.log_file):
        found = check_catalogue(catalogue, None if segmentation is None else load(file_in(segmentation)))
    if run.json:
        typer.echo(to_json(found), nl=False)
        return
    print_table(
        [say("catalogue.archetype"), say("catalogue.would" if segmentation else "catalogue.description")],
        [(each.archetype, each.sentence) for each in found.archetypes],
    )
    typer.echo(say("catalogue.all_roles", roles=found.roles))
    if found.named is not None:
        typer.echo(say("catalogue.named", name=found.catalogue, n=found.named))
