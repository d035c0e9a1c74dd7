"""How far each segment lies from the average customer, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.profiling import NumericProfile

if TYPE_CHECKING:
    from coterie.profiling import Profiles, SegmentProfile


@dataclass(frozen=True)
class Measure:
    """A numeric column in one segment. `z` is (mean − average) in standard deviations of all customers."""

    column: str
    mean: float
    average: float
    z: float


Measures = dict[str, Measure]
"""By column, in table order."""


def measure(profiles: Profiles) -> tuple[Measures, ...]:
    """Compare every segment's means with those of all customers.

    Parameters
    ----------
    profiles : Profiles
        A segment too small to be described has no columns and gets no measures.

    Returns
    -------
    tuple of dict of str to Measure
        By segment id. A column that is constant over all customers has z = 0; one without values is left out.
    """
    return tuple(_measures(segment, profiles.overall) for segment in profiles.segments)


def numeric_columns(profiles: Profiles) -> tuple[str, ...]:
    """Name the columns that have a mean over all customers, in table order."""
    return tuple(
        column
        for column, described in profiles.overall.columns.items()
        if isinstance(described, NumericProfile) and described.mean is not None
    )


def _measures(segment: SegmentProfile, overall: SegmentProfile) -> Measures:
    measures = {}
    for column, own in segment.columns.items():
        everyone = overall.columns.get(column)
        if not isinstance(own, NumericProfile) or not isinstance(everyone, NumericProfile):
            continue
        if own.mean is None or everyone.mean is None:
            continue
        z = (own.mean - everyone.mean) / everyone.std if everyone.std else 0.0
        measures[column] = Measure(column, own.mean, everyone.mean, z)
    return measures
