"""Segments made anew from those that there are: scored by the old model, clustered, matched, named and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.monitoring.before import Before, assigned_before
from coterie.monitoring.changing import changed
from coterie.monitoring.continuing import continued
from coterie.monitoring.guessing import guessed, near_enough
from coterie.monitoring.holding import held
from coterie.monitoring.idling import Elapsed, timed
from coterie.monitoring.labelling import WHO, crosstab, labelled, rescored
from coterie.monitoring.matching import are_strangers, became, came, matched
from coterie.monitoring.migration import AFTER, BEFORE, counted
from coterie.monitoring.summing_up import moves_of, new_segments, old_segments, start_of
from coterie.monitoring.walking import Where
from coterie.naming import load_catalogue
from coterie.options.options import JOINING, READING
from coterie.remarks import Remark
from coterie.scoring import Checks, Passing, made_again
from coterie.scoring.scorer import Decimal, with_decimal
from coterie.segmentation import Fitted, Result, Segmentation
from coterie.segmentation.continuing import Continuing, options_again
from coterie.segmentation.describing import describe_as
from coterie.segmentation.fitting import How, fit_with
from coterie.segmentation.lineage import Prefer, Refit
from coterie.transactions import Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coterie.segmentation.lineage import Match

WITHIN: dict[Prefer, float] = {"auto": 0.01, "identity": 0.05, "fit": 0.0}
"""What part of the best inertia may be lost so that segments stay who they are."""


@dataclass(frozen=True, eq=False)
class Refitted:
    """Segments made anew.

    Attributes
    ----------
    result : Result
        As `coterie.segment` gives it, under the ids and names of before.
    changes : polars.DataFrame
        A row for each customer whose segment is another one: the id, `from`, `to`, `reason` and `fate`.
    doubts : tuple of Remark
        What differs from the customers that the segments were made from before, where it did not stop the work.
    """

    result: Result
    changes: pl.DataFrame
    doubts: tuple[Remark, ...]

    @property
    def segmentation(self) -> Segmentation:
        """The segments, without any customer."""
        return self.result.segmentation

    @property
    def refit(self) -> Refit:
        """What became of each segment, where each comes from, and how many moved."""
        assert self.segmentation.refit is not None  # noqa: S101 - for the type checker: a refit has one
        return self.segmentation.refit


@dataclass(frozen=True)
class Asked:
    """What a refit is asked for.

    Attributes
    ----------
    options : mapping
        Options of a segmentation by name; None: as before.
    prefer : {"auto", "identity", "fit"}
    before : path or frame, or None
        The assignments of before.
    checks : {"usual", "strict", "lenient"}
    how : How
        How the customers are gone through, and who is told of it.
    decimal : {"auto", ".", ","}
        The mark before decimals; "auto": that of before.
    """

    options: Mapping[str, Any]  # each of its own type
    prefer: Prefer
    before: object | None
    checks: Checks
    how: How
    decimal: Decimal = "auto"

    def of(self, names: Sequence[str]) -> dict[str, Any]:  # as above
        """Return some of the options."""
        return {name: self.options[name] for name in names}


def again(earlier: Segmentation, source: object, asked: Asked) -> Refitted:
    """Make segments anew: see `coterie.refit`."""
    how, reading = asked.how, asked.of(READING)
    tell = how.on_progress or (lambda *_: None)
    tell("Reading", 0, 1)
    reads = with_decimal(earlier, asked.decimal)
    if earlier.purchases is not None and asked.before is not None:
        source = held(source, reading, streams=how.engine == "streaming")
    came_as = made_again(reads, source, checks=asked.checks, joining=asked.of(JOINING), **reading)
    made = came_as if isinstance(came_as, Made) else None
    customers = came_as if made is None else made.table
    customers = held(customers, reading, streams=how.engine == "streaming")
    passing = Passing(reads, customers, checks=asked.checks, **reading)
    options = options_again(reads, passing.columns, asked.options)
    load_catalogue(options.catalogue)  # a wrong one is told now, not after the work
    followed = earlier.schema.id is None or earlier.schema.id in passing.columns
    before: Before | None = None
    if asked.before is not None and followed:
        before = assigned_before(asked.before, earlier)
    tell("Scoring", 0, 1)
    now = rescored(passing)
    known = None if before is None else before.labels
    strangers = known is not None and are_strangers(now.join(known, on=WHO, how="semi").height, now.height)
    going = Continuing(reads, None if strangers else WITHIN[asked.prefer], made)
    fitted = fit_with(customers, options, how, continuing=going)
    result = describe_as(fitted, options, {}, kept=asked.options["k"] is None)
    moves, time = labelled(now, result, known), Elapsed()
    if before is not None and made is not None:
        where = Where(reading, asked.of(JOINING), decimal=asked.decimal)
        moves, time = timed(moves, earlier, source, where=where, then=before.as_of, now=made.purchases)
    gone = () if followed else (Remark("ids_gone", column=earlier.schema.id, rows=now.height),)
    doubted = before.doubts if before else ()
    doubts = (*(made.purchases.doubts if made else ()), *gone, *doubted, *time.doubts, *passing.doubts)
    return _Matching(earlier, fitted, result, going, moves, time.days).refitted(
        asked.prefer, known=before is not None, doubts=doubts
    )


@dataclass(frozen=True)
class _Matching:
    """Segments made anew, and customers with their segments then and now."""

    earlier: Segmentation
    fitted: Fitted
    result: Result
    going: Continuing
    moves: pl.DataFrame
    days: int | None

    def refitted(self, prefer: Prefer, *, known: bool, doubts: tuple[Remark, ...]) -> Refitted:
        """Match the segments, and say what became of them."""
        old = [each.id for each in self.earlier.identities.segments]
        k = len(self.result.segmentation.centers)
        common = self.moves.filter(pl.col(BEFORE).is_not_null())
        shared, everyone = (crosstab(each, old, k) for each in (common, self.moves))
        match = self._guessed(matched(shared, everyone), shared)
        fresh = self.result.segmentation.names
        fates = became(shared, match)
        origins = came(shared, match, fates)
        result = continued(self.fitted, self.result, self.earlier, match=match, origins=origins)
        found = result.segmentation
        ids = [each.id for each in found.identities.segments]
        moves = self.moves.with_columns(_permanent(ids))
        then = old_segments(self.earlier, ids, fates, shared=shared, match=match)
        new = new_segments(found, self.earlier, origins, fresh=fresh)
        warmed = self.fitted.population.everyone.warmed if k == len(old) else None
        refit = Refit(
            prefer=prefer,
            start=start_of(warmed),
            loss=None if warmed is None else warmed.loss,
            known=known,
            common=int(shared.sum()),
            old=then,
            new=new,
            moves=moves_of(counted(moves), self.days),
        )
        key = found.schema.id or "row"
        changes = changed(moves, key=key, old=then, new=new)
        return Refitted(replace(result, segmentation=replace(found, refit=refit)), changes, doubts)

    def _guessed(self, match: Match, shared: NDArray[np.int64]) -> Match:
        """Match those with too few customers in common by their centroids."""
        if not match.thin_old and not match.thin_new:
            return match
        everyone = self.fitted.population.everyone
        prepared = self.going.prepared(everyone.frame, everyone.schema)
        made = self.fitted.case.sweep[len(match.old)]
        new = np.stack([prepared[made.labels == place].mean(axis=0) for place in range(len(match.old))])
        near = near_enough(prepared, made, new)
        return guessed(match, shared, old=np.array(self.earlier.centers), new=new, near=near)


def _permanent(ids: Sequence[int]) -> pl.Expr:
    """Return who each segment is that has a place so far."""
    return pl.col(AFTER).replace(dict(enumerate(ids))).alias(AFTER)
