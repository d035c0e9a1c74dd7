"""`coterie report`: the page of a saved segmentation, made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, given, offers
from coterie.cli.run import ReportRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.options import Options


@offers("report")
def report(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Write the page of a saved segmentation: to the byte the one that its run wrote, unless it was renamed since.

    It needs no customers, and holds none.

    Example: coterie report segments --out segments.xlsx
    """
    from coterie.cli.artefact_argument import artefact_file, refuse_alias
    from coterie.cli.log import logged

    chosen, run = read_settings(None, given(options), ReportRun)
    refuse_alias(segmentation, run.out)
    with logged(run.log_file), artefact_file(segmentation, run.history) as path:
        _report(path, chosen, run)


def _report(path: Path, chosen: Options, run: ReportRun) -> None:
    from coterie.artefact import load
    from coterie.outputs import REPORT, check_file, check_folder
    from coterie.report.files import FORMATS, folders
    from coterie.report_files import holds_pages, write_report
    from coterie.views import to_json
    from coterie.views.reported import reported
    from coterie.workbook import check_workbook

    out = run.out or path.with_name(REPORT).with_suffix(f".{run.format or 'html'}")
    check_file(out, overwrite=run.overwrite, endings=[f".{each}" for each in ([run.format] if run.format else FORMATS)])
    if out.suffix.lower() == ".xlsx":
        check_workbook()
    pages = run.pages or (out.suffix.lower() not in {".md", ".json", ".xlsx"} and holds_pages(out))
    asked = zip((run.charts, pages), folders(out.stem).values(), strict=True)
    beside = tuple(str(out.with_name(name)) for wanted, name in asked if wanted)
    for name in beside:
        check_folder(Path(name), overwrite=run.overwrite)
    segmentation = load(path)
    write_report(
        segmentation,
        out,
        title=chosen.title,
        labels=chosen.labels,
        locale=chosen.locale,
        pages=pages,
        charts=run.charts,
    )
    view = reported(segmentation, saved=str(path), out=str(out), beside=beside)
    if run.json or not run.quiet:
        typer.echo(to_json(view) if run.json else "\n".join((view.out, *view.beside)), nl=not run.json)
