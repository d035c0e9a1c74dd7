"""Profiles as they may be saved and shown: less of few customers, and nothing that the rest gives away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.disclosure.amounts import is_dominated, withheld
from coterie.disclosure.categories import with_rounded_categories
from coterie.disclosure.figures import outward, rounded
from coterie.evidence.smallest import FEWEST_AVERAGED, FEWEST_EXACT
from coterie.profiling import CategoryProfile, DateProfile, NumericProfile, Profiles

if TYPE_CHECKING:
    from coterie.profiling import ColumnProfile, SegmentProfile

_MONTH = len("2024-05")


def disclosed(profiles: Profiles, *, value: str | None = None) -> Profiles:
    """Return what may be said of segments and of all customers.

    For each column, and by the customers that have a value in it:

    - The least and the greatest value, which are those of single customers, have three significant digits always (days
      are said to the month).
    - Where every segment has at least 100, all else stays exact.
    - Otherwise every statistic of the column has three significant digits (days are said to the month), also those of
      larger segments and of all customers: exact ones could be subtracted from each other.
    - Of fewer than 20, only the median is said. The least and the greatest value of all customers are left out then.
    - Where one customer has more than half of a segment's amount, mean and deviation are left out, and all else of the
      column has three significant digits. Of `value`, whose shares add up to all of it, no mean is left out alone.
    - Categories that fewer than five customers of a group have are put together, with others from which they would
      follow (see `coterie.disclosure.categories`).

    Parameters
    ----------
    profiles : Profiles
        Exact.
    value : str, optional
        The column that says what segments are worth.

    Returns
    -------
    Profiles

    Examples
    --------
    >>> from coterie.profiling import NumericProfile, Profiles, SegmentProfile
    >>> def of(size, mean):
    ...     return SegmentProfile(size, size / 507, {"paid": NumericProfile(mean, mean, 12.345, 3.21, 98.76, size)})
    >>> found = disclosed(Profiles(of(507, 51.234), (of(500, 50.987), of(7, 68.765))))
    >>> few, everyone = found.segments[1].columns["paid"], found.overall.columns["paid"]
    >>> few.mean, few.median, few.std, few.min, few.known
    (None, 68.8, None, None, 7)
    >>> everyone.mean, everyone.median, everyone.std, everyone.min, everyone.known
    (51.2, 51.2, 12.3, None, 507)
    """
    bare = {column: _bare(profiles, column, alone=column != value) for column in profiles.overall.columns}
    fewest = {column: 0 if any(bare[column]) else _fewest(profiles, column) for column in profiles.overall.columns}
    spreads = {column: getattr(own, "std", None) for column, own in profiles.overall.columns.items()}

    def of(segment: SegmentProfile, place: int | None = None) -> SegmentProfile:
        columns = {
            column: _disclosed(own, _known(own, segment.size), fewest[column], spreads[column])
            for column, own in segment.columns.items()
        }
        told = {
            name: _without_mean(own) if place is not None and bare[name][place] else own
            for name, own in columns.items()
        }
        return replace(segment, columns=told)

    overall = of(profiles.overall)
    hidden = {column for column, least in fewest.items() if least < FEWEST_AVERAGED}
    columns = {name: _without_ends(own) if name in hidden else own for name, own in overall.columns.items()}
    segments = tuple(of(each, place) for place, each in enumerate(profiles.segments))
    return with_rounded_categories(Profiles(replace(overall, columns=columns), segments))


def _bare(profiles: Profiles, column: str, *, alone: bool) -> list[bool]:
    """Return which segments' means of a column may not be told, be it as others' would give them away."""
    own = [each.columns.get(column) for each in profiles.segments]
    dominated = [isinstance(each, NumericProfile) and _is_dominated(each) for each in own]
    if alone:
        return dominated
    known = [
        0 if found is None else _known(found, each.size) for found, each in zip(own, profiles.segments, strict=True)
    ]
    return withheld(known, dominated)


def _is_dominated(own: NumericProfile) -> bool:
    total = None if own.mean is None or own.known is None else own.mean * own.known
    return is_dominated(own.min, own.max, total)


def _known(own: ColumnProfile, size: int) -> int:
    return size if own.known is None else own.known


def _fewest(profiles: Profiles, column: str) -> int:
    """Return how many customers have a value in the segment where fewest, but any, have one."""
    known = [
        _known(segment.columns[column], segment.size) if column in segment.columns else segment.size
        for segment in profiles.segments
    ]
    return min((each for each in known if each), default=0)


def _disclosed(own: ColumnProfile, known: int, fewest: int, spread: float | None) -> ColumnProfile:
    if isinstance(own, CategoryProfile):
        return own
    if fewest >= FEWEST_EXACT:
        return _with_rounded_ends(own, spread)
    shown = _to_the_month(own) if isinstance(own, DateProfile) else _to_three_digits(own, spread)
    return shown if known >= FEWEST_AVERAGED else _median_alone(shown)


def _median_alone(own: NumericProfile | DateProfile) -> NumericProfile | DateProfile:
    bare = replace(own, mean=None, std=None, min=None, max=None)
    return replace(bare, p10=None, p25=None, p75=None, p90=None) if isinstance(bare, NumericProfile) else bare


def _without_mean(own: ColumnProfile) -> ColumnProfile:
    """Leave out what tells the amount of the segment, and the ends, one of which is most of it."""
    return own if isinstance(own, CategoryProfile) else replace(own, mean=None, std=None, min=None, max=None)


def _to_three_digits(own: NumericProfile, spread: float | None) -> NumericProfile:
    mean, median, least, most = (rounded(each, spread=spread) for each in (own.mean, own.median, own.min, own.max))
    p10, p25, p75, p90 = (rounded(each, spread=spread) for each in (own.p10, own.p25, own.p75, own.p90))
    return NumericProfile(mean, median, rounded(own.std), least, most, own.known, p10, p25, p75, p90)


def _to_the_month(own: DateProfile) -> DateProfile:
    mean, median, first, last = (day and day[:_MONTH] for day in (own.mean, own.median, own.min, own.max))
    return DateProfile(mean, median, rounded(own.std), first, last, own.known)


def _with_rounded_ends(own: NumericProfile | DateProfile, spread: float | None) -> NumericProfile | DateProfile:
    """Round the least and the greatest value, each of which is a single customer's, unless everybody's."""
    if own.min == own.max:
        return own
    if isinstance(own, DateProfile):
        shown = _to_the_month(own)
        return replace(own, min=shown.min, max=shown.max)
    least, most = outward(own.min, up=False, spread=spread), outward(own.max, up=True, spread=spread)
    return replace(own, min=least, max=most)


def _without_ends(own: ColumnProfile) -> ColumnProfile:
    """Leave out the least and the greatest value, which may be those of the few."""
    return own if isinstance(own, CategoryProfile) else replace(own, min=None, max=None)
