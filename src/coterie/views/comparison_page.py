"""What the page of a comparison shows, decided before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import decimals, percent
from coterie.remarks import capital, joined, say, words
from coterie.remarks.labelling import column_label
from coterie.version import __version__
from coterie.views.compared import headline, moves_said
from coterie.views.drifted import advice, column_said, matters, ordered
from coterie.views.monthly import MonthRow, month_rows
from coterie.views.moved import MovesShown, moves_shown
from coterie.views.refit import RefitTold, refit_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.monitoring import Comparison
    from coterie.monitoring.compared import SegmentShares, Share
    from coterie.monitoring.drift_columns import ColumnDrift

_UNTIMED = frozenset(("time_of_unknown_day", "time_out_of_reach"))
"""Doubts that say why time is not told apart."""

_FEW = 1000
"""Of fewer customers the page says that small changes are lost in chance."""


@dataclass(frozen=True)
class ShareRow:
    """One segment's share then and now, as texts, and as places between 0 and the largest share."""

    id: int
    name: str
    before: str
    after: str
    change: str
    between: str
    sure: bool
    then: tuple[float, float, float] | None
    now: tuple[float, float, float] | None
    """Low end, share and high end."""


@dataclass(frozen=True)
class ColumnRow:
    """How one column changed."""

    label: str
    size: str
    strong: bool
    psi: str
    by_chance: str
    large_above: str
    says: str


@dataclass(frozen=True)
class Unsaid:
    """What the page cannot tell, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class ComparisonPage:
    """What the page shows.

    Attributes
    ----------
    overline, finding : str
        The line above the headline, and the headline.
    kind : str
        "steady", "drifted", "too_few" or "none", which decides the sign beside the verdict.
    verdict, advice : str
    first : tuple of str
        What is told before anything else: other units, and guesses.
    shares : tuple of ShareRow
    largest : str
        The share at the right end of the strips.
    moves : MovesShown or None
    said : tuple of str
        Who moved, in sentences.
    split : str
        How moves are split.
    refit : RefitTold or None
    columns : tuple of ColumnRow
    matters, remarks : tuple of str
    months : tuple of MonthRow
    titles : tuple of (int, str)
        The segments of the months' shares.
    unsaid : tuple of Unsaid
    version : str
    """

    overline: str
    page_title: str
    finding: str
    kind: str
    verdict: str
    advice: str
    first: tuple[str, ...]
    shares: tuple[ShareRow, ...]
    largest: str
    moves: MovesShown | None
    said: tuple[str, ...]
    split: str
    refit: RefitTold | None
    columns: tuple[ColumnRow, ...]
    matters: tuple[str, ...]
    remarks: tuple[str, ...]
    months: tuple[MonthRow, ...]
    titles: tuple[tuple[int, str], ...]
    unsaid: tuple[Unsaid, ...]
    version: str


def comparison_page(found: Comparison, *, title: str | None = None) -> ComparisonPage:
    """Return what the page of a comparison shows.

    Examples
    --------
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> page = comparison_page(coterie.compare(coterie.segment(bank, k=2, evidence="none"), bank))
    >>> page.verdict, len(page.shares), page.moves
    ('Steady', 2, None)
    """
    kind = found.answer or "none"
    names = {each.id: each.name for each in found.shares}
    largest = max((_high(each) for each in found.shares), default=1.0) or 1.0
    code = "compare.overline_titled" if title else "compare.overline"
    sides = {"old": found.old.name, "new": found.new.name}
    return ComparisonPage(
        overline=say(code, title=title, customers=found.new.customers, **sides),
        page_title=title or say("compare.page_title", **sides),
        finding=headline(found),
        kind=kind,
        verdict=say(f"compared.verdict_{kind}"),
        advice=advice(found) or say("compared.none_says"),
        first=tuple(_first(found)),
        shares=tuple(_row(each, largest) for each in found.shares),
        largest=percent(largest),
        moves=None if found.migration is None else moves_shown(found.migration, names),
        said=tuple(moves_said(found)),
        split=_split(found),
        refit=refit_told(found.refit, names),
        columns=() if found.drift is None else tuple(_column(found, each) for each in ordered(found.drift)),
        matters=tuple(matters(found)),
        remarks=tuple(words().line(each) for each in found.doubts),
        months=month_rows(found.months, names),
        titles=tuple(names.items()),
        unsaid=tuple(_unsaid(found)),
        version=__version__,
    )


def _first(found: Comparison) -> Iterator[str]:
    yield from (words().line(each) for each in found.doubts if each.code == "swapped_in_time")
    if found.drift is not None:
        for each in ordered(found.drift):
            if each.cause == "unit":
                yield say("compare.line", column=each.name, says=column_said(found, each))
    if found.alike in {"named", "matched"}:
        yield say(f"compare.guess_{found.alike}")


def _high(each: SegmentShares) -> float:
    return max(side.high for side in (each.before, each.after) if side is not None)


def _row(each: SegmentShares, largest: float) -> ShareRow:
    both = each.before is not None and each.after is not None
    other = say("compared.new") if each.before is None else say("compared.gone")
    return ShareRow(
        each.id,
        each.name,
        before=_share(each.before),
        after=_share(each.after),
        change=say("compared.points", change=points(each.change)) if both else other,
        between=say("compared.between", low=points(each.low), high=points(each.high)) if both else "",
        sure=each.sure,
        then=_places(each.before, largest),
        now=_places(each.after, largest),
    )


def _share(side: Share | None) -> str:
    return say("compared.nobody") if side is None else percent(side.share)


def _places(side: Share | None, largest: float) -> tuple[float, float, float] | None:
    return None if side is None else (side.low / largest, side.share / largest, side.high / largest)


def points(change: float) -> str:
    """Write a change of a share in points of a hundred, with its sign.

    Examples
    --------
    >>> points(0.0213), points(-0.1), points(0.0)
    ('+2.1', '−10.0', '0.0')
    """
    text = decimals(change * 100, 1)
    zero = not text.strip("0.,−")
    return text.lstrip("−") if zero else text if change < 0 else f"+{text}"


def _split(found: Comparison) -> str:
    if found.migration is None or found.migration.split == "untold":
        return ""
    if found.migration.days is None:
        return say(f"compared.split_{found.migration.split}")
    passed = say("compared.split_time", n=found.migration.days)
    return joined((passed, say(f"compared.split_timed_{found.migration.split}")))


def _column(found: Comparison, each: ColumnDrift) -> ColumnRow:
    size = "large" if each.large else "changed" if each.changed else "none"
    return ColumnRow(
        label=capital(column_label(each.name)),
        size=say(f"compare.size_{size}"),
        strong=each.large,
        psi=decimals(each.psi, 3),
        by_chance=decimals(each.critical, 3),
        large_above=decimals(each.large_above, 3),
        says=column_said(found, each),
    )


def _unsaid(found: Comparison) -> Iterator[Unsaid]:
    split = None if found.migration is None else found.migration.split
    codes = ["cause"] if found.migration is not None else ["moves"]
    codes += ["time"] if any(each.code in _UNTIMED for each in found.doubts) else []
    codes += ["order"] if split == "customers_first" else []
    codes += ["paired"]
    codes += ["few"] if min(found.old.customers, found.new.customers) < _FEW else []
    codes += ["names"] if found.kind != "assignments" else []
    n = min(found.old.customers, found.new.customers)
    yield from (Unsaid(say(f"compared.cannot_{code}"), say(f"compared.cannot_{code}_says", n=n)) for code in codes)
