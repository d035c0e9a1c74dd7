from __future__ import annotations

from typing import get_args

import pytest

from coterie.evidence import kept
from coterie.evidence.borders import MOST_ROWS, Answer, Cause
from coterie.remarks.table import sentences
from coterie.views.borders import FEW, KINDS, borders, counts
from coterie.views.summary import Naming, Segment


def between(first, second, near=100, at=30, **said):
    known = {"answer": "gap", "feature": "age", "cause": "", "z": 1.0, "at": 0.0, "column": 0, "share": 0.5}
    return kept.Border(first=first, second=second, near=near, between=at, **known | said)


def found(*some, size=100):
    segments = [Segment(i, f"Segment {i}", Naming(None, None, "", "", "", ()), size, 0.05, {}) for i in range(20)]
    verdict = kept.Verdict("natural", 2, 2, 2, None, None, None, some, (), (), (), False, "", "", (), "")
    return borders(verdict, segments)


def test_every_answer_and_cause_has_words():
    assert set(KINDS) == {*get_args(Answer), *get_args(Cause)} - {""}
    assert all({f"border.{kind}", f"borders.only_{kind}"} <= set(sentences()) for kind in KINDS)


def test_without_borders_or_evidence_there_is_nothing():
    assert found() is None
    assert borders(None, []) is None


def test_the_most_crowded_border_is_the_first():
    rows = found(between(0, 1), between(0, 2, at=90, answer="crowd"), between(1, 2, at=0)).rows
    assert [row.share for row in rows] == ["90%", "30%", "0%"]
    assert [one.name for one in rows[0].pair] == ["Segment 0", "Segment 2"]


def test_a_border_is_measured_by_the_customers_near_the_centre():
    assert [row.of_near for row in found(between(0, 1, at=70), between(1, 2, at=300)).rows] == [3.0, 0.7]


def test_nobody_near_a_centre_is_no_division_by_zero():
    assert found(between(0, 1, near=0, at=0, answer="crowd")).rows[0].share == "0%"


@pytest.mark.words
@pytest.mark.parametrize(
    ("said", "answer", "more"),
    [
        ({}, "Gap", "differ most in age"),
        ({"feature": None}, "Gap", ""),
        ({"answer": "unproven"}, "Too few to tell", "differ most in age"),
        ({"answer": "unproven", "cause": "step"}, "A step", "between two values of age, which has only a few"),
        ({"answer": "unproven", "cause": "value"}, "One value", "of age, which many customers share"),
        ({"answer": "crowd", "cause": "value"}, "Crowd", "differ most in age"),
    ],
)
def test_a_step_or_one_value_is_not_too_few(said, answer, more):
    (row,) = found(between(0, 1, **said)).rows
    assert (row.answer, row.more) == (answer, more)


@pytest.mark.words
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["gap"], "The only border runs through a gap."),
        (["crowd"], "The only border runs through a crowd."),
        (["gap", "gap"], "Both borders run through gaps."),
        (["crowd", "gap"], "Of two borders one runs through a gap and one through a crowd."),
        (["crowd", "crowd"], "Of two borders none runs through a gap and two through a crowd."),
    ],
)
def test_borders_are_counted_in_a_sentence(answers, said):
    assert counts(answers) == said


def test_of_many_borders_the_rest_waits():
    many = [between(i, j) for i in range(6) for j in range(i + 1, 6)]
    assert found(*many[:FEW]).more == 0
    assert found(*many).more == len(many) - FEW


def test_a_sample_is_told():
    assert found(between(0, 1)).sample == ""
    assert found(between(0, 1), size=MOST_ROWS).sample == "50,000"
