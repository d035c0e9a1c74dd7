"""The runs of a history, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.number_format import MISSING, count
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.past.told import ToldRun, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.history import Run


@dataclass(frozen=True)
class HistoryList:
    """What `coterie history list --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    runs: tuple[ToldRun, ...]
    """The latest first."""


def history_list(runs: Sequence[Run], *, where: str) -> HistoryList:
    """Return runs as `coterie history list` shows them.

    Examples
    --------
    >>> history_list([], where="sqlite:///runs.sqlite").runs
    ()
    """
    return HistoryList(1, __version__, where, tuple(map(told, runs)))


def list_titles() -> tuple[str, ...]:
    """Return the titles of the terminal's table.

    Examples
    --------
    >>> list_titles()[:2]
    ('Run', 'When (UTC)')
    """
    names = ("run", "when", "command", "k", "customers", "verdict", "drifts", "tag")
    return tuple(say(f"history.{name}") for name in names)


def list_table(found: HistoryList) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the terminal's table, under `list_titles`."""
    return tuple(_row(run) for run in found.runs)


def _row(run: ToldRun) -> tuple[str, ...]:
    return (
        str(run.run),
        minute(run.last),
        run.command,
        str(run.k),
        count(run.customers),
        verdict_of(run),
        drift_of(run),
        ", ".join(run.tags),
    )


def minute(moment: str) -> str:
    """Return a moment to the minute.

    Examples
    --------
    >>> minute("2026-05-01T02:00:07")
    '2026-05-01 02:00'
    """
    return moment[:16].replace("T", " ")


def verdict_of(run: ToldRun) -> str:
    """Return the word for the kind of segments."""
    return MISSING if run.verdict is None else say("kind.label", kind=run.verdict)


def drift_of(run: ToldRun) -> str:
    """Return what a comparison answered; a dash for what is none."""
    return MISSING if run.drift is None else say(f"history.drift_{run.drift}")
