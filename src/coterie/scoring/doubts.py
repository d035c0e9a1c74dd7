"""Whether customers to be scored keep to the contract of the segments: columns, types, units, categories, ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.cleaning.columns import clean_column
from coterie.parsing.cells import as_number, as_text, is_texty
from coterie.profiling import NumericProfile
from coterie.remarks import Remark
from coterie.scoring.units import other_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.preparation import PreparedFeature
    from coterie.profiling import ColumnProfile
    from coterie.remarks import Fact
    from coterie.schema import Column
    from coterie.segmentation import Segmentation
    from coterie.sources import Table

_EXAMPLES = 3
_FEW = 10
_MOST_SHARE = 0.5
_DRIFTED = 0.1
_MOVED = 2.0
_MORE_MISSING = 0.3


@dataclass(frozen=True)
class Doubt:
    """Something about new customers that the segments were not made for.

    Attributes
    ----------
    remark : Remark
        What is doubtful, about a feature.
    stops : bool
        Whether most segments would be wrong, so that going on makes no sense.
    """

    remark: Remark
    stops: bool = False


def doubts(segmentation: Segmentation, table: Table, cleaned: pl.DataFrame) -> tuple[Doubt, ...]:
    """Compare new customers with those the segments were made from, feature by feature.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    table : coterie.sources.Table
        The new customers as they were read.
    cleaned : polars.DataFrame
        The same, cleaned by the old plan.

    Returns
    -------
    tuple of Doubt
        Values that cannot be read, values now missing, categories never seen, another unit, another range. They stop
        the work where more than half of the customers, and at least ten, are concerned: values that cannot be read,
        categories never seen, and every value in another unit.

    Raises
    ------
    coterie.errors.InputError
        For a feature that holds values, of which not one can be read as what the feature was.
    """
    prepared = {feature.feature: feature for feature in segmentation.preparation.features}
    seen = segmentation.profiles.overall.columns
    before = segmentation.source.rows
    found: list[Doubt] = []
    for column in segmentation.schema.features:
        raw, values = table.frame[column.name], cleaned[column.name]
        if unit := _beyond_all(raw, column, seen.get(column.name)):
            found.append(unit)
            continue
        found += _unread(raw, values, column)
        found += _gone(raw, column, before)
        found += _unseen(values, prepared[column.name])
        found += _elsewhere(values, seen.get(column.name), column)
    return tuple(found)


def _beyond_all(raw: pl.Series, column: Column, seen: ColumnProfile | None) -> Doubt | None:
    """Say what has become of numbers that mostly cannot be, before they are taken as missing."""
    if column.bounds is None:
        return None
    every, _ = clean_column(raw, replace(column, codes=(), bounds=None))
    never = int((~every.is_between(*column.bounds)).sum())
    found = next(_elsewhere(every, seen, column), None)
    return replace(found, stops=True) if found and _mostly(never, every.count()) else None


def _unread(raw: pl.Series, values: pl.Series, column: Column) -> Iterator[Doubt]:
    """Find cells that hold something which is not what the feature was."""
    known = as_text(raw) if is_texty(raw.dtype) else raw
    strange = raw.dtype == pl.Boolean and column.type == "numeric"
    if len(known.drop_nulls()) and (strange or not len(values.drop_nulls())):
        raise errors.columns.unreadable_feature(column.name, column.comes_as, str(known.drop_nulls()[0])[:20])
    if not is_texty(raw.dtype) and not column.codes and column.bounds is None:
        return
    if raw.dtype.is_float():
        known = as_number(raw)
    if len(raw) != len(values):  # rows that repeat a customer were dropped
        values = clean_column(raw, column)[0]
    lost = known.filter(values.is_null() & known.is_not_null())
    if len(lost):
        shown = tuple(cell[:20] for cell in lost.cast(pl.String).head(_EXAMPLES))
        code = "value_unusable" if len(lost) == 1 else "values_unusable"
        remark = Remark(code, column.name, facts={"values": len(lost), "examples": shown})
        yield Doubt(remark, stops=_mostly(len(lost), known.count()))


def _mostly(some: int, all_: int) -> bool:
    """Return whether more than half are concerned, of more than a few."""
    return all_ >= _FEW and some > _MOST_SHARE * all_


def _gone(raw: pl.Series, column: Column, before: int) -> Iterator[Doubt]:
    """Find features that had values and lack many now."""
    values = as_text(raw) if is_texty(raw.dtype) or raw.dtype.is_float() else raw
    now = values.null_count() / max(len(values), 1)
    then = column.missing / max(before, 1)
    if len(values) >= _FEW and now - then > _MORE_MISSING:
        yield Doubt(Remark("more_missing", column.name, facts={"now": now, "before": then}))


def _unseen(values: pl.Series, prepared: PreparedFeature) -> Iterator[Doubt]:
    """Find categories that no segment was built on."""
    if prepared.transform != "one-hot":
        return
    words = values.cast(pl.String)
    new = words.filter(words.is_not_null() & ~words.is_in(list(prepared.categories)))
    if len(new):
        shown = tuple(word[:20] for word in new.unique().sort().head(_EXAMPLES))
        facts: dict[str, Fact] = {"customers": len(new), "examples": shown}
        numbers = as_number(new).null_count() == 0 and as_number(pl.Series(list(prepared.categories))).count() == 0
        facts |= {"word": prepared.categories[0][:20]} if numbers else {}
        code = "numbers_for_categories" if numbers else "unseen_category"
        yield Doubt(Remark(code, prepared.feature, facts=facts), stops=_mostly(len(new), words.count()))


def _elsewhere(values: pl.Series, seen: ColumnProfile | None, column: Column) -> Iterator[Doubt]:
    """Find numbers in another unit, and numbers that many of lie beyond all that was seen."""
    known, name = values.drop_nulls(), column.name
    if not isinstance(seen, NumericProfile) or seen.mean is None or not len(known):
        return
    outside, facts = _outside(known, seen, column)
    if not column.days_before and (factor := other_unit(known, seen)) is not None:
        yield Doubt(_unit(name, factor, known, seen=seen), stops=len(known) >= _FEW)
    elif outside > _MOST_SHARE * len(known) and not column.days_before:
        yield Doubt(Remark("mostly_outside", name, facts={"values": outside, "known": len(known)} | facts))
    elif len(known) >= _FEW and outside > _DRIFTED * len(known):
        yield Doubt(Remark("range_drifted", name, facts=facts))
    elif len(known) >= _FEW and _moved(known, seen):
        means = (float(known.mean()), float(seen.mean or 0))  # type: ignore[arg-type]  # a number's mean
        now, before = (_as_said(mean, column) for mean in means)
        yield Doubt(Remark("average_drifted", name, facts={"now": now, "before": before}))


def _outside(known: pl.Series, seen: NumericProfile, column: Column) -> tuple[int, dict[str, Fact]]:
    """Count numbers beyond all that was seen; none where its ends are not kept, being those of few customers."""
    if seen.min is None or seen.max is None:
        return 0, {}
    outside = int(((known < seen.min) | (known > seen.max)).sum())
    ends = (seen.max, seen.min) if column.days_before else (seen.min, seen.max)
    least, greatest = (_as_said(float(end), column) for end in ends)
    return outside, {"least": least, "greatest": greatest, "share": outside / len(known)}


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
