"""What separates each segment from all other customers: effect sizes from profiles, never p-values."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from coterie.evidence.intervals import wilson
from coterie.profiling import OTHER, CategoryProfile, DateProfile, NumericProfile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.profiling import ColumnProfile, SegmentProfile
    from coterie.schema import Column
    from coterie.segmentation import Segmentation

_LEAST = 0.2
"""An effect below which two groups hardly differ (Cohen 1988)."""
_RELATIVE = 0.5
_ABSOLUTE = 4


@dataclass(frozen=True)
class Mark:
    """How one column sets a segment apart from all others.

    Attributes
    ----------
    column : str
    role : {"feature", "descriptor"}
    category : str or None
        The category whose share is told; None of numbers and days.
    here, elsewhere : float or str
        The mean in the segment and among all others, or the share of the category; of days, as ISO dates.
    effect : float
        Of numbers and days the difference in standard deviations of all customers (d); of a category Cohen's h. Both
        are read alike: 0.2 is little, 0.5 middling, 0.8 much.
    lift : float or None
        Of a category how many times as common it is as among all customers.
    marker : bool
        Whether it is a marker variable; of features alone.
    interval : (float, float) or None
        Of yes or no that built no segments, the 95 % interval of the share of yes.
    """

    column: str
    role: Literal["feature", "descriptor"]
    category: str | None
    here: float | str
    elsewhere: float | str
    effect: float
    lift: float | None = None
    marker: bool = False
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Separation:
    """What separates one segment, by its place.

    Attributes
    ----------
    segment : int
    marks : tuple of Mark
        Each column once, the largest effect first; of a category the value that differs most. Nothing is told of a
        column of which the profile tells no mean, or too few have a value.
    """

    segment: int
    marks: tuple[Mark, ...]

    @property
    def telling(self) -> tuple[Mark, ...]:
        """Those that differ at least a little."""
        return tuple(mark for mark in self.marks if abs(mark.effect) >= _LEAST)


class _Whole(NamedTuple):
    """A column among all customers, and how many of them have a value."""

    column: Column
    own: ColumnProfile
    known: int


def separations(segmentation: Segmentation) -> tuple[Separation, ...]:
    """Say of each segment what separates it from all other customers.

    Parameters
    ----------
    segmentation : Segmentation
        Only its profiles are looked at, which say no more of few customers than may be said: see `coterie.disclosure`.

    Returns
    -------
    tuple of Separation
        By place.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> {mark.column for mark in separations(found)[0].marks} >= {"age", "income"}
    True
    """
    overall = segmentation.profiles.overall
    wholes = [
        _Whole(column, overall.columns[column.name], _known(overall.columns[column.name], overall.size))
        for column in segmentation.schema.columns
        if column.name in overall.columns
    ]
    found = [
        [mark for whole in wholes for mark in _marks(whole, segment)] for segment in segmentation.profiles.segments
    ]
    most = max((abs(m.effect) for marks in found for m in marks if m.role == "feature"), default=0.0)
    return tuple(
        Separation(place, tuple(sorted((_marked(mark, most, segmentation) for mark in marks), key=_rank)))
        for place, marks in enumerate(found)
    )


def _rank(mark: Mark) -> tuple[float, str]:
    return -abs(mark.effect), mark.column


def _marked(mark: Mark, most: float, segmentation: Segmentation) -> Mark:
    """Apply the rule for marker variables (Dolnicar and Leisch 2014) to a feature.

    It deviates by more than a quarter of the largest deviation of any, or by more than half of the overall mean; the
    latter where the column has a natural zero, so that half of it means something.
    """
    if mark.role != "feature":
        return mark
    own = segmentation.profiles.overall.columns[mark.column]
    mean = own.mean if isinstance(own, NumericProfile) else None
    natural = mean is not None and mean > 0 and (own.min is None or own.min >= 0)  # type: ignore[union-attr,operator]  # a number's
    share = mark.lift is not None and abs(mark.lift - 1) > _RELATIVE
    far = natural and isinstance(mark.here, float) and abs(mark.here - (mean or 0.0)) > _RELATIVE * (mean or 0.0)
    return replace(mark, marker=abs(mark.effect) > most / _ABSOLUTE or bool(far) or share)


def _marks(whole: _Whole, segment: SegmentProfile) -> Iterator[Mark]:
    here = segment.columns.get(whole.column.name)
    if here is None or whole.column.role not in {"feature", "descriptor"}:
        return
    known = _known(here, segment.size)
    if not 0 < known < whole.known:
        return
    mark: Mark | None = None
    if isinstance(here, NumericProfile) and isinstance(whole.own, NumericProfile):
        mark = _number(whole, here.mean, whole.own.mean, known=known)
    elif isinstance(here, DateProfile) and isinstance(whole.own, DateProfile):
        mark = _day(whole, _days(here.mean), _days(whole.own.mean), known=known)
    elif isinstance(here, CategoryProfile) and isinstance(whole.own, CategoryProfile):
        mark = _category(whole, here, whole.own, known=known)
    if mark is not None:
        yield mark


def _number(whole: _Whole, here: float | None, mean: float | None, *, known: int) -> Mark | None:
    spread = getattr(whole.own, "std", None)
    if here is None or mean is None or not spread:
        return None
    away = (here - mean) * whole.known / (whole.known - known)
    return Mark(whole.column.name, _role(whole), None, here, here - away, away / spread)


def _day(whole: _Whole, here: float | None, mean: float | None, *, known: int) -> Mark | None:
    mark = _number(whole, here, mean, known=known)
    if mark is None:
        return None
    first, then = (date.fromordinal(round(float(each))).isoformat() for each in (mark.here, mark.elsewhere))
    return replace(mark, here=first, elsewhere=then)


def _days(day: str | None) -> float | None:
    """Return a day as a number; a month as its middle."""
    if day is None:
        return None
    return float(date.fromisoformat(day if len(day) > len("2024-05") else f"{day}-15").toordinal())


def _category(whole: _Whole, here: CategoryProfile, own: CategoryProfile, *, known: int) -> Mark | None:
    """Return the category whose share differs most; of yes and no always yes."""
    both = sorted((own.shares.keys() | here.shares.keys()) - {OTHER})
    if OTHER in here.shares:  # a category that is not named here may be among those put together
        both = [name for name in both if name in here.shares]
    if whole.column.type == "boolean":
        both = [name for name in both if name == "true"]
    marks = [_share(whole, name, (here.shares.get(name, 0.0), own.shares.get(name, 0.0)), known) for name in both]
    return min(marks, key=lambda mark: (-abs(mark.effect), mark.category or ""), default=None)


def _share(whole: _Whole, category: str, shares: tuple[float, float], known: int) -> Mark:
    here, everyone = shares
    elsewhere = min(max((everyone * whole.known - here * known) / (whole.known - known), 0.0), 1.0)
    effect = 2 * math.asin(math.sqrt(here)) - 2 * math.asin(math.sqrt(elsewhere))
    told = whole.column.type == "boolean" and whole.column.role == "descriptor"
    lift = here / everyone if everyone > 0 else None
    interval = wilson(round(here * known), known) if told else None
    return Mark(whole.column.name, _role(whole), category, here, elsewhere, effect, lift, interval=interval)


def _role(whole: _Whole) -> Literal["feature", "descriptor"]:
    return "feature" if whole.column.role == "feature" else "descriptor"


def _known(own: ColumnProfile, size: int) -> int:
    return size if own.known is None else own.known
