"""The one place where the verdict's sentences are asserted word by word."""

from __future__ import annotations

import pytest

from coterie.evidence.borders import Border
from coterie.evidence.causes import Cause
from coterie.evidence.verdict import SegmentBorders, Verdict
from coterie.evidence.wording import MEANING, listed, meaning, remarks, segment_sentence, verdict_sentence

NAMES = ["Loyal", "Occasional", "New", "Lost", "Young"]


def border(first, second, answer="gap", *, near=50, between=20, cause=""):
    usual = {"z": 6.0, "at": 0.0, "column": 0, "share": 1.0}
    return Border(first, second, near=near, between=between, answer=answer, cause=cause, **usual)


def verdict(kind="natural", **said):
    usual = {"k": 3, "supported_k": 3, "groups": 3, "replication": 0.96, "prediction_strength": 0.9}
    return Verdict(**{"kind": kind, "worst_segment": 0.9} | usual | said)


CROWDS = tuple(border(first, first + 1, "crowd") for first in range(4))
AGAIN = "andom halves of the customers give the same segments (agreement 0.96 of 1)."
ELSEWHERE = "random halves of the customers draw its borders elsewhere (agreement 0.41 of 1)."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            verdict(borders=(border(0, 1), border(1, 2, between=5))),
            "3 natural segments: between every two neighbours there is a gap (at most 40% as many customers as near "
            f"the emptier centre), and r{AGAIN}",
        ),
        (
            verdict(k=2, borders=(border(0, 1, between=0),)),
            f"2 natural segments: between the two there is a gap (nobody is there), and r{AGAIN}",
        ),
        (
            verdict(few=True, replication=0.7, borders=(border(0, 1, between=0),)),
            "3 natural segments: between every two neighbours there is a gap (nobody is there), and bootstrap samples "
            "of the customers give similar segments (agreement 0.70 of 1).",
        ),
        (
            verdict("partly natural", k=4, groups=2, borders=(border(0, 1), *CROWDS[1:2])),
            "4 partly natural segments: 2 groups stand apart, but the border Occasional | New runs through a crowd. "
            f"R{AGAIN}",
        ),
        (
            verdict("partly natural", k=5, groups=2, borders=(border(0, 2), *CROWDS[:3])),
            "5 partly natural segments: 2 groups stand apart, but the borders Loyal | Occasional, Occasional | New and "
            f"New | Lost run through crowds. R{AGAIN}",
        ),
        (
            verdict("partly natural", k=5, groups=2, borders=(border(0, 2), *CROWDS)),
            f"5 partly natural segments: 2 groups stand apart, but 4 of 5 borders run through crowds. R{AGAIN}",
        ),
        (
            verdict("partly natural", groups=1, borders=(border(0, 1, "unproven"),)),
            "3 partly natural segments: they lie within groups that stand apart at other numbers of segments, but at 1 "
            f"border there are too few customers to tell. R{AGAIN}",
        ),
        (
            verdict(
                "partly natural",
                groups=2,
                borders=(border(0, 1, "unproven"), border(1, 2, "unproven", cause="step"), *CROWDS[:1]),
            ),
            "3 partly natural segments: 2 groups stand apart, but the border Loyal | Occasional runs through a crowd, "
            "at 1 border there are too few customers to tell and at 1 border only single values set them apart. "
            f"R{AGAIN}",
        ),
        (verdict("partly natural", groups=2), f"3 partly natural segments: 2 groups stand apart. R{AGAIN}"),
        (
            verdict("partly natural", groups=2, worst_segment=0.59),
            f"3 partly natural segments: 2 groups stand apart. R{AGAIN} One segment keeps only 59% of itself when "
            "customers are resampled.",
        ),
        (
            verdict("partly natural", weakened_by=("crowd",)),
            "3 partly natural segments: there is a gap at every border, but a border runs through a crowd.",
        ),
        (
            verdict("partly natural", weakened_by=("segment", "seeds"), worst_segment=0.591),
            "3 partly natural segments: there is a gap at every border, but one segment keeps only 59% of itself when "
            "customers are resampled and another seed gives other segments.",
        ),
        (
            verdict("reproducible", borders=CROWDS[:1]),
            "3 reproducible segments: the same cut every time (random halves of the customers agree to 0.96 of 1), "
            "through customers who shade into each other.",
        ),
        (
            verdict("reproducible", replication=0.79, prediction_strength=0.82, borders=(border(0, 1, "unproven"),)),
            "3 reproducible segments: the same cut every time (prediction strength 0.82), but no gap between them.",
        ),
        (
            verdict("reproducible", borders=(border(0, 1), *CROWDS[1:2])),
            "3 reproducible segments: the same cut every time (random halves of the customers agree to 0.96 of 1), "
            "through customers who shade into each other. There is a gap at 1 of 2 borders, not confirmed by the rest "
            "of the evidence.",
        ),
        (
            verdict("reproducible", borders=(border(0, 1), border(1, 2))),
            "3 reproducible segments: the same cut every time (random halves of the customers agree to 0.96 of 1). "
            "There are gaps at every border, not confirmed by the rest of the evidence.",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.41),
            f"No natural groups: the cut into 3 segments is a convenience, and {ELSEWHERE}",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.41, borders=(border(0, 1), *CROWDS[1:2])),
            f"No natural groups: the cut into 3 segments is a convenience, and {ELSEWHERE} There is a gap at 1 of 2 "
            "borders, not confirmed by the rest of the evidence.",
        ),
        (
            verdict("constructed", k=5, replication=0.41),
            f"5 constructed segments: the cut is a convenience, and {ELSEWHERE} The evidence supports 3.",
        ),
        (
            verdict("constructed", supported_k=1, replication=None),
            "No natural groups: the cut into 3 segments is a convenience, and whether random halves of the customers "
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
        "One segment: no natural groups were found. Every gap lies in age alone. K-Means with 2 segments does not "
        "follow the shapes or sizes of the 2 groups that stand apart, so these segments divide them further."
    )


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (
            Cause("value", column="spent", value=0.0, share=0.604),
            "60% of the customers have spent = 0: that one value sets them apart, and does not count as a gap.",
        ),
        (
            Cause("value", column="limit", value=12500.0, share=0.1),
            "10% of the customers have limit = 12,500: that one value sets them apart, and does not count as a gap.",
        ),
        (
            Cause("step", column="orders", segments=(0, 2)),
            "The border Loyal | New lies between two values of orders, which takes only a few: such a step does not "
            "count as a gap.",
        ),
        (Cause("column", column="tenure"), "Every gap lies in tenure alone."),
        (
            Cause("small group", share=0.0123, customers=1230, segments=(1,)),
            "1,230 customers (1.2%) form a small group far from the rest.",
        ),
        (
            Cause("few values"),
            "Answers, scores and flags with at most ten values make up most of the differences, and tables without "
            "groups look as clearly separated: gaps between such values do not count.",
        ),
        (
            Cause("small group", share=0.01, customers=1, segments=(1,)),
            "1 customer (1.0%) forms a small group far from the rest.",
        ),
    ],
)
def test_each_cause_has_its_sentence(cause, sentence):
    assert remarks(verdict(causes=(cause,)), NAMES) == [sentence]


def test_steps_of_one_column_share_a_sentence():
    steps = [Cause("step", column="orders", segments=(0, second)) for second in range(1, 5)]
    alone = Cause("step", column="visits", segments=(1, 2))
    told = remarks(verdict(causes=(*steps[:2], alone)), NAMES)
    assert [each.split(" lie")[0] for each in told] == [
        "The borders Loyal | Occasional and Loyal | New",
        "The border Occasional | New",
    ]
    assert remarks(verdict(causes=tuple(steps)), NAMES)[0].startswith("4 borders lie between two values of orders")


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
        (
            SegmentBorders("too few", into=2, between=90, near=200, cause="step"),
            "Is set apart from New by a step between two values alone: 90 customers at the border for 200 near the "
            "emptier centre.",
        ),
        (
            SegmentBorders("too few", into=2, between=90, near=200, cause="value"),
            "Is set apart from New by one value that many hold alone: 90 customers at the border for 200 near the "
            "emptier centre.",
        ),
    ],
)
def test_each_segment_has_its_sentence(own, sentence):
    assert segment_sentence(own, NAMES) == sentence


def test_a_gap_that_nothing_confirms_is_told_so():
    assert segment_sentence(SegmentBorders("apart"), confirmed=False) == (
        "A gap at each of its borders, not confirmed by the rest of the evidence."
    )


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


def test_words_are_listed_as_in_a_sentence():
    assert [listed(list("abc")), listed(["a", "b"]), listed(["a"]), listed([])] == ["a, b and c", "a and b", "a", ""]
