"""`coterie segment`: the main job."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from coterie.cli.parameters import Config, MaybeCustomers, check_customers, given, offers
from coterie.cli.printable import printable
from coterie.cli.run import Run
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.cli.log import Log
    from coterie.cli.recording import Recording
    from coterie.history.record import Record
    from coterie.options import Options
    from coterie.segmentation import Result, Segmentation


@offers("segment")
def segment(source: MaybeCustomers = None, *, config: Config = None, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Find, describe and name the segments of a customer table.

    Writes segments.json, assignments, report.html and segmentation.coterie to --out.

    Example: coterie segment customers.csv --out segments
    """
    from coterie import errors
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), Run)
    check_customers(source, chosen, engine=run.engine, command="coterie segment")
    if run.out is None:
        raise errors.choosing.no_out()
    with speaking(chosen.words, labels=chosen.labels):
        run_segment(source, chosen, run)


def run_segment(customers: object, options: Options, run: Run) -> None:
    """Do the main job and show it."""
    from coterie.cli.log import logged

    with logged(run.log_file) as log:
        _run(customers, options, run, log)


def _run(customers: object, options: Options, run: Run, log: Log) -> None:
    from coterie.cli.destination import destination
    from coterie.cli.engine import say_stand_in
    from coterie.cli.progress import progress
    from coterie.cli.recording import recording
    from coterie.outputs import check_out, load_report, nearest_folder, write_outputs
    from coterie.segmentation import assignments_of
    from coterie.segmentation import segment as find
    from coterie.workbook import check_workbook

    assert run.out is not None  # noqa: S101 - checked by the command
    for source in (customers, *options.sources):
        check_out(run.out, overwrite=run.overwrite, source=source)
    table = destination(
        run.write_to,
        run.to_table,
        replace=run.replace_table,
        source=customers,
        options=options,
        engine=run.engine,
    )
    kept = recording(options, run, table, out=run.out)
    if run.assignments == "xlsx":
        check_workbook()
    if run.report == "html":
        load_report()
    say_stand_in(quiet=run.quiet)
    earlier = _earlier(run.out, run)

    def plan(line: str) -> None:
        log.line("info", line)
        if not run.quiet:
            typer.echo(line, err=True)

    with progress(quiet=run.quiet or run.json) as show:
        tell = log.telling(show)
        result = find(
            customers,
            engine=run.engine,
            folder=nearest_folder(run.out),
            on_progress=tell,
            on_plan=plan,
            **options.values(),
        )
        result = _under_given_names(result, earlier, run.out)
        tell("Writing", 0, 1)
        found = result.segmentation
        rows = result.assignments if table.on_spark else assignments_of(result)
        with kept.around(rows, found, lambda: _record(kept, found)):
            write_outputs(
                result,
                run.out,
                overwrite=run.overwrite,
                assignments=None if table.on_spark else run.assignments,
                split=run.split,
                report=run.report == "html",
                pages=run.pages,
            )
    _show(found, run, options, number=kept.run)
    if not run.json and not run.quiet:
        for line in filter(None, (table.said, kept.said)):
            typer.echo(printable(line))


def _record(kept: Recording, found: Segmentation) -> Record:
    from coterie.history.building import record_of  # with the models of saving, which few need this early

    return record_of(kept.asked, found)


def _show(found: Segmentation, run: Run, options: Options, *, number: int | None) -> None:
    """Print the segments, or all that segments.json says; what it takes was loaded beside the work."""
    from coterie.cli.table import print_doubts, print_segments
    from coterie.reader_format import reading_in
    from coterie.views import summary_of, to_json

    assert run.out is not None  # noqa: S101 - checked by the command
    if run.json:
        typer.echo(to_json(replace(summary_of(found), run=number)), nl=False)
        return
    with reading_in(options.locale):
        if run.quiet:
            print_doubts(found)
        else:
            print_segments(found, run.out)


def _earlier(out: Path, run: Run) -> Segmentation | None:
    """Return the segmentation that is about to be replaced, where names that a person gave it are to be kept."""
    from coterie import errors
    from coterie.outputs import ARTEFACT

    if run.given_names == "forget" or not (out / ARTEFACT).is_file():
        return None
    from coterie.artefact import load

    try:
        return load(out / ARTEFACT)
    except errors.ArtefactError:  # what cannot be read has no names to keep
        return None


def _under_given_names(result: Result, earlier: Segmentation | None, out: Path) -> Result:
    """Keep names that a person gave where the segments are the same, and ask before they are lost."""
    from coterie import errors
    from coterie.segmentation import given_names, with_names_of

    if earlier is None:
        return result
    if (kept := with_names_of(result, earlier)) is None:
        raise errors.questions.names_would_be_lost(str(out), given_names(earlier))
    return kept
