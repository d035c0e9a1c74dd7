"""`coterie explain`: why a customer is in their segment, and what would move them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, Config, SomeCustomers, given, offers
from coterie.cli.run import ExplainRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.cli.log import Log
    from coterie.explanation import Explained, SegmentsExplained
    from coterie.options import Options


@offers("explain")
def explain(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    source: SomeCustomers = None,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Say what segments mean, or why a customer is in theirs.

    Of segments: what separates each from all others; with customers also plain rules, and how sensitive attributes are
    tied to segments. With --id: each feature's part in why the customer is there, and what would move them.

    Example: coterie explain segments/segmentation.coterie customers.csv --id C004711
    """
    from coterie import errors
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), ExplainRun)
    if run.id is not None and source is None:
        raise errors.choosing.bad_call("Missing argument 'CUSTOMERS': --id names one of them.", "coterie explain")
    with (
        speaking(chosen.words),
        logged(run.log_file) as log,
        artefact_file(segmentation, run.history) as path,
    ):
        _explain(path, source, chosen, run=run, log=log)


def _explain(segmentation: Path, customers: str | None, options: Options, *, run: ExplainRun, log: Log) -> None:
    from coterie.artefact import load
    from coterie.cli.explaining import print_explained
    from coterie.cli.progress import SCORING, progress
    from coterie.explanation import explain_segments, explained
    from coterie.remarks import speaking, words
    from coterie.scoring.scorer import with_decimal
    from coterie.views import to_json
    from coterie.views.explained import explained_view

    found = load(segmentation)
    reads = with_decimal(found, options.decimal)
    with progress(quiet=run.quiet or run.json, stages=SCORING) as show:
        log.telling(show)("Reading", 0, 1)
        said: Explained | SegmentsExplained
        if run.id is not None:
            said = explained(reads, customers, id=run.id, checks=run.checks, joining=options.joining, **options.reading)
        else:
            said = explain_segments(
                reads,
                customers,
                value=run.value,
                outcome=run.outcome,
                lift=run.lift,
                checks=run.checks,
                joining=options.joining,
                **options.reading,
            )
    for doubt in said.doubts:
        log.warn(words().line(doubt))
    source = None if customers is None else Path(customers).name
    with speaking(None, labels=found.labels):
        view = explained_view(found, said, names=(segmentation.name, source))
        if run.json:
            typer.echo(to_json(view), nl=False)
        else:
            print_explained(found, view)
