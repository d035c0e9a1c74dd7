"""`coterie export`: the segmentation as a model that other programs run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, given, offers
from coterie.cli.run import ExportRun
from coterie.cli.settings import read_settings


@offers("export")
def export(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Write the segmentation as a model of ONNX, so that other programs give customers their segment.

    Example: coterie export segments --to onnx --out segments.onnx
    """
    from coterie import errors
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged

    _, run = read_settings(None, given(options), ExportRun)
    if run.out is None:
        raise errors.choosing.option_needed("--out", "segments.onnx", "export")
    with logged(run.log_file), artefact_file(segmentation, run.history) as path:
        _export(path, run.out, run)


def _export(path: Path, out: Path, run: ExportRun) -> None:
    from coterie.artefact import load
    from coterie.outputs import check_file
    from coterie.scoring.onnx import export as write
    from coterie.views import to_json
    from coterie.views.exported import exported

    check_file(out, overwrite=run.overwrite, sources=[path], endings=(".onnx",))
    found = load(path)
    write(found, out, to=run.to)
    view = exported(found, to=run.to, file=out)
    if run.json or not run.quiet:
        typer.echo(to_json(view) if run.json else view.file, nl=not run.json)
