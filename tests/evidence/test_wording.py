"""The one place where the evidence's sentences are asserted word by word."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from coterie.evidence.borders import Border
from coterie.evidence.card import KCard, KRow
from coterie.evidence.causes import Cause
from coterie.evidence.recommendation import WORDS
from coterie.evidence.support import Support
from coterie.evidence.verdict import SegmentBorders, Verdict
from coterie.evidence.wording import (
    MEANING,
    cause_sentence,
    for_runner_up,
    ladder,
    listed,
    meaning,
    reason,
    segment_sentence,
    verdict_sentence,
)

NAMES = ["Loyal", "Occasional", "New", "Lost", "Young"]


def border(first, second, answer="gap", *, near=50, between=20):
    return Border(first, second, near=near, between=between, z=6.0, answer=answer, at=0.0, column=0, share=1.0)


def verdict(kind="natural", **said):
    usual = {"k": 3, "supported_k": 3, "groups": 3, "replication": 0.96, "prediction_strength": 0.9}
    return Verdict(**{"kind": kind, "worst_segment": 0.9} | usual | said)


CROWDS = tuple(border(first, first + 1, "crowd") for first in range(4))
AGAIN = "random halves of the customers find the same segments (agreement 0.96 of 1)."
OTHERS = "random halves of the customers draw other borders (agreement 0.41 of 1)."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            verdict(borders=(border(0, 1), border(1, 2, between=5))),
            "3 natural segments: a gap at every border between neighbours (at most 40% as many customers there as "
            f"near the emptier centre), and {AGAIN}",
        ),
        (
            verdict(borders=(border(0, 1, between=0),)),
            f"3 natural segments: a gap at every border between neighbours (nobody there at all), and {AGAIN}",
        ),
        (
            verdict("partly natural", k=4, groups=2, borders=(border(0, 1), *CROWDS[1:2])),
            "4 partly natural segments: 2 groups stand apart; the border Occasional | New runs through a crowd; "
            f"and {AGAIN}",
        ),
        (
            verdict("partly natural", k=4, groups=2, borders=(border(0, 1), *CROWDS[1:3])),
            "4 partly natural segments: 2 groups stand apart; the borders Occasional | New and New | Lost run through "
            f"crowds; and {AGAIN}",
        ),
        (
            verdict("partly natural", k=5, groups=2, borders=(border(0, 2), *CROWDS[:3])),
            "5 partly natural segments: 2 groups stand apart; the borders Loyal | Occasional, Occasional | New and New "
            f"| Lost run through crowds; and {AGAIN}",
        ),
        (
            verdict("partly natural", k=5, groups=2, borders=(border(0, 2), *CROWDS)),
            f"5 partly natural segments: 2 groups stand apart; 4 of 5 borders run through crowds; and {AGAIN}",
        ),
        (
            verdict("partly natural", k=3, groups=1, borders=(border(0, 1, "unproven"),)),
            "3 partly natural segments: some borders run through thin places; 1 border is thinner, with too few "
            f"customers to tell; and {AGAIN}",
        ),
        (
            verdict("partly natural", groups=2, borders=(border(0, 1, "unproven"), border(1, 2, "unproven"), *CROWDS)),
            "3 partly natural segments: 2 groups stand apart; 4 of 6 borders run through crowds; 2 borders are "
            f"thinner, with too few customers to tell; and {AGAIN}",
        ),
        (
            verdict("partly natural", groups=2),
            f"3 partly natural segments: 2 groups stand apart; and {AGAIN}",
        ),
        (
            verdict("partly natural", weakened_by=("crowd",)),
            "3 partly natural segments: gaps lie at the borders, but a border runs through a crowd.",
        ),
        (
            verdict("partly natural", weakened_by=("segment", "seeds"), worst_segment=0.591),
            "3 partly natural segments: gaps lie at the borders, but a segment keeps only 0.59 of itself when "
            "customers are resampled and another seed gives other segments.",
        ),
        (
            verdict("reproducible"),
            "3 reproducible segments: random halves of the customers find the same segments (agreement 0.96 of 1), "
            "but through customers who shade into each other; no gap that other numbers of segments confirm parts "
            "them.",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.41),
            f"No natural groups: the cut into 3 segments is a convenience; {OTHERS}",
        ),
        (
            verdict("constructed", k=5, replication=0.41),
            f"5 constructed segments: the evidence supports 3, and this cut is a convenience; {OTHERS}",
        ),
        (
            verdict("constructed", supported_k=1, replication=None),
            "No natural groups: the cut into 3 segments is a convenience; whether random halves of the customers "
            "agree was not tested.",
        ),
        (verdict("constructed", k=1, supported_k=1), "One segment: no natural groups were found."),
        (verdict("constructed", k=1, supported_k=3), "One segment, though the evidence supports 3."),
    ],
)
def test_each_kind_has_its_sentence(said, sentence):
    assert verdict_sentence(said, NAMES) == sentence


def test_without_names_segments_have_their_numbers():
    found = verdict("partly natural", groups=2, borders=CROWDS[:1])
    assert "the border segment 0 | segment 1 runs" in found.sentence
    assert found.sentence == verdict_sentence(found)


def test_causes_follow_the_verdict():
    found = verdict(
        "constructed", k=1, supported_k=1, causes=(Cause("column", column="age"), Cause("cut across", groups=2))
    )
    assert found.sentence == (
        "One segment: no natural groups were found. Every gap lies in age alone. 2 groups stand apart, but no K-Means "
        "clustering with 2 segments follows their shapes or sizes: the segments cut them further."
    )


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (
            Cause("value", column="spent", value=0.0, share=0.604),
            "60% of the customers have spent = 0: that alone sets them apart and counts as no gap.",
        ),
        (
            Cause("value", column="limit", value=12500.0, share=0.1),
            "10% of the customers have limit = 12,500: that alone sets them apart and counts as no gap.",
        ),
        (
            Cause("step", column="orders", segments=(0, 2)),
            "The border Loyal | New is a step of orders, which takes few values, and counts as no gap.",
        ),
        (Cause("column", column="tenure"), "Every gap lies in tenure alone."),
        (
            Cause("small group", share=0.0123, customers=1230, segments=(1,)),
            "1,230 customers (1.2%) form a small group far from the rest.",
        ),
        (
            Cause("small group", share=0.01, customers=1, segments=(1,)),
            "1 customer (1.0%) forms a small group far from the rest.",
        ),
    ],
)
def test_each_cause_has_its_sentence(cause, sentence):
    assert cause_sentence(cause, NAMES.__getitem__) == sentence


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (SegmentBorders("alone"), "Has no neighbouring segment."),
        (SegmentBorders("apart"), "Stands apart from all its neighbours."),
        (
            SegmentBorders("shades", into=1, between=1210, near=180),
            "Shades into Occasional: 1,210 customers at the border for 180 near the emptier centre.",
        ),
        (
            SegmentBorders("too few", into=2, between=1, near=4),
            "Too few customers to tell whether it stands apart from New: 1 customer at the border for 4 near the "
            "emptier centre.",
        ),
    ],
)
def test_each_segment_has_its_sentence(own, sentence):
    assert segment_sentence(own, NAMES) == sentence


def test_each_kind_has_its_meaning():
    for kind in MEANING:
        assert meaning(verdict(kind)) == verdict(kind).meaning == MEANING[kind]
    assert meaning(verdict("constructed", k=1, supported_k=1)) == (
        "As far as these features go, the customers are one group: treat them alike, or ask for a number of segments "
        "where work has to be divided."
    )
    assert meaning(verdict("constructed", k=1, supported_k=3)) == (
        "There are groups that one segment does not show: look at the number that the evidence supports."
    )


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
        (
            3,
            "gaps",
            "K = 3: a gap at every border, and random halves of the customers find the same segments (0.93 of 1); "
            "the silhouette and BIC choose it.",
        ),
        (
            4,
            "groups",
            "K = 4: 2 groups stand apart, and random halves of the customers find the same segments (0.94 of 1); "
            "none of the 4 criteria would choose it.",
        ),
        (
            2,
            "again",
            "K = 2: random halves of the customers find the same segments (0.92 of 1), though no gap parts them; "
            "the elbow chooses it.",
        ),
        (
            4,
            "convenience",
            "The customers support no division; K = 4 is the convenient one on which random halves agree most "
            "(0.94 of 1).",
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
    assert reason(card(silhouette=3, bic=3, elbow=2, excess=5), k, basis, SUPPORT) == sentence


def test_criteria_are_named_up_to_three():
    three = {"silhouette": 3, "bic": 3, "excess": 3}
    said = "K = 3: the silhouette, the distance from placebos and BIC choose it; "
    assert reason(card(**three), 3, "criteria", None).startswith(said)
    assert reason(card(elbow=3, gap_global=2, **three), 3, "criteria", None).startswith("K = 3: 4 of 5 criteria choose")


def test_what_speaks_for_a_runner_up():
    made = card(elbow=2)
    assert for_runner_up(made, 2, SUPPORT) == "natural; the elbow chooses it; random halves agree to 0.92 of 1"
    assert for_runner_up(made, 5, SUPPORT) == "random halves agree to 0.95 of 1"
    quiet = KCard((KRow(**dict.fromkeys(KRow.__dataclass_fields__) | {"k": 2, "silhouette": 0.256}),), {}, ())
    assert for_runner_up(quiet, 2, None) == "its silhouette is 0.26"


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({}, ""),
        ({2: None, 3: None}, ""),
        ({2: "constructed", 3: "constructed"}, "A convenience at every K."),
        ({2: "natural", 3: "natural", 4: "natural"}, "Natural at K = 2, 3 and 4."),
        (
            {1: "natural", 2: "reproducible", 3: "partly natural", 4: "natural", 5: "constructed"},
            "Natural at K = 4; partly natural at K = 3; reproducible at K = 2; a convenience at every other K.",
        ),
    ],
)
def test_the_ladder_says_what_is_supported_at_each_k(kinds, sentence):
    rows = [SimpleNamespace(k=k, kind=kind) for k, kind in kinds.items()]
    assert ladder(SimpleNamespace(rows=rows)) == sentence


def test_words_are_listed_as_in_a_sentence():
    assert [listed(list("abc")), listed(["a", "b"]), listed(["a"]), listed([])] == ["a, b and c", "a and b", "a", ""]
