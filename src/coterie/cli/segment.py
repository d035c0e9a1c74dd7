"""`coterie segment`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coterie.cli import parameters as given
from coterie.cli.printable import printable
from coterie.cli.settings import Run, names, pairs, read_settings

if TYPE_CHECKING:
    from coterie.options import Options


def segment(  # noqa: PLR0913 - one parameter an option
    customers: given.Customers,
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder for the results.")] = None,
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
    role: given.Role = None,
    k: given.K = None,
    k_max: given.KMax = None,
    impute: given.Impute = None,
    transform: given.Transform = None,
    scale: given.Scale = None,
    evidence: given.Evidence = None,
    min_share: given.MinShare = None,
    max_segments: given.MaxSegments = None,
    catalogue: given.Catalogue = None,
    seed: given.Seed = None,
    assignments: given.Assignments = None,
    report: given.Report = None,
    write_to: given.WriteTo = None,
    to_table: given.ToTable = None,
    replace_table: given.ReplaceTable = None,
    engine: given.Engine = None,
    overwrite: given.Overwrite = None,
    json: given.Json = None,
    quiet: given.Quiet = None,
) -> None:
    """Find, describe and name the segments of a customer table.

    Writes segments.json, assignments, report.html and segmentation.coterie to --out.

    Example: coterie segment customers.csv --out segments
    """
    from coterie import errors

    options, run = read_settings(
        config,
        {
            "out": out,
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
            "role": pairs("--role", role),
            "k": k,
            "k_max": k_max,
            "impute": impute,
            "transform": transform,
            "scale": scale,
            "evidence": evidence,
            "min_share": min_share,
            "max_segments": max_segments,
            "catalogue": catalogue,
            "seed": seed,
            "assignments": assignments,
            "report": report,
            "write_to": write_to,
            "to_table": to_table,
            "replace_table": replace_table,
            "engine": engine,
            "overwrite": overwrite,
            "json": json,
            "quiet": quiet,
        },
    )
    if run.out is None:
        raise errors.choosing.no_out()
    run_segment(customers, options, run)


def run_segment(customers: object, options: Options, run: Run) -> None:
    """Do the main job and show it."""
    from coterie.cli.destination import destination
    from coterie.cli.progress import progress
    from coterie.cli.table import print_segments
    from coterie.outputs import check_out, load_report, nearest_folder, write_outputs
    from coterie.segmentation import segment as find
    from coterie.summary import summarise, to_json

    assert run.out is not None  # noqa: S101 - checked by the command
    check_out(run.out, overwrite=run.overwrite, source=customers)
    table = destination(
        run.write_to,
        run.to_table,
        replace=run.replace_table,
        source=customers,
        query=options.query,
        table=options.table,
    )
    if run.report == "html":
        load_report()
    with progress(quiet=run.quiet or run.json) as tell:
        result = find(
            customers,
            engine=run.engine,
            folder=nearest_folder(run.out),
            on_progress=tell,
            on_plan=None if run.quiet else lambda plan: typer.echo(plan, err=True),
            **options.model_dump(),
        )
        tell("Writing", 0, 1)
        with table.written(result.assignments):
            write_outputs(
                result, run.out, overwrite=run.overwrite, assignments=run.assignments, report=run.report == "html"
            )
    summary = summarise(result.segmentation)
    if run.json:
        typer.echo(to_json(summary), nl=False)
    else:
        print_segments(summary, run.out)
        if table.said:
            typer.echo(printable(table.said))
