"""`coterie segment`: the main job."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from coterie.cli.config import read_settings
from coterie.cli.parameters import Config, Customers, given, offers
from coterie.cli.printable import printable
from coterie.cli.run import OFFERED, Run

if TYPE_CHECKING:
    from coterie.options import Options


@offers(*OFFERED)
def segment(customers: Customers, *, config: Config = None, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Find, describe and name the segments of a customer table.

    Writes segments.json, assignments, report.html and segmentation.coterie to --out.

    Example: coterie segment customers.csv --out segments
    """
    from coterie import errors
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options))
    if run.out is None:
        raise errors.choosing.no_out()
    with speaking(chosen.words):
        run_segment(customers, chosen, run)


def run_segment(customers: object, options: Options, run: Run) -> None:
    """Do the main job and show it."""
    from coterie.cli.destination import destination
    from coterie.cli.engine import say_stand_in
    from coterie.cli.progress import progress
    from coterie.cli.table import print_segments
    from coterie.outputs import check_out, load_report, nearest_folder, write_outputs
    from coterie.segmentation import assignments_of
    from coterie.segmentation import segment as find
    from coterie.views import summary_of, to_json

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
    say_stand_in(quiet=run.quiet)
    with progress(quiet=run.quiet or run.json) as tell:
        result = find(
            customers,
            engine=run.engine,
            folder=nearest_folder(run.out),
            on_progress=tell,
            on_plan=None if run.quiet else lambda plan: typer.echo(plan, err=True),
            **asdict(options),
        )
        tell("Writing", 0, 1)
        with table.written(assignments_of(result)):
            write_outputs(
                result, run.out, overwrite=run.overwrite, assignments=run.assignments, report=run.report == "html"
            )
    if run.json:
        typer.echo(to_json(summary_of(result.segmentation)), nl=False)
    else:
        print_segments(result.segmentation, run.out)
        if table.said:
            typer.echo(printable(table.said))
