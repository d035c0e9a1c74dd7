"""How far each segment lies from the average customer, column by column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from coterie.evidence.smallest import FEWEST_AVERAGED
from coterie.naming.categories import FLAGS
from coterie.naming.direction import Direction, direction
from coterie.naming.figures import is_year
from coterie.naming.wording import counted, is_countable
from coterie.profiling import OTHER, CategoryProfile, NumericProfile

if TYPE_CHECKING:
    from collections.abc import Collection

    from coterie.profiling import Profiles, SegmentProfile


MOSTLY = 0.6
"""A category marks a segment when it holds this share of it ..."""

CLEARLY_MORE = 0.25
"""... and this much more than its share of all customers."""

ENOUGH_KNOWN = 0.5
"""A column says something of a segment when this share of its customers have a value."""

LEAST_SPREAD = 0.05
"""Differences count in columns whose standard deviation is larger than this share of their mean ..."""

LEAST_APART = 0.1
"""... and in those of whose variance at least this share lies between segments (eta squared) ..."""

LEAST_DIFFERENCE = 0.025
"""... where the segment's mean differs from the average by this share of it, or the column holds years."""

ALMOST_NONE = 0.05
"""A segment has almost none of something when its median is 0 and its mean at most this share of the average."""

_FEWEST_ANSWERS = 3
_GREATEST_CODE = 9

Nothing = Literal["none", "almost none"]


@dataclass(frozen=True)
class Measure:
    """A column in one segment.

    Of a number `z` is (mean − average) in standard deviations of all customers. Of a category `mean` is its share of
    the segment's customers that have a value, `average` its share of all such customers, and `z` their difference in
    standard deviations of a draw of one customer: √(average · (1 − average)).

    Attributes
    ----------
    column : str
        Its name.
    mean, average, z : float
        As said above.
    category : str or None
        Of a category, which one.
    median : float or None
        The segment's; None where it is not known or the column is a category.
    median_z : float or None
        (median − median of all customers) in standard deviations of all customers.
    known : float
        Share of the segment's customers with a value.
    counts : bool
        Whether the difference is large enough to speak of, also where it is many standard deviations.
    direction : {"up", "down", "negative", "unknown"}
        See `coterie.naming.direction.Direction`.
    nothing : {"none", "almost none"} or None
        Whether nobody in the segment, or hardly anybody, has any of it while others do.
    least, greatest : float or None
        Of the segment's values; None where they are few.
    few : bool
        Whether fewer than 20 of the segment's customers have a value: their median is said, and not their mean.
    answer : bool
        Of yes and no: whether it is one of many answers.
    others_z : float or None
        (mean − mean of the customers in all other segments) in standard deviations of all customers; None where it is
        not known.
    extreme : bool
        Of a number: whether no other segment's mean is as large, or none as small.
    """

    column: str
    mean: float
    average: float
    z: float
    category: str | None = None
    median: float | None = None
    median_z: float | None = None
    known: float = 1.0
    counts: bool = True
    direction: Direction = "up"
    nothing: Nothing | None = None
    least: float | None = None
    greatest: float | None = None
    few: bool = False
    answer: bool = False
    others_z: float | None = None
    extreme: bool = False

    @property
    def said(self) -> float:
        """What may be said of the segment: its mean, or of few customers their median."""
        return self.median if self.few and self.median is not None else self.mean

    @property
    def said_z(self) -> float:
        """The same as `z` is: from the average, in standard deviations of all customers."""
        apart = self.mean - self.average
        return self.z if self.said == self.mean else self.z * (self.said - self.average) / apart if apart else 0.0


Measures = dict[str, Measure]
"""By column, in table order."""


def measure(profiles: Profiles, features: Collection[str] = ()) -> tuple[Measures, ...]:
    """Compare every segment's means, medians and categories with those of all customers.

    Parameters
    ----------
    profiles : Profiles
        A segment too small to be described has no columns and gets no measures.
    features : collection of str
        The columns whose categories count: those that segments were built on. A category counts that marks the segment:
        `MOSTLY` of its customers have it, `CLEARLY_MORE` than of all.

    Returns
    -------
    tuple of dict of str to Measure
        By segment id. A column that is constant over all customers has z = 0; one without values is left out.
    """
    apart = {column for column in profiles.overall.columns if eta_squared(profiles, column) >= LEAST_APART}
    answers, extremes = _answers(profiles, features), _extremes(profiles)
    found = tuple(_measures(segment, profiles.overall, features, apart=apart) for segment in profiles.segments)
    return tuple(
        {
            column: replace(one, answer=column in answers, extreme=one.mean in extremes.get(column, ()))
            for column, one in own.items()
        }
        for own in found
    )


def _extremes(profiles: Profiles) -> dict[str, tuple[float, float]]:
    """Return the smallest and the largest mean of the segments, by column."""
    means: dict[str, list[float]] = {}
    for segment in profiles.segments:
        for column, own in segment.columns.items():
            if isinstance(own, NumericProfile) and own.mean is not None:
                means.setdefault(column, []).append(own.mean)
    return {column: (min(found), max(found)) for column, found in means.items() if len(found) > 1}


def _answers(profiles: Profiles, features: Collection[str]) -> frozenset[str]:
    """Return the features that are yes or no, where most are: then they are what people say, not what they have."""
    shown = ((column, profiles.overall.columns.get(column)) for column in features)
    flags = [column for column, own in shown if isinstance(own, CategoryProfile) and set(own.shares) <= set(FLAGS)]
    return frozenset(flags) if len(flags) >= _FEWEST_ANSWERS and 2 * len(flags) > len(features) else frozenset()


def numeric_columns(profiles: Profiles) -> tuple[str, ...]:
    """Name the columns that have a mean over all customers, in table order."""
    return tuple(numbers(profiles))


def numbers(profiles: Profiles) -> dict[str, NumericProfile]:
    """Return the columns that have a mean over all customers, in table order."""
    return {
        column: described
        for column, described in profiles.overall.columns.items()
        if isinstance(described, NumericProfile) and described.mean is not None
    }


def eta_squared(profiles: Profiles, column: str) -> float:
    """Return the share of a numeric column's variance that lies between the segments; 0 where it has none."""
    overall = profiles.overall.columns[column]
    if not isinstance(overall, NumericProfile) or overall.mean is None or not overall.std:
        return 0.0
    between, total = 0.0, 0
    for segment in profiles.segments:
        own = segment.columns.get(column)
        if isinstance(own, NumericProfile) and own.mean is not None:
            known = segment.size if own.known is None else own.known
            between, total = between + known * (own.mean - overall.mean) ** 2, total + known
    return between / ((total - 1) * overall.std**2) if total > 1 else 0.0


def _measures(
    segment: SegmentProfile, overall: SegmentProfile, features: Collection[str], *, apart: Collection[str]
) -> Measures:
    found = {}
    for column, own in segment.columns.items():
        everyone = overall.columns.get(column)
        one = None
        if isinstance(own, NumericProfile) and isinstance(everyone, NumericProfile):
            one = _number(column, own, everyone, size=segment.size, of=overall.size, apart=column in apart)
        elif isinstance(own, CategoryProfile) and isinstance(everyone, CategoryProfile) and column in features:
            one = _category(column, own, everyone, size=segment.size)
        if one is not None:
            found[column] = one
    return found


def _number(
    column: str, own: NumericProfile, everyone: NumericProfile, *, size: int, of: int, apart: bool
) -> Measure | None:
    if own.mean is None or everyone.mean is None:
        return None
    between = own.median is not None and everyone.median is not None
    few = own.known is not None and own.known < FEWEST_AVERAGED
    return Measure(
        column,
        own.mean,
        everyone.mean,
        _in_deviations(own.mean - everyone.mean, everyone),
        median=own.median,
        median_z=_in_deviations((own.median or 0) - (everyone.median or 0), everyone) if between else None,
        known=_share(own.known, size),
        counts=_counts(column, own.mean, everyone, apart=apart),
        direction=direction(column, everyone),
        nothing=None if _may_be_codes(column, everyone) else _nothing(own, everyone),
        least=None if few else own.min,
        greatest=None if few else own.max,
        few=few,
        others_z=_from_others(own, everyone, size=size, of=of),
    )


def _from_others(own: NumericProfile, everyone: NumericProfile, *, size: int, of: int) -> float | None:
    """Return how far a segment's mean lies from the mean of all other customers that have a value."""
    here, all_known = size if own.known is None else own.known, of if everyone.known is None else everyone.known
    if own.mean is None or everyone.mean is None or all_known <= here:
        return None
    return _in_deviations((own.mean - everyone.mean) * all_known / (all_known - here), everyone)


def _in_deviations(difference: float, everyone: NumericProfile) -> float:
    return difference / everyone.std if everyone.std else 0.0


def _share(known: int | None, size: int) -> float:
    """Return the share of customers with a value; all of them in profiles that don't say it."""
    return 1.0 if known is None or not size else known / size


def _counts(column: str, mean: float, everyone: NumericProfile, *, apart: bool) -> bool:
    """Return whether a difference is large enough to speak of."""
    average = everyone.mean or 0.0
    if (everyone.std or 0.0) > LEAST_SPREAD * abs(average):
        return True
    return apart and (is_year(column, average) or abs(mean - average) >= LEAST_DIFFERENCE * abs(average))


def _nothing(own: NumericProfile, everyone: NumericProfile) -> Nothing | None:
    """Return whether a segment has nothing of what others have; amounts must be of one sign."""
    if not everyone.mean or own.mean is None or everyone.min is None or everyone.max is None:
        return None
    if everyone.min < 0 < everyone.max:
        return None
    if own.min == own.max == 0:
        return "none"
    return "almost none" if own.median == 0 and abs(own.mean) <= ALMOST_NONE * abs(everyone.mean) else None


def _may_be_codes(column: str, everyone: NumericProfile) -> bool:
    """Return whether a column holds a few whole numbers of which its name does not say that it counts something."""
    if everyone.max is None or everyone.min is None or counted(column):
        return False
    if everyone.min < 0 or everyone.max > _GREATEST_CODE:
        return False
    ends = (everyone.min, everyone.max, 2 * (everyone.median or 0))
    return not is_countable(column) and all(float(end).is_integer() for end in ends)


def _category(column: str, own: CategoryProfile, everyone: CategoryProfile, *, size: int) -> Measure | None:
    """Return the category that marks the segment; no two can hold most of it."""
    known = _share(own.known, size)
    for category, share in own.shares.items():
        average = everyone.shares.get(category, 0.0)
        if category != OTHER and average > 0 and share >= MOSTLY and share - average >= CLEARLY_MORE:
            z = (share - average) / (average * (1 - average)) ** 0.5
            return Measure(column, share, average, z, category, known=known)
    return None
