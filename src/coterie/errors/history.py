"""Something is wrong with the history of runs, or with what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import ArtefactNotFound, HistoryTooNew, OptionError, OutputError, RunNotFound
from coterie.errors.voices import parameter
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def not_kept_there(what: str) -> OptionError:
    """The history should be in a kind of database that keeps none."""
    return OptionError(
        f"{parameter('--history')} {what}. Give a file such as runs.sqlite, or the address of a PostgreSQL database."
    )


def needed(alias: str) -> OptionError:
    """Something is looked up in a history, and none is named."""
    return OptionError(
        f"'{alias}' is looked up in a history of runs, and none is named. Add {parameter('--history')} runs.sqlite, or "
        f"set COTERIE_HISTORY."
    )


def none_named() -> OptionError:
    """The command shows a history, and none is named."""
    return OptionError(
        f"{parameter('--history')} is not given. Name the history with {parameter('--history')} runs.sqlite, or set "
        f"COTERIE_HISTORY."
    )


def not_there(place: str) -> RunNotFound:
    """There is no history at the address."""
    return RunNotFound(
        f"{place} holds no history of runs. Name another with {parameter('--history')}, or begin one: give it to "
        f"`coterie segment`."
    )


def no_runs(place: str) -> RunNotFound:
    """A chart of runs is asked for, and there are none."""
    return RunNotFound(f"{place} holds no run yet, so there is nothing to draw. Give it to `coterie segment` first.")


def too_new(place: str, version: str) -> HistoryTooNew:
    """A later version of coterie wrote the history."""
    return HistoryTooNew(
        f"{place} holds a history that a later version of coterie wrote (schema '{version}'). Install a newer coterie."
    )


def no_such_run(place: str, wanted: str, known: Sequence[str]) -> RunNotFound:
    """The history has no run of that number or tag."""
    return RunNotFound(
        f"{place} has no run '{wanted}'.{nearest(wanted, known)} Name one of those that `coterie history list` shows."
    )


def no_such_artefact(place: str, wanted: str, known: Sequence[str]) -> ArtefactNotFound:
    """An alias names no run of the history."""
    return ArtefactNotFound(
        f"'history:{wanted}' names no run of the history in {place}.{nearest(wanted, known)} Name one of those that "
        f"`coterie history list` shows."
    )


def bad_tag(tag: str) -> OptionError:
    """A tag could be taken for a number, or has characters that an alias cannot have."""
    return OptionError(
        f"'{tag}' cannot be a tag. Give a word of letters, digits, dots, dashes and underscores that begins with a "
        f"letter, such as champion."
    )


def needs_out(alias: str, option: str) -> OptionError:
    """Something would be written beside or into a file, and the segmentation comes out of a history."""
    return OptionError(f"'{alias}' is no file, so nothing can be written in its place. Give {parameter(option)}.")


def other_ids(table: str, kept: str, now: str) -> OutputError:
    """Who was in which segment is kept by ids of another kind."""
    return OutputError(
        f"The table '{table}' keeps who was in which segment by ids that are {kept}, and now they are {now}. "
        f"Name another table with {parameter('--to-table')}."
    )


def nobody_to_forget(wanted: str, files: Sequence[str]) -> OptionError:
    """No recorded run wrote a table; files are not reached."""
    where = f" Files of results are not reached; look for them in {listed(list(files), 5)}." if files else ""
    return OptionError(
        f"No recorded run wrote a table in which '{wanted}' could be. If there is one, give it by "
        f"{parameter('--write-to')} and {parameter('--to-table')}.{where}"
    )
