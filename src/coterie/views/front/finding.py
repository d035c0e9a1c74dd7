"""What is new, in one line: the headline of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import capital, say
from coterie.views.front.outcomes import outcome_of
from coterie.views.headline import headline
from coterie.views.labels import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.front.value import Value
    from coterie.views.summary import Summary

LEAST_HELD = 0.5
"""The part of the worth that makes a headline: that of the fewest segments which hold half of it."""
LEAST_LEAD = 0.1
"""By how much it must exceed their part of the people."""
_ROOM = 48
"""Letters of names that a headline has room for."""


def finding(summary: Summary, value: Value | None) -> str:
    """Say what is new about the customers.

    Where no groups were found, that is said. Otherwise, the first of these that is true: few segments hold half of the
    worth, and more of it than of the people; an outcome differs between segments; and what tells the segments apart.

    Parameters
    ----------
    summary : Summary
    value : Value or None
        How the worth is shared out.

    Returns
    -------
    str

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> from coterie.views.front.value import value_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=1000)).segmentation)
    >>> finding(found, value_of(found))
    'Six kinds of customers: Financial Titans and Millennial Moguls, 31% of the people, account for 56% of all income'
    """
    verdict = summary.verdict
    if summary.k == 1 or (verdict is not None and verdict.kind == "constructed"):
        return headline(summary.k, summary.customers, verdict)
    kinds = verdict is not None and verdict.kind in {"natural", "partly natural"}
    news = _of_value(summary, value) or _of_outcome(summary) or _of_features(summary)
    who = say("front.kinds" if kinds else "front.segments", n=summary.k)
    return (
        capital(say("front.finding", who=who, news=news)) if news else headline(summary.k, summary.customers, verdict)
    )


def _of_value(summary: Summary, value: Value | None) -> str:
    if value is None:
        return ""
    people, shares = (
        [segment.share for segment in summary.segments],
        [each for each in value.shares if each is not None],
    )
    if len(shares) < summary.k:
        return ""
    ranked = sorted(range(summary.k), key=lambda i: -shares[i] / people[i])
    for n in range(1, summary.k // 2 + 1):
        held, of_people = sum(shares[i] for i in ranked[:n]), sum(people[i] for i in ranked[:n])
        if held >= LEAST_HELD:
            enough = held >= of_people + LEAST_LEAD
            names = _names(summary, sorted(ranked[:n], key=lambda i: -shares[i]))
            code = "front.hold" if names else "front.hold_unnamed"
            facts = {"names": names} if names else {"n": n}
            return say(code, **facts, people=of_people, held=held, value=value.label) if enough else ""
    return ""


def _names(summary: Summary, places: Sequence[int]) -> list[str]:
    """Return the segments' names where a headline has room for them; none where one is a description."""
    segments = [summary.segments[place] for place in places]
    names = [each.name for each in segments]
    short = sum(map(len, names)) <= _ROOM and all(each.evidence.archetype is not None for each in segments)
    return names if short else []


def _of_outcome(summary: Summary) -> str:
    outcome = outcome_of(summary)
    if outcome is None:
        return ""
    least, most = outcome.least, outcome.most
    if any(summary.segments[summary.places[each.segment]].evidence.archetype is None for each in (least, most)):
        return say("front.outcome_range", column=outcome.label, least=least.share, most=most.share)
    return say(
        "front.outcome", column=outcome.label, least=least.share, lowest=least.name, most=most.share, highest=most.name
    )


def _of_features(summary: Summary) -> str:
    apart = (
        [] if summary.audit is None else sorted(summary.audit.features, key=lambda each: (-each.share, each.feature))
    )
    return say("front.apart", columns=[named(summary, each.feature) for each in apart[:2]]) if apart else ""
