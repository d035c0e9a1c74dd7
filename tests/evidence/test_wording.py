"""The one place where the verdict's sentences are asserted word by word."""

from __future__ import annotations

import pytest

from coterie.evidence.borders import Border
from coterie.evidence.causes import Cause
from coterie.evidence.verdict import SegmentBorders, Verdict
from coterie.evidence.wording import (
    finding,
    meaning,
    remarks,
    segment_sentence,
    verdict_sentence,
)

NAMES = ["Loyal", "Occasional", "New", "Lost", "Young"]


def border(first, second, answer="gap", *, near=50, between=20, cause=""):
    return Border(
        first, second, near=near, between=between, z=6.0, answer=answer, at=0.0, column=0, share=1.0, cause=cause
    )


def verdict(kind="natural", **said):
    usual = {"k": 3, "supported_k": 3, "groups": 3, "replication": 0.96, "prediction_strength": 0.9}
    return Verdict(**{"kind": kind, "worst_segment": 0.9} | usual | said)


CROWDS = tuple(border(first, first + 1, "crowd") for first in range(4))
AGAIN = "andom halves of the customers give the same segments (agreement 0.96 of 1)."
OTHERS = "a convenience, and random halves of the customers draw its borders elsewhere (agreement 0.41 of 1)."
PARTLY = "4 partly natural segments: 2 groups stand apart"


def partly(*borders, **said):
    return verdict("partly natural", **{"k": 4, "groups": 2, "borders": (border(0, 1), *borders)} | said)


def thin(first, second, cause=""):
    return border(first, second, "unproven", cause=cause)


@pytest.mark.words
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            verdict(borders=(border(0, 1), border(1, 2, between=5))),
            "3 natural segments: between every two neighbours there is a gap (at most 40% as many customers as near "
            f"the emptier centre), and r{AGAIN}",
        ),
        (
            verdict(borders=(border(0, 1, between=0),)),
            f"3 natural segments: between every two neighbours there is a gap (nobody is there), and r{AGAIN}",
        ),
        (
            verdict(k=2, borders=(border(0, 1, between=0),)),
            f"2 natural segments: between the two there is a gap (nobody is there), and r{AGAIN}",
        ),
        (
            verdict(replication=None),
            "3 natural segments: no customer differs from the others in their segment.",
        ),
        (
            partly(*CROWDS[1:2]),
            f"{PARTLY}, but the border Occasional | New runs through a crowd. R{AGAIN}",
        ),
        (
            partly(*CROWDS[1:3]),
            f"{PARTLY}, but the borders Occasional | New and New | Lost run through crowds. R{AGAIN}",
        ),
        (
            partly(*CROWDS[:3]),
            f"{PARTLY}, but the borders Loyal | Occasional, Occasional | New and New | Lost run through crowds. "
            f"R{AGAIN}",
        ),
        (partly(*CROWDS), f"{PARTLY}, but 4 of 5 borders run through crowds. R{AGAIN}"),
        (partly(thin(1, 2)), f"{PARTLY}, but at 1 border there are too few customers to tell. R{AGAIN}"),
        (
            partly(thin(1, 2), thin(1, 3), thin(2, 3, "step")),
            f"{PARTLY}, but at 2 borders there are too few customers to tell and at 1 border only single values "
            f"separate the segments. R{AGAIN}",
        ),
        (
            partly(*CROWDS[1:2], thin(1, 3, "step"), thin(0, 2, "value")),
            f"{PARTLY}, but the border Occasional | New runs through a crowd and at 2 borders only single values "
            f"separate the segments. R{AGAIN}",
        ),
        (partly(), f"{PARTLY}. R{AGAIN}"),
        (
            partly(groups=1),
            "4 partly natural segments: they lie within groups that stand apart at other numbers of segments. "
            f"R{AGAIN}",
        ),
        (
            partly(worst_segment=0.594),
            f"{PARTLY}. R{AGAIN} One segment has only 59% in common with its best match when customers are resampled.",
        ),
        (
            verdict("partly natural", weakened_by=("crowd",)),
            "3 partly natural segments: gaps separate them, but at least one border runs through a crowd.",
        ),
        (
            verdict("partly natural", weakened_by=("coarse",)),
            "3 partly natural segments: there is a gap at every border, but with more segments, further groups stand "
            "apart inside them.",
        ),
        (
            verdict("partly natural", weakened_by=("segment", "seeds"), worst_segment=0.594),
            "3 partly natural segments: there is a gap at every border, but one segment has only 59% in common "
            "with its best match when customers are resampled and other seeds or starts give different segments.",
        ),
        (
            verdict("reproducible", borders=(CROWDS[0], thin(1, 2))),
            "3 reproducible segments: the same cut every time (agreement 0.96 of 1 between random halves of the "
            "customers), through customers who shade into each other.",
        ),
        (
            verdict("reproducible", borders=(CROWDS[0], border(1, 2)), few=True),
            "3 reproducible segments: the same cut every time (agreement 0.96 of 1 between bootstrap samples of the "
            "customers), through customers who shade into each other. There is a gap at 1 of 2 borders, not "
            "confirmed by the rest of the evidence.",
        ),
        (
            verdict("reproducible", borders=(thin(0, 1),), replication=0.79),
            "3 reproducible segments: the same cut every time (prediction strength 0.90), but without gaps between "
            "them.",
        ),
        (
            verdict("reproducible", borders=(border(0, 1), border(1, 2)), replication=0.8, worst_segment=0.5),
            "3 reproducible segments: the same cut every time (agreement 0.80 of 1 between random halves of the "
            "customers). There are gaps at every border, not confirmed by the rest of the evidence. One segment has "
            "only 50% in common with its best match when customers are resampled.",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.41),
            f"No natural groups: the cut into 3 segments is {OTHERS}",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.41, borders=(border(0, 1), *CROWDS), worst_segment=0.1),
            f"No natural groups: the cut into 3 segments is {OTHERS} There is a gap at 1 of 5 borders, not confirmed "
            "by the rest of the evidence.",
        ),
        (
            verdict("constructed", k=5, replication=0.41, borders=(border(0, 1),)),
            f"5 constructed segments: the cut is {OTHERS} The evidence supports 3.",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.6),
            "No natural groups: the cut into 3 segments is a convenience, and random halves of the customers draw its "
            "borders partly elsewhere (agreement 0.60 of 1).",
        ),
        (
            verdict("constructed", supported_k=1, replication=0.59),
            f"No natural groups: the cut into 3 segments is {OTHERS.replace('0.41', '0.59')}",
        ),
        (
            verdict("constructed", supported_k=1, replication=None),
            "No natural groups: the cut into 3 segments is a convenience, and whether random halves of the customers "
            "agree was not tested.",
        ),
        (
            verdict("constructed", replication=None, few=True),
            "3 constructed segments: the cut is a convenience, and whether bootstrap samples of the customers agree "
            "was not tested. The evidence supports 3.",
        ),
        (verdict("constructed", k=1, supported_k=1), "One segment: no natural groups were found."),
        (verdict("constructed", k=1, supported_k=3), "One segment, though the evidence supports 3."),
    ],
)
def test_each_kind_has_its_sentence(said, sentence):
    assert verdict_sentence(said, NAMES) == finding(said, NAMES) == sentence


@pytest.mark.words
@pytest.mark.parametrize(
    ("replication", "words"),
    [
        (0.8, "give the same segments (agreement 0.80 of 1)"),
        (0.799, "give similar segments (agreement 0.80 of 1)"),
        (0.6, "give similar segments (agreement 0.60 of 1)"),
        (0.59, "give different segments (agreement 0.59 of 1)"),
        (-0.5, "give different segments (agreement -0.50 of 1)"),
    ],
)
def test_how_far_segments_are_found_again_is_said(replication, words):
    assert finding(partly(replication=replication)) == f"{PARTLY}. Random halves of the customers {words}."
    few = finding(partly(replication=replication, few=True))
    assert few == f"{PARTLY}. Bootstrap samples of the customers {words}."


@pytest.mark.words
def test_without_names_segments_have_their_numbers():
    found = partly(*CROWDS[1:2])
    assert "the border segment 1 | segment 2 runs" in found.sentence
    assert found.sentence == verdict_sentence(found)


@pytest.mark.words
def test_causes_follow_the_verdict():
    causes = (Cause("column", column="age"), Cause("cut across", groups=2))
    found = verdict("constructed", k=1, supported_k=1, causes=causes)
    assert found.sentence == (
        "One segment: no natural groups were found. Every gap lies in age alone. K-Means with 2 segments does not "
        "follow the shapes or sizes of the 2 groups that stand apart, so these segments divide them further."
    )
    assert " ".join([finding(found), *remarks(found)]) == found.sentence


@pytest.mark.words
@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (
            Cause("value", column="spent", value=0.0, share=0.604),
            "60% of the customers have spent = 0. Only that value sets them apart, so it does not count as a gap.",
        ),
        (
            Cause("value", column="limit", value=12500.0, share=0.1),
            "10% of the customers have limit = 12,500. Only that value sets them apart, so it does not count as a gap.",
        ),
        (
            Cause("value", column="limit", share=0.1),
            "10% of the customers have the same value of limit. Only that value sets them apart, so it does not count "
            "as a gap.",
        ),
        (
            Cause("step", column="orders", segments=(0, 2)),
            "The border Loyal | New lies between two values of orders, which has only a few: such a step does not "
            "count as a gap.",
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
        (
            Cause("long groups", groups=2),
            "At least 2 long groups lie side by side, and these segments cut across them, because K-Means looks for "
            "round groups. Once the columns are decorrelated, a gap separates 2 groups.",
        ),
        (
            Cause("long groups", groups=3),
            "At least 3 long groups lie side by side, and these segments cut across them, because K-Means looks for "
            "round groups. Once the columns are decorrelated, gaps separate 3 groups.",
        ),
        (
            Cause("few values"),
            "Answers, scores and flags with at most ten values make up most of the differences, and tables without "
            "groups look just as clearly separated. So gaps between such values do not count.",
        ),
    ],
)
def test_each_cause_has_its_sentence(cause, sentence):
    assert remarks(verdict(causes=(cause,)), NAMES) == [sentence]


@pytest.mark.words
@pytest.mark.parametrize(
    ("pairs", "which"),
    [
        (((0, 1), (1, 2)), "The borders Loyal | Occasional and Occasional | New lie"),
        (((0, 1), (1, 2), (2, 3)), "The borders Loyal | Occasional, Occasional | New and New | Lost lie"),
        (((0, 1), (1, 2), (2, 3), (3, 4)), "4 borders lie"),
    ],
)
def test_steps_of_one_column_share_a_sentence(pairs, which):
    steps = [Cause("step", column="orders", segments=pair) for pair in pairs]
    other, column = Cause("step", column="visits", segments=(0, 4)), Cause("column", column="age")
    said = remarks(verdict(causes=(steps[0], other, *steps[1:], column)), NAMES)
    rest = "between two values of {}, which has only a few: such a step does not count as a gap."
    assert said == [
        f"{which} {rest.format('orders')}",
        f"The border Loyal | Young lies {rest.format('visits')}",
        "Every gap lies in age alone.",
    ]


@pytest.mark.words
@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (SegmentBorders("alone"), "Has no neighbouring segment."),
        (SegmentBorders("apart"), "Stands apart from all its neighbours."),
        (
            SegmentBorders("shades", into=1, between=1210, near=180),
            "Shades into Occasional: 1,210 customers at the border against 180 near the emptier centre.",
        ),
        (
            SegmentBorders("too few", into=2, between=1, near=4),
            "Too few customers to tell whether it stands apart from New: 1 customer at the border against 4 near the "
            "emptier centre.",
        ),
        (
            SegmentBorders("too few", into=2, between=2, near=90, cause="step"),
            "Is set apart from New only by a step between two values: 2 customers at the border against 90 near the "
            "emptier centre.",
        ),
        (
            SegmentBorders("too few", into=0, between=2, near=90, cause="value"),
            "Is set apart from Loyal only by one value that many customers share: 2 customers at the border against 90 "
            "near the emptier centre.",
        ),
    ],
)
def test_each_segment_has_its_sentence(own, sentence):
    assert segment_sentence(own, NAMES) == sentence


@pytest.mark.words
def test_a_gap_that_the_rest_does_not_confirm_is_called_so():
    found = segment_sentence(SegmentBorders("apart"), confirmed=False)
    assert found == "A gap at each of its borders, not confirmed by the rest of the evidence."
    shades = SegmentBorders("shades", into=1, between=2, near=3)
    assert segment_sentence(shades, confirmed=False) == segment_sentence(shades)
    assert segment_sentence(shades).startswith("Shades into segment 1: ")


@pytest.mark.words
def test_each_kind_has_its_meaning():
    said = {kind: meaning(verdict(kind)) for kind in ("natural", "partly natural", "reproducible", "constructed")}
    assert len(set(said.values())) == 4
    assert all(verdict(kind).meaning == sentence for kind, sentence in said.items())
    assert meaning(verdict("constructed", k=1, supported_k=1)) == (
        "As far as these features go, the customers are one group. Treat them alike, or ask for a number of segments "
        "if work has to be divided."
    )
    assert meaning(verdict("constructed", k=1, supported_k=3)) == (
        "There are groups that a single segment hides: look at the number that the evidence supports."
    )
