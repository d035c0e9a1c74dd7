"""What is said of customers who are not as they were, and of what is to be done."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie.monitoring.drift import FEWEST
from coterie.monitoring.migration import PARTS
from coterie.number_format import count, readable
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.monitoring import Comparison
    from coterie.monitoring.drift import Drift
    from coterie.monitoring.drift_columns import ColumnDrift
    from coterie.monitoring.drift_segments import SharesDrift

_NAMED = 2
"""Columns that a headline names."""


def finding(found: Comparison) -> str | None:
    """Return the headline of a comparison with customers; None of one without.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> finding(coterie.compare(coterie.segment(bank, k=2, evidence="none"), bank))
    'Steady: customers are like those the segments were made from'
    """
    if found.answer is None:
        return None
    if found.answer == "steady":
        return _steady(found)
    if found.answer == "too_few" and found.drift is not None:
        return say("compare.too_few", n=found.drift.before, m=found.drift.after)
    code = "fits" if found.reason == "fits" else found.advice
    return say(f"compare.drifted_{code}", what=what(found.drift, stops=found.stops))


def moved(found: Comparison, stem: str) -> str:
    """Return how many moved, and by what, as a headline says it.

    Parameters
    ----------
    found : Comparison
        With its migration.
    stem : {"steady", "moved"}
    """
    assert found.migration is not None  # noqa: S101 - for the type checker: who calls this has looked
    reasons = found.migration.reasons
    share = reasons.moved / max(reasons.common, 1)
    if not reasons.moved:
        return say(f"compare.{stem}_none" if reasons.common else f"compare.{stem}_nobody")
    if reasons.untold:
        return say("compare.moved_untold", share=share)
    several = "timed" if reasons.time > reasons.customer else "moved"
    code = next((name for name in PARTS if getattr(reasons, name) == reasons.moved), several)
    parts = {name: getattr(reasons, name) / max(reasons.common, 1) for name in PARTS}
    return say(f"compare.{stem}_{code}", share=share, **parts)


def _steady(found: Comparison) -> str:
    return say("compare.steady") if found.migration is None else moved(found, "steady")


def what(seen: Drift | None, *, stops: bool = False) -> str:
    """Return what drifted, as a part of a headline."""
    if stops or seen is None:
        return say("compare.what_spoiled")
    large = ordered(seen)
    if seen.reason == "unit":
        return _unit("what_unit", next(each for each in large if each.cause == "unit"))
    if seen.reason == "missing":
        worst = next(each for each in large if each.cause == "missing")
        return say("compare.what_missing", column=worst.name, after=worst.missing_after)
    if seen.reason == "column":
        return _columns([each.name for each in large if each.large])
    unlike = seen.unlike.after if seen.unlike else 0.0
    return say(f"compare.what_{seen.reason}", after=unlike)


def _columns(names: list[str]) -> str:
    if len(names) > _NAMED + 1:
        return say("compare.what_column_more", columns=names[:_NAMED], n=len(names) - _NAMED)
    return say("compare.what_column", n=len(names), columns=names)


def ordered(seen: Drift) -> list[ColumnDrift]:
    """Return the columns by the size of their change, those whose unit changed first.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> other = bank.with_columns(income=bank["income"] * 2, age=bank["age"] + 9)
    >>> found = coterie.compare(coterie.segment(bank, features=["age", "income"], k=2, evidence="none"), other)
    >>> [(each.name, each.cause) for each in ordered(found.drift)]
    [('income', 'unit'), ('age', 'shift')]
    """
    return sorted(seen.columns, key=lambda each: (each.cause != "unit", not each.large, not each.changed, -each.psi))


def advice(found: Comparison) -> str | None:
    """Return what to do, and why; None where no customers were seen.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> advice(coterie.compare(coterie.segment(bank, k=2, evidence="none"), bank))
    'Keep the segments: nothing large changed, and nothing that matters to them.'
    """
    if found.reason == "steady" and found.kind == "segmentations" and found.migration and found.migration.reasons.model:
        return say("compare.advice_as_old")
    return None if found.reason is None else say(f"compare.advice_{found.reason}", least=FEWEST)


def column_said(found: Comparison, column: ColumnDrift) -> str:
    """Return how a column changed."""
    if column.cause == "unit":
        return _unit("unit", column)
    if column.cause == "missing":
        return say("compare.missing", after=column.missing_after, before=column.missing_before)
    if column.cause == "categories":
        return say("compare.categories", n=column.unseen, examples=column.examples)
    if column.cause is None or column.cause == "span":
        return say("compare.span" if column.cause else "compare.as_before")
    before = found.medians.get(column.name)
    if before is None or column.median is None:
        return say("compare.shift")
    return say("compare.shift_median", before=before, after=column.median)


def _unit(stem: str, column: ColumnDrift) -> str:
    """Say by what all numbers were multiplied or divided; round factors are exact."""
    factor = column.factor or 1.0
    code, times = ("times", factor) if factor >= 1 else ("part", 1 / factor)
    said = count(round(times)) if math.isclose(times, round(times)) else readable(times)
    return say(f"compare.{stem}_{code}", column=column.name, factor=said)


def matters(found: Comparison) -> Iterator[str]:
    """Yield a sentence for each change that matters: to shares, to distances, to how many are unlike anyone."""
    seen = found.drift
    if seen is None or seen.shares is None or seen.distances is None or seen.unlike is None:
        return
    distances, unlike = seen.distances, seen.unlike
    yield _shares(seen.shares, [each.name for each in found.shares if each.sure])
    code = "none" if not distances.matters else "matter_by" if distances.feature else "matter"
    yield say(
        f"compare.distances_{code}", after=distances.after, before=distances.before, column=distances.feature or ""
    )
    code = "matter" if unlike.matters else "few" if unlike.changed else "none"
    yield say(f"compare.unlike_{code}", after=unlike.after, before=unlike.before)


def _shares(seen: SharesDrift, sure: list[str]) -> str:
    """Say whether the shares changed overall, and name the segments for which the answer is different."""
    if seen.matters:
        return say("compare.shares_matter", psi=seen.psi)
    alone = "" if bool(sure) == seen.changed else "_but" if sure else "_together"
    code = f"compare.shares_{'changed' if seen.changed else 'none'}{alone}"
    return say(code, psi=seen.psi, n=len(sure), names=sure[:_NAMED]) if alone == "_but" else say(code, psi=seen.psi)
