"""Two runs of a history side by side, a run that was named, and a person who was forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import ConfigDict

from coterie.number_format import MISSING, count
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.past.listed import drift_of, verdict_of
from coterie.views.past.shown import written
from coterie.views.past.told import ToldRun, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.history import Difference, Run

_FORBID = ConfigDict(extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True)
class DiffSegment:
    """A segment of both runs, or of one; null for what one has not."""

    id: int
    born: str
    name_before: str | None
    name_after: str | None
    customers_before: int | None
    customers_after: int | None


@dataclass(frozen=True)
class DiffOption:
    """An option that differs; null where it was not given."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class HistoryDiff:
    """What `coterie history diff --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    before: ToldRun
    after: ToldRun
    segments: tuple[DiffSegment, ...]
    """Those of the second run, then those that only the first one has."""
    options: tuple[DiffOption, ...]


@dataclass(frozen=True)
class HistoryTag:
    """What `coterie history tag --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    tag: str
    run: ToldRun
    before: int | None
    """The run that had the tag."""


@dataclass(frozen=True)
class ForgottenTable:
    """A table, and how many rows of the person were taken out of it."""

    address: str
    table: str
    rows: int


@dataclass(frozen=True)
class HistoryForget:
    """What `coterie history forget --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = _FORBID

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    tables: tuple[ForgottenTable, ...]
    not_reached: tuple[str, ...]
    """Tables that could not be opened, and files of results, in which the person may still be."""


def history_diff(found: Difference, *, where: str) -> HistoryDiff:
    """Return two runs as `coterie history diff` shows them."""
    segments = tuple(DiffSegment(**vars(each)) for each in found.segments)
    options = tuple(DiffOption(**vars(each)) for each in found.options)
    return HistoryDiff(1, __version__, where, told(found.before), told(found.after), segments, options)


def history_tag(run: Run, name: str, *, before: int | None, where: str) -> HistoryTag:
    """Return a run that was named."""
    return HistoryTag(1, __version__, where, name, told(run), before)


def history_forget(tables: Sequence[tuple[str, str, int]], left: Sequence[str], *, where: str) -> HistoryForget:
    """Return where a person was taken out, and where they may still be."""
    return HistoryForget(1, __version__, where, tuple(ForgottenTable(*each) for each in tables), tuple(left))


def diff_titles(found: HistoryDiff) -> tuple[str, ...]:
    """Return the titles of the table of two runs."""
    return ("", *(say("history.numbered", number=each.run) for each in (found.before, found.after)))


def diff_table(found: HistoryDiff) -> tuple[tuple[str, ...], ...]:
    """Return what both runs are, then each segment with its customers, and options that differ."""
    before, after = found.before, found.after
    return (
        (say("history.k"), str(before.k), str(after.k)),
        (say("history.customers"), count(before.customers), count(after.customers)),
        (say("history.verdict"), verdict_of(before), verdict_of(after)),
        *([(say("history.drifts"), drift_of(before), drift_of(after))] if before.drift or after.drift else []),
        *((_name(each), _size(each.customers_before), _size(each.customers_after)) for each in found.segments),
        *((f"--{each.name.replace('_', '-')}", written(each.before), written(each.after)) for each in found.options),
    )


def _name(each: DiffSegment) -> str:
    if each.name_before is not None and each.name_after not in {None, each.name_before}:
        return say("history.rename", before=each.name_before, after=each.name_after)
    return each.name_after or each.name_before or MISSING


def _size(customers: int | None) -> str:
    return MISSING if customers is None else count(customers)


def forget_lines(found: HistoryForget) -> Iterator[str]:
    """Say how many rows were taken out of which table, and what was not reached."""
    for each in found.tables:
        yield say("history.forgotten", n=each.rows, table=each.table, address=each.address)
    for left in found.not_reached:
        yield say("history.not_reached", where=left)
    yield say("history.forget_more")
