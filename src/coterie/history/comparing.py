"""What two runs differ in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie.history.record import Run

if TYPE_CHECKING:
    from coterie.history.record import Record, RecordedSegment


@dataclass(frozen=True)
class SegmentOfBoth:
    """A segment that one of the two runs has, or both; None for what one has not."""

    id: int
    born: str
    name_before: str | None
    name_after: str | None
    customers_before: int | None
    customers_after: int | None


@dataclass(frozen=True)
class OptionOfBoth:
    """An option that differs; None where it was left as it is."""

    name: str
    before: Any  # whatever kind of value it has
    after: Any


@dataclass(frozen=True)
class Difference:
    """Two runs, and what differs.

    Attributes
    ----------
    before, after : Run
    segments : tuple of SegmentOfBoth
        Those of the second run in their order, then those that only the first one has.
    options : tuple of OptionOfBoth
        By name.
    """

    before: Run
    after: Run
    segments: tuple[SegmentOfBoth, ...]
    options: tuple[OptionOfBoth, ...]


def difference(before: Run, after: Run) -> Difference:
    """Say what differs between two runs: a segment is the same where its id and the run of its birth are.

    Examples
    --------
    >>> from datetime import datetime
    >>> from coterie.history.record import Record, RecordedSegment, Run
    >>> def run(number, name, n):
    ...     segments = (RecordedSegment(0, name, "ab", locked=False, customers=n),)
    ...     when, options = datetime(2026, 5, 1), {"k": n}
    ...     record = Record("score", when, "ann", "db", "1", "a.csv", None, options, n, None, "ab", None, segments)
    ...     return Run(number, record, "", (), 1, when, ())
    >>> found = difference(run(1, "Savers", 5), run(2, "Keepers", 7))
    >>> found.segments[0].customers_before, found.segments[0].name_after, found.options[0].name
    (5, 'Keepers', 'k')
    """
    return Difference(before, after, _segments(before.record, after.record), _options(before.record, after.record))


def _segments(before: Record, after: Record) -> tuple[SegmentOfBoth, ...]:
    then = {(each.born, each.id): each for each in before.segments}
    now = {(each.born, each.id): each for each in after.segments}
    return tuple(_both(key, then.get(key), now.get(key)) for key in {**now, **then})


def _both(key: tuple[str, int], then: RecordedSegment | None, now: RecordedSegment | None) -> SegmentOfBoth:
    born, number = key
    return SegmentOfBoth(
        id=number,
        born=born,
        name_before=None if then is None else then.name,
        name_after=None if now is None else now.name,
        customers_before=None if then is None else then.customers,
        customers_after=None if now is None else now.customers,
    )


def _options(before: Record, after: Record) -> tuple[OptionOfBoth, ...]:
    names = sorted({*before.options, *after.options})
    pairs = ((name, before.options.get(name), after.options.get(name)) for name in names)
    return tuple(OptionOfBoth(*each) for each in pairs if each[1] != each[2])
