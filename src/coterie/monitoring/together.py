"""The comparisons themselves, one for each kind of what is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

import polars as pl

from coterie import errors
from coterie.monitoring.before import Before, before_of
from coterie.monitoring.compared import Migration, Side
from coterie.monitoring.comparison import Comparison
from coterie.monitoring.holding import held
from coterie.monitoring.identifying import (
    Together,
    by_customers,
    by_ids,
    by_lineage,
    by_names,
    common_to,
    named,
    renumbered,
)
from coterie.monitoring.idling import Elapsed, placed_idle, timed, with_idle
from coterie.monitoring.labelling import WHO
from coterie.monitoring.migrating import changes_of, migration_of
from coterie.monitoring.migration import AFTER, BACK, BEFORE, RESCORED
from coterie.monitoring.months import months_of
from coterie.monitoring.shares import shares_of
from coterie.monitoring.walking import Walked, Where, walk, watch
from coterie.profiling import NumericProfile
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coterie.monitoring.compared import Split
    from coterie.monitoring.opening import Assigned
    from coterie.segmentation import Segmentation


class Moved(TypedDict):
    """Who moved."""

    migration: Migration | None
    changes: pl.DataFrame | None


class Words(TypedDict):
    """What sentences need."""

    medians: dict[str, float]
    labels: dict[str, str]


@dataclass(frozen=True)
class Given:
    """What is known beside the two sides.

    Attributes
    ----------
    names : tuple of (str, str)
        What the two sides are called.
    where : Where
        How customers are read.
    on : path or frame, or None
        Customers whom two segmentations score.
    old_assignments, old_customers : path or frame, or None
        Who was in which segment, and what they were like.
    by_month : bool
        Whether each month is compared by itself, too.
    date : str or None
        The column that says which month a row is of.
    """

    names: tuple[str, str]
    where: Where
    on: object | None = None
    old_assignments: object | None = None
    old_customers: object | None = None
    by_month: bool = False
    date: str | None = None


def with_customers(old: Segmentation, customers: object, given: Given) -> Comparison:
    """Compare segments with customers of another day."""
    before = before_of(old, given.where, assignments=given.old_assignments, customers=given.old_customers)
    if given.by_month or (before is not None and old.purchases is not None):
        customers = held(customers, given.where.reading)
    now, seen = watch(old, customers, given.where, label=before is not None)
    moves, time = None, Elapsed()
    if before is not None and now.labels is not None and now.key == old.schema.id:
        moves = _joined(before.labels, now.labels, AFTER).with_columns(pl.col(AFTER).alias(RESCORED))
        moves, time = timed(moves, old, customers, where=given.where, then=before.as_of, now=now.bought)
    months = months_of(old, customers, given.where, date=given.date) if given.by_month else ()
    then = _sizes(old) if before is None else before.counts(old)
    sides = Side(given.names[0], old.short_hash, sum(then.values())), _new_side(given, old, now)
    return Comparison(
        "customers",
        "same",
        *sides,
        shares=shares_of(then, _placed(now.counts, named(old)), named(old)),
        drift=seen,
        fits=None,
        refit=None,
        doubts=(*(before.doubts if before else ()), *time.doubts, *now.doubts),
        stops=now.stops,
        months=months,
        with_ids=old.schema.id is not None,
        **_words(old),
        **_moved(moves, list(named(old)), "customers_only", old.schema.id, time.days),
    )


def two_segmentations(old: Segmentation, new: Segmentation, given: Given) -> Comparison:
    """Compare two segmentations, by customers whom both score where there are any."""
    together = by_lineage(old, new)
    if given.on is None:
        if together is None:
            raise errors.monitoring.no_lineage()
        return _by_what_they_keep(old, new, together, given)
    customers = held(given.on, given.where.reading)
    first, seen = watch(old, customers, given.where, label=True)
    second, fits = watch(new, customers, given.where, label=True)
    assert first.labels is not None  # noqa: S101 - for the type checker: they were asked for
    assert second.labels is not None  # noqa: S101 - as above
    if together is None:
        together = by_customers(named(old), named(new), common_to(first.labels, second.labels))
    before = None
    if first.key == old.schema.id:
        before = before_of(old, given.where, assignments=given.old_assignments, customers=given.old_customers)
    today = _joined(
        first.labels.rename({"segment_id": RESCORED}), renumbered(second.labels, together), AFTER, how="inner"
    )
    moves, split = _both(today, before, new, together, given)
    time = Elapsed()
    if before is not None:
        moves, time = timed(moves, old, customers, where=given.where, then=before.as_of, now=first.bought)
    if time.idle is not None:
        moves, split = _by_both_models(moves, placed_idle(new, customers, where=given.where, idle=time.idle), together)
    then = first.counts if before is None else before.counts(old)
    after = {together.new[number]: n for number, n in _placed(second.counts, named(new)).items()}
    return Comparison(
        "segmentations",
        together.alike,
        Side(given.names[0], old.short_hash, sum(then.values())),
        _new_side(given, new, second),
        shares=shares_of(_placed(then, named(old)), after, together.names),
        drift=seen,
        fits=fits,
        refit=new.refit if new.parent == old.short_hash else None,
        doubts=(*_swapped(old, new), *(before.doubts if before else ()), *time.doubts, *second.doubts),
        stops=second.stops,
        **_words(new, old),
        **_moved(moves, list(together.names), split, new.schema.id, time.days),
    )


def two_assignments(old: Assigned, new: Assigned, given: Given) -> Comparison:
    """Compare two files of assignments."""
    together = _of_files(old, new)
    same = old.short_hash is not None and old.short_hash == new.short_hash
    after = renumbered(new.frame, together)
    moves = _joined(old.frame.rename({"segment_id": BEFORE}), after, AFTER)
    moves = moves.with_columns(pl.col(AFTER).alias(RESCORED))
    return Comparison(
        "assignments",
        together.alike,
        Side(given.names[0], old.short_hash, old.frame.height),
        Side(given.names[1], new.short_hash, new.frame.height),
        shares=shares_of(_counted(old.frame, set(old.names)), _counted(after, together.there), together.names),
        drift=None,
        fits=None,
        refit=None,
        doubts=(),
        stops=False,
        medians={},
        labels={},
        **_moved(moves, list(together.names), "customers_only" if same else "untold", new.key),
    )


def _by_what_they_keep(old: Segmentation, new: Segmentation, together: Together, given: Given) -> Comparison:
    sizes = _sizes(old), _sizes(new)
    return Comparison(
        "segmentations",
        together.alike,
        Side(given.names[0], old.short_hash, sum(sizes[0].values())),
        Side(given.names[1], new.short_hash, sum(sizes[1].values())),
        shares=shares_of(*sizes, together.names),
        drift=None,
        fits=None,
        migration=None,
        refit=new.refit if new.parent == old.short_hash else None,
        doubts=tuple(_swapped(old, new)),
        stops=False,
        changes=None,
        **_words(new, old),
    )


def _swapped(old: Segmentation, new: Segmentation) -> Iterator[Remark]:
    """Tell of a first segmentation that was made anew from the second."""
    if old.parent == new.short_hash != old.short_hash:
        yield Remark("swapped_in_time", facts={"old": old.short_hash, "new": new.short_hash})


def _of_files(old: Assigned, new: Assigned) -> Together:
    """Return which segments of two files are the same ones: as those say that they come from, else a guess."""
    if old.segmentation is not None and new.segmentation is not None:
        found = by_lineage(old.segmentation, new.segmentation)
        if found is not None:
            return found
    if old.short_hash is not None and old.short_hash == new.short_hash:
        return by_ids("same", old.names, new.names)
    if old.short_hash is None or new.short_hash is None:
        found = by_names(old.names, new.names)
        if found is not None:
            return found
    return by_customers(old.names, new.names, common_to(old.frame, new.frame))


def _both(
    today: pl.DataFrame, before: Before | None, new: Segmentation, together: Together, given: Given
) -> tuple[pl.DataFrame, Split]:
    """Return moves between two segmentations, and how they are split."""
    if before is None:
        return today.with_columns(pl.col(RESCORED).alias(BEFORE)), "model_only"
    if before.customers is None:
        return before.labels.join(today, on=WHO, how="full", coalesce=True, maintain_order="left_right"), (
            "customers_first"
        )
    back = walk(new, before.customers, replace(given.where, decimal="auto"), label=True).labels
    assert back is not None  # noqa: S101 - for the type checker: it was asked for
    then = before.labels.join(renumbered(back, together).rename({"segment_id": BACK}), on=WHO, how="left")
    return then.join(today, on=WHO, how="full", coalesce=True, maintain_order="left_right"), "shapley"


def _by_both_models(moves: pl.DataFrame, placed: pl.DataFrame | None, together: Together) -> tuple[pl.DataFrame, Split]:
    """Return moves in which both models say where customers would be by time alone, so that no order matters."""
    plain = moves.drop(BACK, strict=False)
    if placed is None:
        return plain, "customers_first"
    return with_idle(plain, renumbered(placed, together), BACK), "shapley"


def _joined(then: pl.DataFrame, now: pl.DataFrame, called: str, how: str = "full") -> pl.DataFrame:
    renamed = now.rename({"segment_id": called})
    return then.join(renamed, on=WHO, how=how, coalesce=True, maintain_order="left_right" if how == "full" else "left")  # type: ignore[arg-type] # one of the two


def _moved(moves: pl.DataFrame | None, ids: list[int], split: Split, key: str | None, days: int | None = None) -> Moved:
    if moves is None:
        return {"migration": None, "changes": None}
    return {"migration": migration_of(moves, ids, split, days=days), "changes": changes_of(moves, key or "row", split)}


def _words(said: Segmentation, counted: Segmentation | None = None) -> Words:
    """Return what sentences need: labels of the one that is in use, and medians of the one that is compared with."""
    profiles = (counted or said).profiles.overall.columns
    medians = {
        name: each.median
        for name, each in profiles.items()
        if isinstance(each, NumericProfile) and each.median is not None
    }
    return {"medians": medians, "labels": said.labels or {}}


def _new_side(given: Given, segmentation: Segmentation, walked: Walked) -> Side:
    return Side(given.names[1], segmentation.short_hash, sum(walked.counts.values()), walked.sha256)


def _sizes(segmentation: Segmentation) -> dict[int, int]:
    """Return the customers of each segment when it was made."""
    return {each.id: each.size for each in segmentation.segments}


def _placed(counts: Mapping[int, int], names: Mapping[int, str]) -> dict[int, int]:
    """Return counts of all segments, without those who have none."""
    return {number: counts.get(number, 0) for number in names}


def _counted(frame: pl.DataFrame, ids: set[int]) -> dict[int, int]:
    counts = dict(frame["segment_id"].value_counts().iter_rows())
    return {number: counts.get(number, 0) for number in sorted(ids)}
