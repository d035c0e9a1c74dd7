"""`coterie refit`: segments made anew on today's customers, in which everybody stays who they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, Config, Customers, given, offers
from coterie.cli.printable import printable
from coterie.cli.refit_run import RefitRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.cli.log import Log
    from coterie.cli.recording import Recording
    from coterie.monitoring import Refitted
    from coterie.options import Options


@offers("refit")
def refit(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    source: Customers,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Make segments anew on today's customers, and say what became of each.

    Writes what `coterie segment` writes, and changes.csv: who changed segment, and why. Ids and names stay with the
    customers who bear them.

    Example: coterie refit segments/segmentation.coterie customers.csv --out segments-new
    """
    from coterie import errors
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), RefitRun)
    if run.out is None:
        raise errors.choosing.no_out()
    with (
        speaking(chosen.words, labels=chosen.labels),
        logged(run.log_file) as log,
        artefact_file(segmentation, run.history) as path,
    ):
        _refit(path, source, chosen, run=run, out=run.out, log=log)


def _refit(path: Path, customers: str, options: Options, *, run: RefitRun, out: Path, log: Log) -> None:
    from coterie.artefact import load
    from coterie.cli.destination import destination
    from coterie.cli.engine import say_stand_in
    from coterie.cli.progress import REFITTING, progress
    from coterie.cli.recording import recording
    from coterie.history.building import record_of
    from coterie.outputs import check_out, load_report, nearest_folder, write_outputs
    from coterie.remarks import words
    from coterie.segmentation import assignments_of
    from coterie.workbook import check_workbook

    for source in (customers, *options.sources):
        check_out(out, overwrite=run.overwrite, source=source)
    table = destination(
        run.write_to,
        run.to_table,
        replace=run.replace_table,
        source=customers,
        options=options,
    )
    kept = recording(options, run, table, out=out)
    if run.assignments == "xlsx":
        check_workbook()
    if run.report == "html":
        load_report()
    say_stand_in(quiet=run.quiet)
    earlier = load(path)
    before = run.before or (assignments_beside(path) if earlier.schema.id is not None else None)

    def plan(line: str) -> None:
        log.line("info", line)
        if not run.quiet:
            typer.echo(line, err=True)

    with progress(quiet=run.quiet or run.json, stages=REFITTING) as show:
        from coterie.monitoring import refit as make_anew

        tell = log.telling(show)
        found = make_anew(
            earlier,
            customers,
            k=run.k,
            prefer=run.prefer,
            before=before,
            checks=run.checks,
            evidence=run.evidence,
            keep=options.keep or None,
            decimal=options.decimal,
            title=options.title,
            labels=options.labels or None,
            words=options.words,
            locale=options.locale,
            engine=run.engine,
            folder=nearest_folder(out),
            on_progress=tell,
            on_plan=plan,
            **options.reading,
            **options.joining,
        )
        tell("Writing", 0, 1)
        made = found.segmentation
        with kept.around(assignments_of(found.result), made, lambda: record_of(kept.asked, made, doubts=found.doubts)):
            write_outputs(
                found.result,
                out,
                overwrite=run.overwrite,
                assignments=run.assignments,
                split=run.split,
                report=run.report == "html",
                pages=run.pages,
                changes=found.changes,
            )
    for doubt in found.doubts:
        log.warn(words().line(doubt))
    _show(found, out, run=run, kept=kept)


def assignments_beside(artefact: Path) -> str | None:
    """Return the assignments that were written with a segmentation, where they are beside it.

    Examples
    --------
    >>> assignments_beside(Path("no-such-folder/segmentation.coterie")) is None
    True
    """
    from coterie.assignment_files import ENDINGS

    named = (artefact.with_name(f"assignments{ending}") for ending in ENDINGS)
    return next((str(each) for each in named if each.is_file()), None)


def _show(found: Refitted, out: Path, *, run: RefitRun, kept: Recording) -> None:
    from coterie.cli.table import print_doubts, print_lines, print_segments
    from coterie.outputs import CHANGES
    from coterie.reader_format import reading_in
    from coterie.remarks import say
    from coterie.views import to_json
    from coterie.views.refit import refit_lines, refit_view

    if run.json:
        table = kept.destination.said or None
        view = refit_view(found.segmentation, doubts=found.doubts, out=str(out), table=table, run=kept.run)
        typer.echo(to_json(view), nl=False)
        return
    if run.quiet:
        print_doubts(found.segmentation)
        return
    with reading_in(found.segmentation.options.get("locale")):
        print_segments(found.segmentation, out)
        print_lines(refit_lines(found.segmentation), title=say("refit.title"))
        typer.echo(printable(say("refit.changes", path=out / CHANGES)))
    for line in filter(None, (kept.destination.said, kept.said)):
        typer.echo(printable(line))
