"""How far each segment lies from the average customer, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.profiling import CategoryProfile, NumericProfile

if TYPE_CHECKING:
    from collections.abc import Collection

    from coterie.profiling import Profiles, SegmentProfile


MOSTLY = 0.6
"""A category marks a segment when it holds this share of it ..."""

CLEARLY_MORE = 0.25
"""... and this much more than its share of all customers."""

_OTHER = "(other)"


@dataclass(frozen=True)
class Measure:
    """A column in one segment.

    Of a number `z` is (mean − average) in standard deviations of all customers. Of a category `mean` is its share of
    the segment's customers that have a value, `average` its share of all such customers, and `z` their difference in
    standard deviations of a draw of one customer: √(average · (1 − average)).
    """

    column: str
    mean: float
    average: float
    z: float
    category: str | None = None


Measures = dict[str, Measure]
"""By column, in table order."""


def measure(profiles: Profiles, features: Collection[str] = ()) -> tuple[Measures, ...]:
    """Compare every segment's means, and its categories, with those of all customers.

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
    return tuple(_measures(segment, profiles.overall, features) for segment in profiles.segments)


def numeric_columns(profiles: Profiles) -> tuple[str, ...]:
    """Name the columns that have a mean over all customers, in table order."""
    return tuple(
        column
        for column, described in profiles.overall.columns.items()
        if isinstance(described, NumericProfile) and described.mean is not None
    )


def _measures(segment: SegmentProfile, overall: SegmentProfile, features: Collection[str]) -> Measures:
    found = {}
    for column, own in segment.columns.items():
        everyone = overall.columns.get(column)
        one = None
        if isinstance(own, NumericProfile) and isinstance(everyone, NumericProfile):
            one = _number(column, own, everyone)
        elif isinstance(own, CategoryProfile) and isinstance(everyone, CategoryProfile) and column in features:
            one = _category(column, own, everyone)
        if one is not None:
            found[column] = one
    return found


def _number(column: str, own: NumericProfile, everyone: NumericProfile) -> Measure | None:
    if own.mean is None or everyone.mean is None:
        return None
    z = (own.mean - everyone.mean) / everyone.std if everyone.std else 0.0
    return Measure(column, own.mean, everyone.mean, z)


def _category(column: str, own: CategoryProfile, everyone: CategoryProfile) -> Measure | None:
    """Return the category that marks the segment; no two can hold most of it."""
    for category, share in own.shares.items():
        average = everyone.shares.get(category, 0.0)
        if category != _OTHER and average > 0 and share >= MOSTLY and share - average >= CLEARLY_MORE:
            return Measure(column, share, average, (share - average) / (average * (1 - average)) ** 0.5, category)
    return None
