"""`coterie measure`: what came of what was done, against the customers who were held out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.measure_run import MeasureRun
from coterie.cli.parameters import given, offers
from coterie.cli.settings import read_settings


@offers("measure")
def measure(
    assignments: Annotated[Path, typer.Argument(help="What `coterie score --holdout` wrote.")],
    outcomes: Annotated[Path, typer.Argument(help="The customers' ids, and what came of it: yes or no, or a number.")],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Say what came of what was done to customers, against those who were held out.

    For each segment: the difference with its interval, and when there are too few customers to tell.

    Example: coterie measure scored.csv sales.csv --outcome bought --absent no
    """
    from coterie.cli.log import logged

    _, run = read_settings(None, given(options), MeasureRun)
    with logged(run.log_file):
        _measure(assignments, outcomes, run)


def _measure(assignments: Path, outcomes: Path, run: MeasureRun) -> None:
    from coterie.cli.table import print_table
    from coterie.explanation import measure as measured
    from coterie.views import to_json
    from coterie.views.measured import measured_table, measured_view

    found = measured(assignments, outcomes, outcome=run.outcome, absent=run.absent)
    view = measured_view(found, names=(assignments.name, outcomes.name))
    if run.json:
        typer.echo(to_json(view), nl=False)
        return
    titles, *rows = measured_table(view)
    print_table(titles, rows)
    for line in view.remarks:
        typer.echo(line)
