"""Numbers of customers to be scored beside those of before: another unit, beyond all that was seen, another average."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.cleaning.columns import is_within
from coterie.remarks import Remark
from coterie.scoring.doubt import Doubt
from coterie.scoring.thinned import Thinned
from coterie.scoring.units import other_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.profiling import NumericProfile
    from coterie.remarks import Fact
    from coterie.schema import Column

_FEW = 10
_MOST_SHARE = 0.5
_DRIFTED = 0.1
_MOVED = 2.0


class Range:
    """What is counted of the numbers of one feature; an accumulator.

    Parameters
    ----------
    column : Column
    seen : NumericProfile
        Those of before, with a mean.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.profiling import NumericProfile
    >>> from coterie.schema import Column
    >>> seen = NumericProfile(mean=40.0, median=40.0, std=9.0, min=18.0, max=80.0)
    >>> found = Range(Column("age", "numeric", "feature", 0, ""), seen)
    >>> found.add(pl.Series([90.0, 95.0]))
    >>> [doubt.remark.code for doubt in found.doubts()]
    ['mostly_outside']
    """

    def __init__(self, column: Column, seen: NumericProfile) -> None:
        self._column, self._seen = column, seen
        self.known = self._outside = 0
        self._kept = Thinned()

    def add(self, values: pl.Series, few: pl.Series | None = None) -> None:
        """Look at more numbers, none of them missing; of `few` of them averages are taken, where these are drawn."""
        self.known += len(values)
        self._kept.add(values if few is None else few)
        least, greatest = self._seen.min, self._seen.max
        if least is not None and greatest is not None and not is_within(values, (least, greatest)):
            self._outside += int(((values < least) | (values > greatest)).sum())

    def merge(self, other: Range) -> None:
        """Add what another one looked at."""
        self.known += other.known
        self._outside += other._outside
        self._kept.merge(other._kept)

    def state(self) -> tuple[int, int, list[float]]:
        """Return what was counted, and the numbers kept."""
        return self.known, self._outside, self._kept.finish().cast(pl.Float64).to_list()

    def with_state(self, state: Sequence[Any]) -> Range:
        """Return one of the same feature with this state."""
        found = Range(self._column, self._seen)
        found.known, found._outside, kept = state
        found._kept.add(pl.Series(kept, dtype=pl.Float64))
        return found

    def doubts(self) -> Iterator[Doubt]:
        """Yield the one doubt, if there is any."""
        column, known, name = self._column, self.known, self._column.name
        if not known:
            return
        kept = self._kept.finish()
        if not column.days_before and (factor := other_unit(kept, self._seen)) is not None:
            yield Doubt(_unit(name, factor, kept, seen=self._seen), stops=known >= _FEW)
        elif self._outside > _MOST_SHARE * known and not column.days_before:
            facts: dict[str, Fact] = {"values": self._outside, "known": known}
            yield Doubt(Remark("mostly_outside", name, facts=facts | self._ends()))
        elif known >= _FEW and self._outside > _DRIFTED * known:
            yield Doubt(Remark("range_drifted", name, facts=self._ends()))
        elif known >= _FEW and _moved(kept, self._seen):
            means = (float(kept.mean()), float(self._seen.mean or 0))  # type: ignore[arg-type]  # a number's mean
            now, before = (_as_said(mean, column) for mean in means)
            yield Doubt(Remark("average_drifted", name, facts={"now": now, "before": before}))

    def _ends(self) -> dict[str, Fact]:
        """Return all that was seen; nothing where its ends are not kept, being those of few customers."""
        if self._seen.min is None or self._seen.max is None:
            return {}
        ends = (self._seen.min, self._seen.max)
        least, greatest = (_as_said(float(end), self._column) for end in ends[:: -1 if self._column.days_before else 1])
        return {"least": least, "greatest": greatest, "share": self._outside / self.known}


def _as_said(number: float, column: Column) -> float | str:
    """Return a number as it is told: days as the date that they stand for."""
    if not column.days_before:
        return number
    return str(date.fromisoformat(column.days_before) - timedelta(days=round(number)))


def _unit(name: str, factor: float, known: pl.Series, *, seen: NumericProfile) -> Remark:
    """Say what another unit looks like, and what to do."""
    code = "unit_too_small" if factor > 1 else "unit_too_large"
    now, before = float(known.median()), float(seen.median or 0)  # type: ignore[arg-type]  # a number's median
    times = round(max(factor, 1 / factor))
    return Remark(code, name, facts={"times": times, "now": now, "before": before})


def _moved(known: pl.Series, seen: NumericProfile) -> bool:
    """Return whether the average has moved by more than two standard deviations."""
    average = known.mean()
    return (
        isinstance(average, float)
        and seen.mean is not None
        and bool(seen.std)
        and abs(average - seen.mean) > _MOVED * float(seen.std or 0)
    )
