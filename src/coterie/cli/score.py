"""`coterie score`: give customers the segments that were found before."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, Config, MaybeCustomers, check_customers, given, offers
from coterie.cli.printable import printable
from coterie.cli.run import ScoreRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from polars import DataFrame, LazyFrame

    from coterie.cli.log import Log
    from coterie.engines import Progress
    from coterie.history import Record
    from coterie.likeness import Likeness
    from coterie.options import Options
    from coterie.origin import Origin
    from coterie.segmentation import Segmentation
    from coterie.transactions import Purchases

    Came = tuple[Any, Purchases | None]  # of `Passing`, or of what stands in for it where customers are on a cluster


@offers("score")
def score(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    source: MaybeCustomers = None,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Give customers the segments that were found before.

    Example: coterie score segments/segmentation.coterie new-customers.csv --out scored.csv
    """
    from coterie import errors
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), ScoreRun)
    check_customers(source, chosen, engine=run.engine, command="coterie score")
    if run.out is None and run.write_to is None and run.to_table is None:
        raise errors.choosing.no_destination()
    with (
        speaking(chosen.words),
        logged(run.log_file) as log,
        artefact_file(segmentation, run.history) as path,
    ):
        _score(path, source, chosen, run=run, log=log)


def _score(segmentation: Path, customers: str | None, options: Options, *, run: ScoreRun, log: Log) -> None:
    from coterie.artefact import load
    from coterie.cli.destination import destination
    from coterie.cli.progress import SCORING, progress
    from coterie.cli.recording import recording, source_name
    from coterie.cli.table import print_scored
    from coterie.history.building import record_of
    from coterie.likeness import likeness_of
    from coterie.origin import origin_of
    from coterie.remarks import words
    from coterie.views import to_json
    from coterie.views.scored import scored

    _check_out(run, [segmentation, *filter(None, [customers]), *options.sources])
    like = likeness_of(customers, encoding=options.encoding) if run.like_source else None
    target = destination(
        run.write_to,
        run.to_table,
        replace=run.replace_table,
        source=customers,
        options=options,
        engine=run.engine,
    )
    kept = recording(options, run, target, out=run.out)
    found = load(segmentation)
    called = str(options.table) if customers is None else source_name(customers)
    with progress(quiet=run.quiet or run.json, stages=SCORING) as show:
        tell = log.telling(show)
        passing, purchases = (_on_spark if run.engine == "spark" else _here)(found, customers, options, run, tell)
        if target.on_spark:
            assignments = passing.table()
        else:
            assignments = passing.lazy() if passing.passes and _can_pass(run) else passing.held()
        tell("Writing", 0, 1)

        def record() -> Record:
            doubts = (*(purchases.doubts if purchases else ()), *passing.doubts)
            source = called
            return record_of(
                kept.asked,
                found,
                source=source,
                data=passing.digest(),
                counts=passing.counts,
                doubts=doubts,
                artefact=segmentation.read_bytes(),
            )

        origin = origin_of(found, purchases)
        with kept.around(assignments, found, record), _written(assignments, run, like, origin):
            passing.stop()
    doubts = (*(purchases.doubts if purchases else ()), *passing.doubts)
    for doubt in doubts:
        log.warn(words().line(doubt))
    view = scored(
        found,
        passing.counts,
        names=(segmentation.name, called),
        doubts=doubts,
        purchases=purchases,
        out=None if run.out is None else str(run.out),
        table=target.said or None,
        run=kept.run,
    )
    if run.json:
        typer.echo(to_json(view), nl=False)
    elif not run.quiet:
        print_scored(view)
        if kept.said:
            typer.echo(printable(kept.said))


def _here(found: Segmentation, customers: str | None, options: Options, run: ScoreRun, tell: Progress) -> Came:
    """Return customers who are read here."""
    from coterie.scoring import Passing, customers_of

    tell("Reading", 0, 1)
    shown, purchases = customers_of(found, customers, checks=run.checks, joining=options.joining, **options.reading)
    tell("Scoring", 0, 1)
    passing = Passing(
        found,
        shown,
        checks=run.checks,
        keep=options.keep,
        holdout=run.holdout,
        decimal=options.decimal,
        folder=None if run.out is None else run.out.absolute().parent,
        **options.reading,
    )
    return passing, purchases


def _on_spark(found: Segmentation, customers: str | None, options: Options, run: ScoreRun, tell: Progress) -> Came:
    """Return customers who stay on a cluster."""
    from coterie import errors
    from coterie.scoring.on_cluster import on_spark

    if run.like_source:
        option = "--like-source"
        raise errors.clusters.not_on_spark(option)
    asked = {"checks": run.checks, "keep": options.keep, "holdout": run.holdout, "decimal": options.decimal}
    there = on_spark(found, customers, options, tell=tell, **asked)
    there.stop()
    return there, None


def _check_out(run: ScoreRun, sources: list[str | Path]) -> None:
    """Refuse a file that cannot be written, before any work is done."""
    from coterie.assignment_files import ENDINGS
    from coterie.outputs import check_file
    from coterie.workbook import check_workbook

    if run.out is not None:
        check_file(run.out, overwrite=run.overwrite, sources=sources, endings=ENDINGS)
        if run.out.suffix.lower() == ".xlsx":
            check_workbook()


def _can_pass(run: ScoreRun) -> bool:
    """Return whether results can be written without holding them: tables need to know whether ids repeat."""
    return run.to_table is None and run.out is not None and run.out.suffix.lower() != ".xlsx"


def _written(
    assignments: DataFrame | LazyFrame, run: ScoreRun, like: Likeness | None, origin: Origin
) -> AbstractContextManager[None]:
    """Return a `with` block that the file is written for, where there is to be one."""
    from coterie.assignment_files import assignments_written

    return nullcontext() if run.out is None else assignments_written(assignments, run.out, like, origin=origin)
