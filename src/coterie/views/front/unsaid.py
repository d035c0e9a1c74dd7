"""What the page cannot tell: said before anyone asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import percent
from coterie.remarks import say
from coterie.views.comparison import common, says_yes, share_of
from coterie.views.front.outcomes import LEAST_EFFECT
from coterie.views.labels import named
from coterie.views.summary import Category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.views.summary import Summary

_MOST_ALIKE = 2


@dataclass(frozen=True)
class Unsaid:
    """One thing that the page cannot tell, and why."""

    what: str
    why: str


def unsaid(summary: Summary) -> tuple[Unsaid, ...]:
    """Return what the page cannot tell.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [each.what for each in unsaid(found)][-1]
    'Whether it lasts.'
    """
    return tuple(Unsaid(say(f"front.{code}"), why) for code, why in _found(summary))


def _found(summary: Summary) -> Iterator[tuple[str, str]]:
    if any(segment.evidence.advice for segment in summary.segments):
        yield "whether_ideas_work", say("front.ideas_untested")
    if alike := _alike(summary):
        yield "who_by", say("front.hardly_differ", differences=alike)
    stability = summary.stability
    if stability is not None and summary.k > 1 and stability.borderline:
        share = stability.borderline / summary.customers
        yield "where_borders_run", say("front.near_borders", n=stability.borderline, share=share)
    if (filled := _filled(summary))[0]:
        yield "what_was_missing", say("front.filled", n=filled[0], cells=filled[1], share=filled[0] / filled[1])
    if summary.verdict is not None and summary.verdict.few:
        yield "few_customers", say("front.few", customers=summary.customers)
    yield "whether_it_lasts", say("front.one_table" if summary.refit is None else "front.two_tables")


def _alike(summary: Summary) -> list[str]:
    tests = [each for each in summary.descriptors if each.test == "chi-squared" and each.effect is not None]
    weak = sorted((each for each in tests if (each.effect or 0.0) < LEAST_EFFECT), key=lambda each: each.effect or 0.0)
    return [said for each in weak[:_MOST_ALIKE] if (said := _range(summary, each.descriptor))]


def _range(summary: Summary, column: str) -> str:
    """Say between which shares the most common category lies in all segments."""
    everyone = summary.overall.profile.get(column)
    if not isinstance(everyone, Category) or everyone.mode is None:
        return ""
    mode = "true" if says_yes(everyone) is not None else everyone.mode
    own = [segment.profile.get(column) for segment in summary.segments]
    found = [share_of(mode, each) for each in own if isinstance(each, Category) and each.shares]
    shares = [each for each in found if each is not None]
    if len(shares) < 2:
        return ""
    category = common(Category(mode, tie=False, shares={}))
    return say(
        "front.range",
        column=named(summary, column),
        category=category,
        least=percent(min(shares)),
        most=percent(max(shares)),
    )


def _filled(summary: Summary) -> tuple[int, int]:
    features = {each.name for each in summary.columns if each.role == "feature"}
    counted = [each for each in summary.account.columns if each.column in features]
    return sum(each.gaps for each in counted), summary.customers * max(len(features), 1)
