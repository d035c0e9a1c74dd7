"""What customers are worth, and how much of it each segment holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.views.labels import named
from coterie.views.summary import Number

if TYPE_CHECKING:
    from coterie.meaning import Worth
    from coterie.views.summary import Profile, Summary

ROLES = ("monetary", "income")
"""Roles of a catalogue that say what a customer is worth, where no column is named for it."""


@dataclass(frozen=True)
class Value:
    """The worth of all customers, by segment.

    Attributes
    ----------
    column, label : str
        What it is taken from, and what that is called.
    shares : tuple of float or None
        Share of all worth, by segment; None where it would tell that of single customers. They add up to 1.
    intervals : tuple of (float, float) or None
        Between which shares each lies in 95 % of resampled tables; empty where no column was named for it.
    each : tuple of float or None
        How many times the worth of an average customer one of the segment has; empty as `intervals`.
    """

    column: str
    label: str
    shares: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...] = ()
    each: tuple[float | None, ...] = ()


def value_of(summary: Summary) -> Value | None:
    """Return how much of the worth each segment holds.

    The column is the one that was named for it, or else the one that plays the catalogue's part of money spent or
    earned.

    Parameters
    ----------
    summary : Summary

    Returns
    -------
    Value or None
        None where no column says it, where it is not known of every segment (those of fewer than 20 customers have no
        mean), and where some customers are worth less than nothing, which cannot be shared out.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=1000)).segmentation)
    >>> [f"{share:.0%}" for share in value_of(found).shares]
    ['15%', '28%', '6%', '4%', '18%', '28%']
    """
    if summary.meaning is not None and summary.meaning.worth is not None:
        return _named(summary, summary.meaning.worth)
    column = summary.value or next(
        (summary.catalogue.columns[each] for each in ROLES if each in summary.catalogue.columns), None
    )
    if column is None or _least(summary, column) < 0:
        return None
    sums = [_sum(segment.profile, column) for segment in summary.segments]
    known = [each for each in sums if each is not None]
    whole = sum(known)
    if len(known) < len(sums) or whole <= 0:
        return None
    return Value(column, named(summary, column), tuple(each / whole for each in known))


def _named(summary: Summary, worth: Worth) -> Value | None:
    """Return what is kept of the column named for it; None where nothing may be said, or a share is below 0."""
    known = [each.share for each in worth.segments if each.share is not None]
    if not known or min(known) < 0:
        return None
    return Value(
        worth.column,
        named(summary, worth.column),
        shares=tuple(each.share for each in worth.segments),
        intervals=tuple(each.interval for each in worth.segments),
        each=tuple(each.index for each in worth.segments),
    )


def _least(summary: Summary, column: str) -> float:
    """Return the least value of all customers; where it is not said, the least of the segments' quantiles and means."""
    everyone = summary.overall.profile.get(column)
    if isinstance(everyone, Number) and everyone.min is not None:
        return everyone.min
    own = [segment.profile.get(column) for segment in summary.segments]
    said = [value for each in own if isinstance(each, Number) for value in (each.p10, each.mean, each.median)]
    return min((value for value in said if value is not None), default=0.0)


def _sum(profile: Profile, column: str) -> float | None:
    own = profile.get(column)
    if not isinstance(own, Number) or own.mean is None or own.known is None:
        return None
    return own.mean * own.known
