"""The one place where the reasons for K are asserted word by word."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from coterie.evidence.card import KCard, KRow
from coterie.evidence.reasons import for_runner_up, ladder, reason
from coterie.evidence.recommendation import WORDS
from coterie.evidence.support import Support


def card(**choices):
    rows = []
    for k in range(1, 6):
        row = dict.fromkeys(KRow.__dataclass_fields__) | {"k": k, "halves": 0.9 + k / 100, "silhouette": 0.3}
        rows.append(KRow(**row))
    return KCard(tuple(rows), {**dict.fromkeys(WORDS), **choices}, ())


SUPPORT = Support({2: "natural", 3: "natural", 4: "constructed"}, (2, 3), (), None, {2: 2, 3: 3, 4: 2}, ())


@pytest.mark.parametrize(
    ("k", "basis", "sentence"),
    [
        (3, "gaps", "K = 3: the largest number of segments that all stand apart and are found again."),
        (4, "groups", "K = 4: groups stand apart, and these segments divide them further without cutting across them."),
        (
            4,
            "again",
            "K = 4: no groups stand apart, but this is the smallest number above two whose segments random halves of "
            "the customers find again.",
        ),
        (
            2,
            "again",
            "K = 2: no groups stand apart, but this is the only number whose segments random halves of the customers "
            "find again.",
        ),
        (
            4,
            "convenience",
            "K = 4: no groups stand apart at any number of segments; this is the convenient cut on which random halves "
            "of the customers agree most (0.94 of 1).",
        ),
        (
            3,
            "criteria",
            "K = 3: the silhouette and BIC choose it; whether these segments are found again was not tested.",
        ),
        (2, "asked for", "You asked for 2 segments; the elbow chooses it."),
        (1, "asked for", "You asked for 1 segment; none of the 4 criteria would choose it."),
        (1, "convenience", "One segment: nothing else keeps to what was asked."),
        (1, "criteria", "One segment: nothing else keeps to what was asked."),
    ],
)
def test_each_reason_has_its_sentence(k, basis, sentence):
    assert reason(card(silhouette=3, bic=3, elbow=2, excess=5), k, basis) == sentence


def test_the_evidence_says_what_it_thinks_of_a_number_asked_for():
    assert reason(card(), 4, "asked for", recommended=3) == (
        "You asked for 4 segments; the evidence would have chosen 3."
    )
    assert reason(card(), 3, "asked for", recommended=3) == (
        "You asked for 3 segments; the evidence would have chosen that number too."
    )


def test_of_few_customers_bootstrap_samples_speak():
    few = KRow(**dict.fromkeys(KRow.__dataclass_fields__) | {"k": 3, "agreement": 0.84, "few": True})
    made = KCard((few,), dict.fromkeys(WORDS), ())
    assert "whose segments bootstrap samples of the customers find again" in reason(made, 3, "again")
    assert reason(made, 3, "convenience").endswith("bootstrap samples of the customers agree most (0.84 of 1).")
    assert for_runner_up(made, 3, SUPPORT) == "natural; bootstrap samples of the customers agree to 0.84 of 1"


def test_criteria_are_named_up_to_three():
    three = {"silhouette": 3, "bic": 3, "excess": 3}
    said = "K = 3: the silhouette, the distance from placebos and BIC choose it; "
    assert reason(card(**three), 3, "criteria").startswith(said)
    assert reason(card(elbow=3, gap_global=2, **three), 3, "criteria").startswith("K = 3: 4 of 5 criteria choose")


def test_what_speaks_for_a_runner_up():
    made = card(elbow=2)
    assert for_runner_up(made, 2, SUPPORT) == "natural; random halves of the customers agree to 0.92 of 1"
    assert for_runner_up(made, 2, None) == "the elbow chooses it"
    quiet = KCard((KRow(**dict.fromkeys(KRow.__dataclass_fields__) | {"k": 2, "silhouette": 0.256}),), {}, ())
    assert for_runner_up(quiet, 2, None) == "its silhouette is 0.26"


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({}, ""),
        ({2: None, 3: None}, ""),
        ({2: "constructed", 3: "constructed"}, "Constructed at every K."),
        ({2: "natural", 3: "natural", 4: "natural"}, "Natural at K = 2 to 4."),
        ({2: "natural", 3: "natural"}, "Natural at K = 2 and 3."),
        (
            {1: "natural", 2: "reproducible", 3: "partly natural", 4: "natural", 5: "constructed"},
            "Natural at K = 4; partly natural at K = 3; reproducible at K = 2; constructed at every other K.",
        ),
    ],
)
def test_the_ladder_says_what_is_supported_at_each_k(kinds, sentence):
    rows = [SimpleNamespace(k=k, kind=kind) for k, kind in kinds.items()]
    assert ladder(SimpleNamespace(rows=rows)) == sentence
