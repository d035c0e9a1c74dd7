"""What a comparison came to, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.monitoring.compared import Alike, Kind, Migration, SegmentShares, Side
from coterie.monitoring.comparison import Why
from coterie.monitoring.drift import Advice, Answer, Drift
from coterie.monitoring.migration import PARTS
from coterie.remarks import say, speaking
from coterie.segmentation.lineage import Refit
from coterie.version import __version__
from coterie.views.drifted import advice, column_said, finding, matters, moved, ordered
from coterie.views.labels import labels_of
from coterie.views.monthly import MonthView, month_lines, month_view
from coterie.views.refit import refit_told
from coterie.views.remarked import Remarked, remarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from coterie.monitoring import Comparison

_NAMED = 3
"""Segments and columns of which the terminal says more."""

REASONS = ("customer", "model", "time", "both", "either", "mixed", "untold")
"""Reasons of moves, in the order in which they are said."""


@dataclass(frozen=True)
class ComparisonView:
    """What `coterie compare --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    kind: Kind
    """Whether customers, two segmentations or two files of assignments were compared."""
    alike: Alike
    """How segments of both sides are known to be the same ones; "named" and "matched" are guesses."""
    old: Side
    new: Side
    answer: Answer | None
    """Whether customers are as they were; null where no customers were given."""
    advice: Advice | None
    """What to do; null where no customers were given."""
    reason: Why | None
    """Why."""
    shares: tuple[SegmentShares, ...]
    """Every segment's share then and now."""
    migration: Migration | None
    """Who went where, and why; null where it is not known who was where."""
    drift: Drift | None
    """How today's customers differ from those that the old segmentation was made from."""
    fits: Drift | None
    """The same of the new segmentation."""
    refit: Refit | None
    """What became of segments, where the new segmentation continues the old one."""
    months: tuple[MonthView, ...]
    """The customers of each month by themselves; empty where that was not asked for."""
    finding: str
    """The headline."""
    says: tuple[str, ...]
    """The rest in words."""
    remarks: tuple[Remarked, ...]
    """What is unlike the customers that the segments were made from."""
    out: Annotated[str | None, Field()] = None
    """The folder of the results, if one was written."""
    run: Annotated[int, Field(ge=1)] | None = None
    """The run's number in the history."""


def comparison_view(found: Comparison, *, out: str | None = None, run: int | None = None) -> ComparisonView:
    """Return what a comparison came to.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> view = comparison_view(coterie.compare(coterie.segment(bank, k=2, evidence="none"), bank))
    >>> view.answer, view.advice, view.migration
    ('steady', 'keep', None)
    """
    return ComparisonView(
        schema_version=1,
        coterie_version=__version__,
        kind=found.kind,
        alike=found.alike,
        old=found.old,
        new=found.new,
        answer=found.answer,
        advice=found.advice,
        reason=found.reason,
        shares=found.shares,
        migration=found.migration,
        drift=found.drift,
        fits=found.fits,
        refit=found.refit,
        months=tuple(map(month_view, found.months)),
        finding=headline(found),
        says=tuple(lines(found)),
        remarks=tuple(map(remarked, found.doubts)),
        out=out,
        run=run,
    )


def speaking_of(found: Comparison, labels: Mapping[str, str] | None = None) -> AbstractContextManager[None]:
    """Say what is shown of a comparison with the labels of its columns, within a `with` block.

    Parameters
    ----------
    found : Comparison
    labels : mapping of str to str, optional
        What a person calls columns.
    """
    columns = () if found.drift is None else [each.name for each in found.drift.columns]
    return speaking(None, labels=labels_of(columns, {**found.labels, **(labels or {})}))


def headline(found: Comparison) -> str:
    """Return the finding: what there is to know if only one thing is read.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none")
    >>> headline(coterie.compare(result.assignments, result.assignments))
    'Nobody moved to another segment'
    """
    said = finding(found)
    if said is not None:
        return said
    if found.migration is not None:
        return moved(found, "moved")
    counts = (sum(getattr(each, side) is not None for each in found.shares) for side in ("before", "after"))
    return say("compare.sizes", **dict(zip(("n", "m"), counts, strict=True)))


def lines(found: Comparison) -> Iterator[str]:
    """Say the rest, on as many lines as a terminal shows at once: what to do, who moved, which shares, which columns.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none")
    >>> list(lines(coterie.compare(result.assignments, result.assignments)))[0]
    'None of the 499 customers in both moved.'
    """
    advised = advice(found)
    if advised is not None:
        yield advised
    if found.refit is not None:
        told = refit_told(found.refit, {each.id: each.name for each in found.shares})
        yield from (told.finding,) if told else ()
    yield from moves_said(found)
    yield from _shares_said(found)
    yield from _drift_said(found)
    yield from month_lines(found.months)
    if found.alike in {"named", "matched"}:
        yield say(f"compare.guess_{found.alike}")


def reason_code(reason: str, *, timed: bool) -> str:
    """Return the code of what is said of a reason: some are of two things, which are three where time is told apart.

    Examples
    --------
    >>> reason_code("mixed", timed=True), reason_code("customer", timed=True), reason_code("both", timed=False)
    ('mixed_timed', 'customer', 'both')
    """
    return f"{reason}_timed" if timed and reason in {"both", "either", "mixed"} else reason


def moves_said(found: Comparison) -> Iterator[str]:
    """Say how many moved, by what, and who came and went."""
    if found.migration is None:
        if found.kind == "customers" and all(each.code != "ids_gone" for each in found.doubts):
            yield say("compare.unknown" if found.with_ids else "compare.without_ids")
        return
    reasons = found.migration.reasons
    timed = "" if found.migration.days is None else "_timed"
    if reasons.untold:
        yield say("compare.moves_untold", n=reasons.moved, of=reasons.common)
    elif alone := next((name for name in PARTS if 0 < getattr(reasons, name) == reasons.moved), None):
        yield say(f"compare.moves_all_{alone}", n=reasons.moved, of=reasons.common)
    elif reasons.moved:
        counts = [(name, getattr(reasons, name)) for name in REASONS]
        parts = [say(f"compare.by_{reason_code(name, timed=bool(timed))}", n=n) for name, n in counts if n]
        yield say("compare.moves", n=reasons.moved, of=reasons.common, parts=parts)
    elif reasons.common:
        yield say("compare.moves_none", n=reasons.common)
    else:
        yield say("compare.nobody")
    if reasons.cancelled:
        yield say(f"compare.cancelled{timed}", n=reasons.cancelled)
    if found.migration.split == "model_only":
        yield say("compare.model_only")
    else:
        yield say("compare.came_and_went", joined=reasons.joined, left=reasons.left)


def _shares_said(found: Comparison) -> Iterator[str]:
    changed = sorted((each for each in found.shares if each.sure), key=lambda each: -abs(each.change))
    if not changed:
        yield say("compare.shares_same")
        return
    yield from map(share_said, changed[:_NAMED])
    if len(changed) > _NAMED:
        yield say("compare.share_others", n=len(changed) - _NAMED)
    if len(found.shares) > len(changed) and len(changed) <= _NAMED:
        yield say("compare.share_more", n=len(found.shares) - len(changed))


def share_said(each: SegmentShares) -> str:
    """Return how a segment's share changed."""
    if each.before is None or each.after is None:
        code, share = ("new", each.after) if each.before is None else ("gone", each.before)
        return say(f"compare.share_{code}", name=each.name, before=share and share.share, after=share and share.share)
    own = each.after
    return say(
        "compare.share_line", name=each.name, before=each.before.share, after=own.share, low=own.low, high=own.high
    )


def _drift_said(found: Comparison) -> Iterator[str]:
    """Say which columns changed by much, and what of it matters; of nothing nothing."""
    if found.drift is None or found.answer != "drifted":
        return
    for column in ordered(found.drift)[:_NAMED]:
        if column.large:
            yield say("compare.line", column=column.name, says=column_said(found, column))
    yield from matters(found)
