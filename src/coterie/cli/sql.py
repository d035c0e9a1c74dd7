"""`coterie sql`: the segmentation as a query of a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, given, offers
from coterie.cli.settings import read_settings
from coterie.cli.sql_run import SqlRun


@offers("sql")
def sql(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Print the segmentation as one SQL query, so that a database gives its customers their segment itself.

    Example: coterie sql segments --dialect postgres --table shop.customers --as view --out segments.sql
    """
    from coterie import errors
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged

    _, run = read_settings(None, given(options), SqlRun)
    if run.dialect is None:
        raise errors.choosing.option_needed("--dialect", "postgres", "sql")
    if run.table is None:
        raise errors.choosing.option_needed("--table", "NAME", "sql")
    with logged(run.log_file), artefact_file(segmentation, run.history) as path:
        _sql(path, run)


def _sql(path: Path, run: SqlRun) -> None:
    from coterie.artefact import load
    from coterie.atomic import whole
    from coterie.outputs import check_file
    from coterie.scoring.sql import print_sql
    from coterie.views import to_json
    from coterie.views.queried import queried

    files = [] if run.out is None else [run.out, run.out.with_name("schema.yml")][: 2 if run.form == "dbt-model" else 1]
    for file in files:
        check_file(file, overwrite=run.overwrite, sources=[path], endings=(".sql", ".yml"))
    found = load(path)
    how = {"dialect": run.dialect, "table": run.table, "form": run.form, "identifiers": run.identifiers}
    made = print_sql(found, name=run.name, **how)
    for file, text in zip(files, (f"{made.sql}\n", made.schema_yml), strict=False):
        with whole(file) as partial:
            partial.write_text(text, encoding="utf-8")
    view = queried(found, sql=made.sql, schema_yml=made.schema_yml, dialect=str(run.dialect), files=files)
    if run.json:
        typer.echo(to_json(view), nl=False)
    elif not files or not run.quiet:
        typer.echo("\n".join(view.files) if files else made.sql)
