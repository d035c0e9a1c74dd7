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

    Example: coterie report segments --out segments.xlsx
    """
    from coterie.cli.log import logged

    chosen, run = read_settings(None, given(options), ReportRun)
    with logged(run.log_file):
        _report(segmentation, chosen, run)


def _report(path: Path, chosen: Options, run: ReportRun) -> None:
    from coterie.artefact import load
    from coterie.outputs import ARTEFACT, REPORT, check_file, check_folder, write_folder, write_page
    from coterie.report.files import FORMATS, Beside, around, folders
    from coterie.segmentation import shown_as
    from coterie.views import to_json
    from coterie.views.reported import reported
    from coterie.workbook import check_workbook

    saved = path / ARTEFACT if path.is_dir() else path
    out = run.out or saved.with_name(REPORT).with_suffix(f".{run.format or 'html'}")
    check_file(out, overwrite=run.overwrite, endings=[f".{each}" for each in ([run.format] if run.format else FORMATS)])
    if out.suffix.lower() == ".xlsx":
        check_workbook()
    wanted = Beside(run.charts, pages=run.pages)
    for asked, name in zip((run.charts, run.pages), folders(out.stem).values(), strict=True):
        if asked:
            check_folder(out.with_name(name), overwrite=run.overwrite)
    segmentation = shown_as(load(saved), title=chosen.title, labels=chosen.labels)
    made = around(segmentation, wanted, name=out.name)
    for name, files in made.items():
        write_folder(files, out.with_name(name), overwrite=run.overwrite)
    write_page(segmentation, out, pages=run.pages)
    view = reported(
        segmentation, saved=str(saved), out=str(out), beside=tuple(str(out.with_name(name)) for name in made)
    )
    typer.echo(to_json(view) if run.json else "\n".join((view.out, *view.beside)), nl=not run.json)
