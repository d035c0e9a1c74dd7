"""Which of several recommended K's a reason is about, where another K was asked for."""

from __future__ import annotations

import pytest

from coterie.evidence.card import KCard, KRow
from coterie.evidence.reasons import reason
from coterie.evidence.recommendation import VOTES, Limits, _limited, recommend
from coterie.evidence.support import Support
from coterie.remarks import say


def row(k):
    usual = {"k": k, "inertia": 1.0, "elbow": False, "smallest": 50, "smallest_share": 0.5 / k, "same_answer": 1.0}
    usual |= {"halves": 0.5, "prediction_strength": 0.5, "silhouette": 0.3, "few": False, "borders": ()}
    return KRow(**dict.fromkeys(KRow.__dataclass_fields__) | usual)


@pytest.mark.parametrize("natural", [(3,), (3, 4), (3, 5), (4, 5), (3, 4, 5)])
def test_it_is_about_the_first_and_not_about_those_that_follow(natural):
    rows = KCard(tuple(row(k) for k in range(1, 7)), dict.fromkeys(VOTES), (), 1000)
    kinds = dict.fromkeys(range(2, 7), "constructed") | dict.fromkeys(natural, "natural")
    support = Support(kinds, natural, (), None, dict.fromkeys(range(2, 7), 1) | {k: k for k in natural}, ())
    found = recommend(rows, support=support, limits=Limits(k=2))
    assert found.recommended_k in natural
    said = {k: reason(rows, 2, "asked", recommended=k) for k in (None, *range(1, 7))}
    assert found.reason == said[found.recommended_k]
    assert [k for k, words in said.items() if words == found.reason] == [found.recommended_k]


def test_without_evidence_it_is_about_none():
    rows = KCard((row(1), row(2), row(3)), dict.fromkeys(VOTES) | {"silhouette": 3}, (), 1000)
    found = recommend(rows, support=None, limits=Limits(k=2))
    assert found.reason == reason(rows, 2, "asked")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (3, say("reason.at_least", share=0.1)),
        (4, say("reason.at_least", share=0.1)),
        (5, say("reason.at_most", most=4)),
    ],
)
def test_the_limit_that_is_named_is_the_one_that_was_met(first, said):
    limits = Limits(max_segments=4, min_share=0.1)
    assert _limited([first], 2, limits) == say("reason.limited", limits=[said], k=first)
    assert _limited([first], first, limits) is None
