"""Where the middle of each segment lies in each feature, beside the middle of all customers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coterie.number_format import percent
from coterie.preparation.yeo_johnson import yeo_johnson
from coterie.reader_format import as_read
from coterie.views.amounts import amount
from coterie.views.comparison import says_yes
from coterie.views.days import titled
from coterie.views.labels import named
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.summary import Prepared, Profiled, Summary

MOST = 6
"""Features that have a strip: those that differ most between segments."""

_TICKS = 5
_ROOM = 0.04
_NO_DECIMALS = 100.0


@dataclass(frozen=True)
class Strip:
    """One segment in one feature; places from 0 to 1.

    Attributes
    ----------
    value : str
        The median, or the share of yes, as text; empty where nothing is said.
    at : float or None
        Its place.
    half, most : (float, float) or None
        The ends of the middle half, and of the middle four fifths; None for a share of yes.
    out : int
        1 where the median lies above the middle half of all customers, -1 below, 0 within.
    """

    value: str
    at: float | None
    half: tuple[float, float] | None
    most: tuple[float, float] | None
    out: int


@dataclass(frozen=True)
class Column:
    """One feature, the middle of all customers in it, and a strip for each segment.

    Attributes
    ----------
    column, label : str
        The feature.
    ticks : tuple of (float, str)
        Places of round values.
    band : (float, float) or None
        The middle half of all customers.
    middle : float or None
        Their median, or their share of yes.
    all : str
        The same as text.
    strips : tuple of Strip
        By segment.
    even : bool
        Whether equal steps along the scale are equal differences.
    """

    column: str
    label: str
    ticks: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None
    middle: float | None
    all: str
    strips: tuple[Strip, ...]
    even: bool = True


def strips(summary: Summary, most: int | None = MOST) -> tuple[Column, ...]:
    """Return the features that differ most between segments, in the order of the table; six at most, or all.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [(column.label, column.strips[0].value, column.strips[0].out) for column in strips(found)][:2]
    [('age', '56', 0), ('income', '63,000', 0)]
    """
    found = [column for each in _strongest(summary)[:most] if (column := _column(summary, each)) is not None]
    order = [each.name for each in summary.columns]
    return tuple(sorted(found, key=lambda column: order.index(column.column)))


def _strongest(summary: Summary) -> list[str]:
    features = [
        each.name for each in summary.columns if each.role == "feature" and each.name in summary.overall.profile
    ]
    if summary.audit is not None:
        eta = {each.feature: each.eta_squared for each in summary.audit.features}
        features.sort(key=lambda name: -eta.get(name, 0.0))
    return [name for name in features if _can_be_drawn(summary.overall.profile[name])]


def _can_be_drawn(everyone: Profiled) -> bool:
    return says_yes(everyone) is not None or (isinstance(everyone, Number) and everyone.median is not None)


def _column(summary: Summary, name: str) -> Column | None:
    everyone = summary.overall.profile[name]
    own = [segment.profile.get(name) for segment in summary.segments]
    if isinstance(everyone, Category):
        return _of_shares(summary, name, everyone, own)
    assert isinstance(everyone, Number)  # noqa: S101 - for the type checker
    prepared = next((each for each in summary.preparation if each.feature == name), None)
    label = titled(named(summary, name), name, summary)
    return _of_numbers(label, name, everyone, own, prepared)


def _of_shares(summary: Summary, name: str, everyone: Category, own: Sequence[Profiled | None]) -> Column:
    """Place shares of yes on a scale from none to all."""
    of_all = says_yes(everyone) or 0.0
    shares = [None if each is None else says_yes(each) for each in own]
    made = tuple(Strip("" if share is None else percent(share), share, None, None, 0) for share in shares)
    ticks = ((0.0, "0%"), (0.5, "50%"), (1.0, "100%"))
    return Column(name, named(summary, name), ticks, None, of_all, percent(of_all), made)


def _of_numbers(
    label: str, name: str, everyone: Number, own: Sequence[Profiled | None], prepared: Prepared | None
) -> Column | None:
    numbers = [each if isinstance(each, Number) else None for each in own]
    values = [value for each in (everyone, *numbers) if each is not None for value in _drawn(each)]
    if not values:
        return None
    scale = _Scale(min(values), max(values), prepared, whole=all(value == int(value) for value in values))
    band = _ends(scale, everyone.p25, everyone.p75)
    medians = [each.median for each in (everyone, *numbers) if each is not None and each.median is not None]
    largest = decimals_for(medians) if medians else 0.0
    made = tuple(_strip(name, scale, each, everyone, largest) for each in numbers)
    middle = None if everyone.median is None else scale.place(everyone.median)
    told = amount(name, everyone.median, largest=largest)
    return Column(name, label, scale.ticks(), band, middle, told, made, scale.even)


def decimals_for(values: Sequence[float]) -> float:
    """Return the largest number; one that asks for no decimals where all are whole.

    Examples
    --------
    >>> decimals_for([4.0, 56.0]), decimals_for([4.5, 56.0])
    (100.0, 56.0)
    """
    largest = max(map(abs, values))
    return max(largest, _NO_DECIMALS) if all(value == int(value) for value in values) else largest


def _drawn(own: Number) -> list[float]:
    return [value for value in (own.p10, own.p25, own.median, own.p75, own.p90) if value is not None]


def _strip(column: str, scale: _Scale, own: Number | None, everyone: Number, largest: float) -> Strip:
    if own is None or own.median is None:
        return Strip("", None, None, None, 0)
    return Strip(
        value=amount(column, own.median, largest=largest),
        at=scale.place(own.median),
        half=_ends(scale, own.p25, own.p75),
        most=_ends(scale, own.p10, own.p90),
        out=out_of_band(own, everyone),
    )


def out_of_band(own: Number, everyone: Number) -> int:
    """Return whether a segment's median leaves the middle half of all customers: 1 above, -1 below, 0 within.

    Examples
    --------
    >>> everyone = Number(5.0, 5.0, 2.0, 0.0, 9.0, 100, 2.0, 3.0, 7.0, 8.0)
    >>> [out_of_band(Number(x, x, 1.0, 0.0, 9.0), everyone) for x in (2.9, 3.0, 7.0, 7.1)]
    [-1, 0, 0, 1]
    """
    if own.median is None or everyone.p25 is None or everyone.p75 is None:
        return 0
    return 1 if own.median > everyone.p75 else -1 if own.median < everyone.p25 else 0


def _ends(scale: _Scale, low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (scale.place(low), scale.place(high))


class _Scale:
    """Places of values from 0 to 1: as they are, or as they were straightened before segments were made."""

    def __init__(self, low: float, high: float, prepared: Prepared | None, *, whole: bool = False) -> None:
        self._whole = whole
        self._power, self._unit = (None, None) if prepared is None else (prepared.power, prepared.unit)
        self._low, self._high = low, high
        self._ends = self._bent(low), self._bent(high)
        self.even = self._power in {None, 1.0}

    def place(self, value: float) -> float:
        low, high = self._ends
        share = 0.5 if high <= low else (self._bent(value) - low) / (high - low)
        return _ROOM + share * (1 - 2 * _ROOM)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        marks = round_values(self._low, self._high, even=self._power is None)
        if self._whole and not all(each == int(each) for each in marks):
            marks = list(map(float, range(math.ceil(self._low), math.floor(self._high) + 1)))
        largest = max((abs(each) for each in marks), default=0.0)
        return tuple((self.place(each), short(each, largest)) for each in marks)

    def _bent(self, value: float) -> float:
        if self._power is None or self._unit is None:
            return value
        return float(yeo_johnson(np.array([value]), self._power, self._unit)[0])


_SAME = 1e-9
"""Relative difference up to which two ends are one value, apart from rounding."""


_BEYOND = 1000
"""Up to how many times its lower end an axis without an upper end is labelled."""


def round_values(low: float, high: float, *, even: bool) -> list[float]:
    """Return a few round values between two, evenly apart, or each a multiple of the one before.

    Examples
    --------
    >>> round_values(18.0, 83.0, even=True), round_values(12_000.0, 410_000.0, even=False)
    ([20.0, 40.0, 60.0, 80.0], [20000.0, 50000.0, 100000.0, 200000.0])
    """
    if not math.isfinite(high):  # an outline may reach beyond what a power can be turned back into
        return round_values(low, low * _BEYOND, even=False) if 0 < low < high else []
    if high - low <= _SAME * max(abs(low), abs(high)):
        return [low]
    if not even and low > 0:
        marks = [
            m * 10.0**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1) for m in (1, 2, 5)
        ]
        inside = [each for each in marks if low <= each <= high]
        step = -(-len(inside) // _TICKS)
        if len(inside) > 1:
            return inside[:: max(step, 1)]
    unit = next(u for u in _steps(high - low) if (high - low) / u <= _TICKS)
    first = math.ceil(low / unit)
    return [round(i * unit, 12) for i in range(first, math.floor(high / unit) + 1)]


def _steps(width: float) -> list[float]:
    least = 10.0 ** (math.floor(math.log10(width)) - 1)
    return [least * m * 10**e for e in range(3) for m in (1, 2, 5)]


def short(value: float, largest: float) -> str:
    """Write a round value as short as it can be.

    Examples
    --------
    >>> short(20_000, 400_000), short(2_500_000, 5e6), short(0.25, 0.5), short(40, 80), short(1971, 2020)
    ('20k', '2.5M', '0.25', '40', '1971')
    """
    for unit, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if largest >= unit * (10 if letter == "k" else 1):
            return as_read(f"{value / unit:g}{letter}") if value else "0"
    return as_read(f"{value:g}".replace("-", "−"))
