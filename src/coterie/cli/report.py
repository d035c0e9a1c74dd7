"""`coterie report`: the page of a saved segmentation, made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import given, offers
from coterie.cli.run import ReportRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.options import Options


@offers("report")
def report(
    segmentation: Annotated[
        Path, typer.Argument(help="The segmentation.coterie that `coterie segment` wrote, or its folder.")
    ],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Write the page of a saved segmentation: to the byte the one that its run wrote, unless it was renamed since.

    It needs no customers, and holds none.

    Example: coterie report segments --out segments-again.html
    """
    from coterie.cli.log import logged

    chosen, run = read_settings(None, given(options), ReportRun)
    with logged(run.log_file):
        _report(segmentation, chosen, run)


def _report(path: Path, chosen: Options, run: ReportRun) -> None:
    from coterie.artefact import load
    from coterie.outputs import ARTEFACT, REPORT, check_file
    from coterie.report import write_report
    from coterie.views import to_json
    from coterie.views.reported import reported

    saved = path / ARTEFACT if path.is_dir() else path
    out = run.out or saved.with_name(REPORT)
    check_file(out, overwrite=run.overwrite, endings=(".html",))
    segmentation = load(saved)
    write_report(segmentation, out, title=chosen.title, labels=chosen.labels)
    view = reported(segmentation, saved=str(saved), out=str(out))
    typer.echo(to_json(view) if run.json else view.out, nl=not run.json)
