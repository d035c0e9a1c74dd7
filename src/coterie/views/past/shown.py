"""One run of a history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.number_format import MISSING, count, percent
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.past.listed import drift_of, minute
from coterie.views.past.told import ToldRun, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.history import Run

_HASH = 12


@dataclass(frozen=True)
class HistoryShow:
    """What `coterie history show --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    run: Annotated[ToldRun, Field()]
    chart: str | None
    """The file with the sizes of its segments over time."""


def history_show(run: Run, *, where: str, chart: str | None = None) -> HistoryShow:
    """Return a run as `coterie history show` shows it."""
    return HistoryShow(1, __version__, where, told(run), chart)


def show_titles() -> tuple[str, ...]:
    """Return the titles of the table of segments.

    Examples
    --------
    >>> show_titles()[1:]
    ('Segment', 'Customers', 'Share')
    """
    return tuple(say(f"history.{name}") for name in ("id", "segment", "customers", "share"))


def show_table(found: HistoryShow) -> tuple[tuple[str, ...], ...]:
    """Return the segments of the run, under `show_titles`."""
    return tuple(
        (str(each.id), each.name, count(each.customers), MISSING if each.share is None else percent(each.share))
        for each in found.run.segments
    )


def show_head(found: HistoryShow) -> str:
    """Say which run it is.

    Returns
    -------
    str
        Such as "Run 3: refit by ann on db, 2026-05-01 02:00 UTC".
    """
    run = found.run
    who = {"command": run.command, "at": minute(run.at), "host": run.host}
    if not run.who:
        return say("history.head_nobody", number=run.run, **who)
    return say("history.head", number=run.run, who=run.who, **who)


def show_lines(found: HistoryShow) -> Iterator[str]:
    """Say what else is known of the run, a line each."""
    run = found.run
    yield from _of_the_run(run)
    yield from _of_its_segments(run)
    if run.options:
        yield say("history.options", options=[f"{name}={written(value)}" for name, value in run.options.items()])
    if run.out is not None:
        yield say("history.out", path=run.out)
    if run.table is not None:
        yield say("history.target", table=run.table, address=run.address)


def _of_the_run(run: ToldRun) -> Iterator[str]:
    if run.times > 1:
        yield say("history.times", n=run.times, last=minute(run.last))
    if run.tags:
        yield say("history.tags", tags=run.tags)
    yield say("history.table", source=run.source, customers=run.customers)
    if run.data_sha256 is not None:
        yield say("history.data", sha256=run.data_sha256[:_HASH])


def _of_its_segments(run: ToldRun) -> Iterator[str]:
    yield say("history.by", short_hash=run.short_hash, version=run.coterie_version)
    if run.parent is not None:
        yield say("history.parent", parent=run.parent)
    if run.verdict is not None:
        yield say("history.kind", kind=run.verdict)
    if run.drift is not None:
        yield say("history.drift", drift=drift_of(run))
    if run.doubts:
        yield say("history.doubts", doubts=run.doubts)
    for each in run.renames:
        yield say("history.rename", before=each.before, after=each.after)


def written(value: object) -> str:
    """Return an option's value in one word.

    Examples
    --------
    >>> written(["age", "income"]), written(True), written({"age": 2})
    ('age,income', 'yes', 'age=2')
    """
    if isinstance(value, bool):
        return say("renamed.yes" if value else "renamed.no")
    if isinstance(value, dict):
        return " ".join(f"{name}={written(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ",".join(map(written, value))
    return MISSING if value is None else str(value)
