"""How large segments were, run by run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from coterie.evidence.kept import Count
from coterie.number_format import MISSING, count, percent
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.past.listed import minute
from coterie.views.past.told import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.history import Run

Key = tuple[str, int]
"""Which segment it is, whatever it is called: the segmentation in which it first was, and its id."""

_MOST_RUNS = 6  # across a terminal of 80 columns


@dataclass(frozen=True)
class SizedRun:
    """A run, and how many customers it placed."""

    run: Number
    at: str
    """When its results stood, in UTC."""
    command: str
    source: str
    """What the customers' table is called."""
    customers: Count
    """Those with a segment."""


@dataclass(frozen=True)
class SizedSegment:
    """A segment, and its customers in every run."""

    id: Count
    born: str
    """The short hash of the segmentation in which it first was; with the id it says which segment it is."""
    name: str
    """Its latest."""
    customers: tuple[Count | None, ...]
    """In the order of the runs; null where the segment was not there."""


@dataclass(frozen=True)
class HistorySizes:
    """What `coterie history sizes --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    history: str
    """Where the history is, without a password."""
    runs: tuple[SizedRun, ...]
    """Those with the same segments, or with segments from which these were made; the earliest first."""
    segments: tuple[SizedSegment, ...]
    """Those of the last run, in its order, then those that are gone."""
    others: Count
    """Runs of other segments, which are left out."""


def history_sizes(runs: Sequence[Run], *, where: str) -> HistorySizes:
    """Return the sizes of the segments of the first of some runs, in this and in those before.

    Parameters
    ----------
    runs : sequence of Run
        The latest first, as `coterie.history.reading.runs_of` returns them.
    where : str
        Where the history is.

    Examples
    --------
    >>> history_sizes([], where="sqlite:///runs.sqlite").runs
    ()
    """
    kept, names = _of_one_kind(runs)
    counts = [{(each.born, each.id): each.customers for each in run.record.segments} for run in kept]
    sized = tuple(
        SizedRun(run.number, run.record.at.isoformat(), run.record.command, run.record.source, sum(own.values()))
        for run, own in zip(kept, counts, strict=True)
    )
    segments = tuple(
        SizedSegment(number, born, name, tuple(own.get((born, number)) for own in counts))
        for (born, number), name in names.items()
    )
    return HistorySizes(1, __version__, where, sized, segments, len(runs) - len(kept))


def _of_one_kind(runs: Iterable[Run]) -> tuple[list[Run], dict[Key, str]]:
    """Return the runs that share a segment with a later one, the earliest first, and every segment's latest name."""
    kept: list[Run] = []
    names: dict[Key, str] = {}
    for run in runs:
        own = {(each.born, each.id): each.name for each in run.record.segments}
        if not names or names.keys() & own.keys():
            kept.insert(0, run)
            names = {**names, **{key: name for key, name in own.items() if key not in names}}
    return kept, names


def shares(found: HistorySizes) -> tuple[tuple[float | None, ...], ...]:
    """Return each segment's share of the customers placed, by run; None where it was not there.

    Examples
    --------
    >>> shares(history_sizes([], where="sqlite:///runs.sqlite"))
    ()
    """
    placed = [run.customers for run in found.runs]
    return tuple(
        tuple(None if n is None or not all_ else n / all_ for n, all_ in zip(each.customers, placed, strict=True))
        for each in found.segments
    )


def sizes_titles(found: HistorySizes) -> tuple[str, ...]:
    """Return the titles of the terminal's table: the latest runs, the last one to the right."""
    runs = found.runs[-_MOST_RUNS:]
    return say("history.segment"), *(say("history.numbered", number=each.run) for each in runs)


def sizes_table(found: HistorySizes) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the terminal's table: days, times of day, customers, then each segment's shares."""
    if not found.runs:
        return ()
    runs = found.runs[-_MOST_RUNS:]
    days, times = zip(*(minute(each.at).split() for each in runs), strict=True)
    rows = zip(found.segments, shares(found), strict=True)
    told = ((each.name, own[-_MOST_RUNS:]) for each, own in rows)
    return (
        (say("history.when"), *days),
        ("", *times),
        (say("history.customers"), *(count(each.customers) for each in runs)),
        *((name, *(MISSING if one is None else percent(one) for one in own)) for name, own in told if _any(own)),
    )


def _any(own: Sequence[float | None]) -> bool:
    return any(one is not None for one in own)


def sizes_lines(found: HistorySizes) -> tuple[str, ...]:
    """Return what is left out, in sentences."""
    earlier = max(0, len(found.runs) - _MOST_RUNS)
    said = (
        say("history.earlier", n=earlier) if earlier else "",
        say("history.others", n=found.others) if found.others else "",
    )
    return tuple(filter(None, said))
