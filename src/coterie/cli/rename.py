"""`coterie rename`: names of one's own for segments that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.parameters import SEGMENTATION, given, offers
from coterie.cli.run import RenameRun
from coterie.cli.settings import read_settings


@offers("rename")
def rename(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    names: Annotated[list[str], typer.Argument(metavar="ID=NAME...", help="Names by segment_id, such as 0=Regulars.")],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Give segments names of your own; `coterie score` and the report keep them.

    The saved segmentation is replaced, unless --out names another file. Ids and the short hash stay as they are.

    Example: coterie rename segments/segmentation.coterie 0="One-time buyers" 2=Regulars
    """
    from coterie.cli.artefact_argument import artefact_file, refuse_alias
    from coterie.cli.log import logged

    _, run = read_settings(None, given(options), RenameRun)
    refuse_alias(segmentation, run.out)
    with logged(run.log_file), artefact_file(segmentation, run.history) as path:
        _rename(path, names, run)


def _rename(path: Path, names: list[str], run: RenameRun) -> None:
    from coterie.artefact import load, save
    from coterie.cli.table import print_table
    from coterie.outputs import beside, check_file
    from coterie.report_files import write_report
    from coterie.segmentation import rename as with_names
    from coterie.views import to_json
    from coterie.views.renamed import renamed, renamed_table, renamed_titles, stale_told

    out = run.out or path
    if run.out is not None:
        check_file(run.out, overwrite=run.overwrite, endings=(".coterie",))
    if run.report is not None:
        check_file(run.report, overwrite=run.overwrite, endings=(".html",), option="--report")
    before = load(path)
    after = with_names(before, _names(names))
    save(after, out)
    if run.report is not None:
        write_report(after, run.report)
    stale = (
        [str(each) for each in beside(out) if run.report is None or each.resolve() != run.report.resolve()]
        if run.out is None
        else []
    )
    page = None if run.report is None else str(run.report)
    view = renamed(before, after, out=str(out), report=page, stale=stale)
    if run.json:
        typer.echo(to_json(view), nl=False)
        return
    if not run.quiet:
        print_table(renamed_titles(), renamed_table(view))
        typer.echo("\n".join(filter(None, (view.out, view.report))))
    for line in stale_told(view):
        typer.echo(line, err=run.quiet)


def _names(given: list[str]) -> dict[int, str]:
    """Read names by segment id."""
    from coterie import errors

    found: dict[int, str] = {}
    for text in given:
        number, equals, name = text.partition("=")
        if not equals or not number.strip().isdecimal():
            raise errors.choosing.bad_value("ID=NAME", text, "a segment_id, '=' and a name, such as 0=Regulars")
        if int(number) in found:
            raise errors.choosing.bad_value("ID=NAME", text, "given once for each segment")
        found[int(number)] = name
    return found
