"""The result in a few sentences, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import say
from coterie.views.headline import headline
from coterie.views.trust import beside_verdict

if TYPE_CHECKING:
    from coterie.views.summary import MadeOf, Summary

_MOST_WARNINGS = 5


def told(summary: Summary) -> tuple[str, ...]:
    """Return how many segments there are of which kind, which catalogue named them, why this K, and what to beware of.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> told(summary_of(found))[0]
    'Three reproducible segments among 499 customers.'
    """
    names = _names(summary)
    news = say("telling.news", headline=headline(summary.k, summary.customers, summary.verdict))
    return (news, *([names] if names else []), *_judgement(summary))


def made_of(purchases: MadeOf | None) -> tuple[str, ...]:
    """Return what customers were made of, and what to type for something else; nothing for a table of customers.

    Examples
    --------
    >>> made_of(None)
    ()
    """
    return () if purchases is None else (purchases.says, purchases.otherwise)


def _names(summary: Summary) -> str:
    """Say which catalogue gave names, and by which columns; nothing where none could."""
    catalogue = summary.catalogue
    earned = any(each.evidence.archetype is not None and not each.evidence.given for each in summary.segments)
    return (
        say("telling.names", catalogue=catalogue.name, columns=list(catalogue.columns.values()))
        if earned and catalogue.columns
        else ""
    )


def _judgement(summary: Summary) -> list[str]:
    """Return why this K, what the others would be, what kind of segments these are, and what to beware of."""
    verdict = [] if summary.verdict is None else [summary.verdict.finding, *summary.verdict.remarks]
    doubts = () if summary.purchases is None else summary.purchases.doubts
    beware = (*doubts, *(each.message for each in beside_verdict(summary.warnings)))
    warnings = [say("telling.beware", said=each) for each in beware]
    more = len(warnings) - _MOST_WARNINGS
    rest = [say("telling.more", n=more)] if more > 0 else []
    reason = " ".join(filter(None, (summary.choice.reason, summary.recommendation.ladder)))
    return [reason, *verdict, *warnings[:_MOST_WARNINGS], *rest]
