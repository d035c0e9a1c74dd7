"""`coterie compare`: what changed between segments and customers of another day."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.compare_run import CompareRun
from coterie.cli.parameters import Config, given, offers
from coterie.cli.printable import printable
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.cli.log import Log
    from coterie.history.recording import Recorded
    from coterie.monitoring import Comparison
    from coterie.options import Options

DRIFTED = 3
"""What the command leaves with where customers are not as they were."""


@offers("compare")
def compare(
    old: Annotated[
        str, typer.Argument(help="The segmentation.coterie that `coterie segment` wrote; or assignments, as in NEW.")
    ],
    new: Annotated[
        str, typer.Argument(help="Customers of today, or their purchases; a later segmentation; or later assignments.")
    ],
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> int:
    """Say what changed: whether customers drifted, how large segments are, and who moved, by what.

    Leaves with 0 where customers are as they were, also where there are too few to say, and with 3 where they drifted.

    Example: coterie compare segments/segmentation.coterie customers.csv --out comparison
    """
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), CompareRun)
    with (
        speaking(chosen.words),
        logged(run.log_file) as log,
        _found(old, run) as first,
        _found(new, run) as second,
    ):
        return _compare(first, second, chosen, run=run, log=log)


@contextmanager
def _found(given: str, run: CompareRun) -> Iterator[str]:
    """Yield what is compared: a run of the history as the file of its segmentation, all else as it is."""
    from coterie.cli.artefact_argument import artefact_file, is_alias

    if not is_alias(given):
        yield given
        return
    with artefact_file(Path(given), run.history) as path:
        yield str(path)


def _compare(old: str, new: str, options: Options, *, run: CompareRun, log: Log) -> int:
    from coterie.cli.compare_record import enter_comparison, said_of
    from coterie.cli.past import opened
    from coterie.cli.progress import COMPARING, progress
    from coterie.comparison_files import COMPARED, number_comparison, write_comparison
    from coterie.monitoring import compare as compared
    from coterie.outputs import check_out, nearest_folder
    from coterie.remarks import words
    from coterie.views.compared import speaking_of

    if run.out is not None:
        for source in (old, new, *options.sources):
            check_out(run.out, overwrite=run.overwrite, source=source, ours=COMPARED)
    history = None if run.history is None else opened(run.history)
    with progress(quiet=run.quiet or run.json, stages=COMPARING) as show:
        tell = log.telling(show)
        found = compared(
            old,
            new,
            on=run.on,
            old_assignments=run.old_assignments or _beside(old),
            old_customers=run.old_customers,
            by=run.by,
            date=run.date,
            decimal=options.decimal,
            words=options.words,
            folder=None if run.out is None else nearest_folder(run.out),
            on_progress=tell,
            **options.reading,
            **options.joining,
        )
        tell("Writing", 0, 1)
        with speaking_of(found, options.labels):
            if run.out is not None:
                write_comparison(
                    found,
                    run.out,
                    overwrite=run.overwrite,
                    report=run.report == "html",
                    title=options.title,
                    labels=options.labels,
                    locale=options.locale,
                )
            for doubt in found.doubts:
                log.warn(words().line(doubt))
            kept = None if history is None else enter_comparison(history, found, (old, new), options=options, run=run)
            if run.out is not None and kept is not None:
                number_comparison(found, run.out, kept.number)
            _show(found, run, options, kept=kept)
            if history is not None and not run.json and not run.quiet:
                typer.echo(printable(said_of(kept, history)))
    return DRIFTED if found.answer == "drifted" else 0


def _beside(old: str) -> str | None:
    """Return the assignments beside the old segmentation, where that is a file or its folder and has ids."""
    from coterie.cli.refit import assignments_beside
    from coterie.monitoring.opening import ARTEFACT, segmentation_in

    path = Path(old) / ARTEFACT if Path(old).is_dir() else Path(old)
    beside = assignments_beside(path)
    if beside is None or Path(old).name == Path(beside).name:
        return None
    found = segmentation_in(path)
    return beside if found is not None and found.schema.id is not None else None


def _show(found: Comparison, run: CompareRun, options: Options, *, kept: Recorded | None) -> None:
    from coterie.cli.table import print_lines
    from coterie.reader_format import reading_in
    from coterie.remarks import say
    from coterie.views import to_json
    from coterie.views.compared import comparison_view, headline, lines

    if run.json:
        out = None if run.out is None else str(run.out)
        typer.echo(to_json(comparison_view(found, out=out, run=None if kept is None else kept.number)), nl=False)
        return
    if run.quiet:
        return
    with reading_in(options.locale):
        print_lines(lines(found), title=headline(found))
    if run.out is not None:
        typer.echo(printable(say("compare.written", path=run.out)))
