"""`coterie history`: what was done before, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.help import Command, Commands
from coterie.cli.history_run import HistoryRun
from coterie.cli.parameters import given, offers
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.history import History
    from coterie.views.past.sizes import HistorySizes

history = typer.Typer(
    name="history",
    cls=Commands,
    help="The history of runs: list them, show one, compare two, name one, forget a person.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_FORGETTING = ("id", "write_to", "to_table")
"""Options that only forgetting takes."""
_ELSEWHERE = (*_FORGETTING, "chart")
"""Options that most take none of."""
_Wanted = Annotated[str, typer.Argument(metavar="RUN", help="The run's number, or a tag such as champion.")]


@history.command(name="list", cls=Command)
@offers("history", without=_ELSEWHERE)
def list_(**options: Any) -> None:  # noqa: ANN401 - checked when read
    """List the runs, the latest first.

    Example: coterie history list --history runs.sqlite
    """
    from coterie.cli.log import logged
    from coterie.cli.table import print_table
    from coterie.history.reading import runs_of
    from coterie.views import to_json
    from coterie.views.past.listed import history_list, list_table, list_titles

    run = _settings(options)
    with logged(run.log_file):
        past = _opened(run)
        found = history_list(runs_of(past), where=past.address.plain)
        if run.json:
            typer.echo(to_json(found), nl=False)
        else:
            print_table(list_titles(), list_table(found))


@history.command(cls=Command)
@offers("history", without=_ELSEWHERE)
def show(wanted: _Wanted, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Show a run: its segments, what it read and wrote, and with what it was made.

    Example: coterie history show champion --history runs.sqlite
    """
    from coterie.cli.log import logged
    from coterie.cli.table import print_lines, print_table
    from coterie.history.reading import run_of
    from coterie.views import to_json
    from coterie.views.past.shown import history_show, show_head, show_lines, show_table, show_titles

    run = _settings(options)
    with logged(run.log_file):
        past = _opened(run)
        found = history_show(run_of(past, wanted), where=past.address.plain)
        if run.json:
            typer.echo(to_json(found), nl=False)
            return
        print_table(show_titles(), show_table(found))
        print_lines(show_lines(found), title=show_head(found))


@history.command(cls=Command)
@offers("history", without=_FORGETTING)
def sizes(**options: Any) -> None:  # noqa: ANN401 - checked when read
    """Show how large segments were, run by run, up to the latest run.

    Example: coterie history sizes --history runs.sqlite --chart sizes.svg
    """
    from coterie.cli.log import logged
    from coterie.cli.printable import printable
    from coterie.cli.table import print_table
    from coterie.history.reading import runs_of
    from coterie.outputs import check_file
    from coterie.remarks import say
    from coterie.views import to_json
    from coterie.views.past.sizes import history_sizes, sizes_lines, sizes_table, sizes_titles

    run = _settings(options)
    if run.chart is not None:
        check_file(run.chart, overwrite=run.overwrite, endings=(".svg", ".png"), option="--chart")
    with logged(run.log_file):
        past = _opened(run)
        found = history_sizes(runs_of(past), where=past.address.plain)
        if run.chart is not None:
            _write_chart(found, run.chart)
        if run.json:
            typer.echo(to_json(found), nl=False)
            return
        print_table(sizes_titles(found), sizes_table(found))
        for line in (*sizes_lines(found), *([say("history.chart", path=run.chart)] if run.chart else [])):
            typer.echo(printable(line))


def _write_chart(found: HistorySizes, path: Path) -> None:
    from coterie import errors
    from coterie.atomic import whole
    from coterie.charts.files import alone, as_file
    from coterie.charts.sizes_over_time import sizes_over_time

    if not found.runs:
        raise errors.history.no_runs(found.history)
    with whole(path) as partial:
        partial.write_bytes(as_file(alone(sizes_over_time(found)), "png" if path.suffix.lower() == ".png" else "svg"))


@history.command(cls=Command)
@offers("history", without=_ELSEWHERE)
def diff(before: _Wanted, after: _Wanted, **options: Any) -> None:  # noqa: ANN401 - checked when read
    """Show what differs between two runs: segments and their sizes, names, the verdict, options.

    Example: coterie history diff champion 12 --history runs.sqlite
    """
    from coterie.cli.log import logged
    from coterie.cli.table import print_table
    from coterie.history import difference
    from coterie.history.reading import run_of
    from coterie.views import to_json
    from coterie.views.past.changed import diff_table, diff_titles, history_diff

    run = _settings(options)
    with logged(run.log_file):
        past = _opened(run)
        found = history_diff(difference(run_of(past, before), run_of(past, after)), where=past.address.plain)
        if run.json:
            typer.echo(to_json(found), nl=False)
        else:
            print_table(diff_titles(found), diff_table(found))


@history.command(cls=Command)
@offers("history", without=_ELSEWHERE)
def tag(
    wanted: _Wanted,
    name: Annotated[str, typer.Argument(metavar="TAG", help="A word such as champion.")],
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Name a run: history:TAG is its segmentation from then on.

    Example: coterie history tag 12 champion --history runs.sqlite
    """
    from coterie.cli.log import logged
    from coterie.history.tagging import tag as give
    from coterie.remarks import say
    from coterie.views import to_json
    from coterie.views.past.changed import history_tag

    run = _settings(options)
    with logged(run.log_file):
        past = _opened(run)
        found, before = give(past, wanted, name)
        if run.json:
            typer.echo(to_json(history_tag(found, name, before=before, where=past.address.plain)), nl=False)
        elif not run.quiet:
            code = "history.tagged" if before in {None, found.number} else "history.tag_moved"
            typer.echo(say(code, tag=name, number=found.number, before=before))


@history.command(cls=Command)
@offers("history", without=("chart",))
def forget(**options: Any) -> None:  # noqa: ANN401 - checked when read
    """Take a person out of the tables that runs wrote, and of who was in which segment.

    The history itself holds no customers. Files of results are not reached; they are named.

    Example: coterie history forget --id C004711 --history runs.sqlite
    """
    from coterie import errors
    from coterie.cli.forgetting import forget_everywhere
    from coterie.cli.log import logged
    from coterie.cli.printable import printable
    from coterie.views import to_json
    from coterie.views.past.changed import forget_lines, history_forget

    run = _settings(options)
    if run.id is None:
        raise errors.choosing.option_needed("--id", "ID", "history forget")
    with logged(run.log_file):
        past = _opened(run)
        tables, left = forget_everywhere(past, run.id, given=(run.write_to, run.to_table))
        found = history_forget(tables, left, where=past.address.plain)
        if run.json:
            typer.echo(to_json(found), nl=False)
            return
        for line in forget_lines(found):
            typer.echo(printable(line), err=run.quiet)


def _settings(options: dict[str, Any]) -> HistoryRun:  # each option has its own type
    return read_settings(None, given(options), HistoryRun)[1]


def _opened(run: HistoryRun) -> History:
    """Open the history that is named."""
    from coterie import errors
    from coterie.cli.past import opened

    if run.history is None:
        raise errors.history.none_named()
    return opened(run.history, make=False)
