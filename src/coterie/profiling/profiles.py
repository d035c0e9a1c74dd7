"""The nouns: what a column is like within a group of customers, and what each segment is like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class NumericProfile:
    """A numeric column within a group of customers; missing values left out. `std` divides by n − 1.

    `known` is the number of customers with a value. A tenth of them lie below `p10`, a quarter below `p25`, and so on.
    None in segmentations saved before they were kept.
    """

    mean: float | None
    median: float | None
    std: float | None
    min: float | None
    max: float | None
    known: int | None = None
    p10: float | None = None
    p25: float | None = None
    p75: float | None = None
    p90: float | None = None


@dataclass(frozen=True)
class CategoryProfile:
    """A categorical or boolean column within a group of customers; missing values left out.

    Attributes
    ----------
    mode : str or None
        The most common value; of several equally common ones the first in alphabetical order.
    tie : bool
        Whether another value is as common as `mode`.
    shares : mapping of str to float
        Each value's share of the customers that have one, largest first.
    known : int or None
        Customers with a value; None in segmentations saved before it was kept.
    """

    mode: str | None
    tie: bool
    shares: Mapping[str, float]
    known: int | None = None


@dataclass(frozen=True)
class DateProfile:
    """A date column within a group of customers: ISO dates, `std` in days, `known` as for numbers."""

    mean: str | None
    median: str | None
    std: float | None
    min: str | None
    max: str | None
    known: int | None = None


ColumnProfile = NumericProfile | CategoryProfile | DateProfile


@dataclass(frozen=True)
class SegmentProfile:
    """One segment, or all customers together.

    Attributes
    ----------
    size : int
        Customers in it.
    share : float
        Of all customers that have a segment.
    columns : mapping of str to ColumnProfile
        Every feature and descriptor, in table order. Empty for a segment of fewer than 5 customers: too few to
        describe without describing a person.
    """

    size: int
    share: float
    columns: Mapping[str, ColumnProfile]


@dataclass(frozen=True)
class Profiles:
    """Every segment's profile, by segment id, and that of all customers together to compare with."""

    overall: SegmentProfile
    segments: tuple[SegmentProfile, ...]
