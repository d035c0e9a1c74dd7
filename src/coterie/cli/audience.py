"""`coterie audience`: customers of a segment as a list for a mailing tool or an advertising platform."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from coterie.cli.parameters import SEGMENTATION, Config, Customers, given, offers
from coterie.cli.run import AudienceRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.options import Options


@offers("audience")
def audience(
    segmentation: Annotated[Path, typer.Argument(help=SEGMENTATION)],
    source: Customers,
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """List the customers of a segment for a mailing tool or an advertising platform.

    Example: coterie audience segmentation.coterie customers.csv --segment Loyal --for google --out loyal.csv
    """
    from coterie.cli.artefact_argument import artefact_file
    from coterie.cli.log import logged
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), AudienceRun)
    with speaking(chosen.words), logged(run.log_file), artefact_file(segmentation, run.history) as path:
        _audience(path, source, chosen, run)


def _audience(segmentation: Path, customers: str, options: Options, run: AudienceRun) -> None:
    from coterie.artefact import load
    from coterie.audience_files import files_of, write_audience
    from coterie.audiences import audience as listed
    from coterie.outputs import check_file
    from coterie.views import to_json
    from coterie.views.audience import audience_view

    out, platform = _needed(run)
    for path in files_of(out, changes=run.since is not None):
        read = [each for each in (segmentation, customers, run.since, run.suppress) if isinstance(each, str | Path)]
        check_file(path, overwrite=run.overwrite, sources=[*read, *options.sources], endings=(".csv",))
    found = listed(
        load(segmentation),
        customers,
        segment=run.segment,
        for_=platform,
        contact=run.contact,
        consent=run.consent,
        suppress=run.suppress,
        country=run.country,
        since=run.since,
        holdout=run.holdout,
        keep=options.keep,
        checks=run.checks,
        decimal=options.decimal,
        joining=options.joining,
        **options.reading,
    )
    files = write_audience(found, out)
    view = audience_view(found, files=tuple(str(each) for each in files), country=run.country)
    if run.json:
        typer.echo(to_json(view), nl=False)
        return
    for line in () if run.quiet else view.remarks:
        typer.echo(line)


def _needed(run: AudienceRun) -> tuple[Path, Any]:  # the platform is one of the words that the option takes
    """Return where the list goes and whom it is for, and refuse to guess either."""
    from coterie import errors
    from coterie.cli.run import COMMANDS

    for name, value in (("segment", run.segment), ("for_", run.for_), ("out", run.out)):
        if not value:
            option = COMMANDS["audience"][name]
            raise errors.choosing.option_needed(option.flag, option.metavar, "audience")
    return cast("Path", run.out), run.for_
