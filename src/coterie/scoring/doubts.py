"""Whether customers to be scored look like those the segments were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.number_format import count, readable
from coterie.parsing.cells import as_text, is_texty
from coterie.profiling import NumericProfile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.preparation import PreparedFeature
    from coterie.profiling import ColumnProfile
    from coterie.schema import Column
    from coterie.segmentation import Segmentation
    from coterie.sources import Table

_EXAMPLES = 3


def doubts(segmentation: Segmentation, table: Table, cleaned: pl.DataFrame) -> tuple[str, ...]:
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
    tuple of str
        A sentence for each doubt: values that could not be read, categories never seen, numbers in another range
        (more than half of them beyond everything seen before: often another unit or decimal mark).

    Raises
    ------
    coterie.errors.InputError
        For a feature that holds values, of which not one can be read as what the feature was.
    """
    prepared = {feature.feature: feature for feature in segmentation.preparation.features}
    seen = segmentation.profiles.overall.columns
    found: list[str] = []
    for column in segmentation.schema.features:
        raw, values = table.frame[column.name], cleaned[column.name]
        found += _unread(raw, values, column)
        found += _unseen(values, prepared[column.name])
        found += _elsewhere(values, seen.get(column.name), column.name)
    return tuple(found)


def _unread(raw: pl.Series, values: pl.Series, column: Column) -> Iterator[str]:
    """Find cells that hold something which is not what the feature was."""
    known = as_text(raw) if is_texty(raw.dtype) else raw
    strange = raw.dtype == pl.Boolean and column.type == "numeric"
    if len(known.drop_nulls()) and (strange or not len(values.drop_nulls())):
        raise errors.unreadable_feature(column.name, column.type, str(known.drop_nulls()[0])[:20])
    if len(raw) != len(values) or not is_texty(raw.dtype):
        return
    lost = known.filter(values.is_null() & known.is_not_null())
    if len(lost):
        shown = ", ".join(f"'{cell[:20]}'" for cell in lost.cast(pl.String).head(_EXAMPLES))
        yield f"{column.name}: {count(len(lost))} values could not be used ({shown}) and were filled like missing ones."


def _unseen(values: pl.Series, prepared: PreparedFeature) -> Iterator[str]:
    """Find categories that no segment was built on."""
    if prepared.transform != "one-hot":
        return
    words = values.cast(pl.String)
    new = words.filter(words.is_not_null() & ~words.is_in(list(prepared.categories)))
    if len(new):
        shown = ", ".join(f"'{word[:20]}'" for word in new.unique().sort().head(_EXAMPLES))
        yield f"{prepared.feature}: {count(len(new))} customers have a category never seen before ({shown})."


def _elsewhere(values: pl.Series, seen: ColumnProfile | None, name: str) -> Iterator[str]:
    """Find numbers that mostly lie beyond all that was seen."""
    known = values.drop_nulls()
    if not isinstance(seen, NumericProfile) or seen.min is None or seen.max is None or not len(known):
        return
    outside = int(((known < seen.min) | (known > seen.max)).sum())
    if outside * 2 > len(known):
        yield (
            f"{name}: {count(outside)} of {count(len(known))} values lie outside {readable(seen.min)} to "
            f"{readable(seen.max)}, the range the segments were made from. Is the unit or the decimal mark another?"
        )
