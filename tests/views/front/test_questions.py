from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.questions import questions

pytestmark = pytest.mark.words


def of(summary):
    found = summary_from(summary)
    return questions(found, range(found.k))


@pytest.mark.parametrize(("worst", "said"), [(0.85, "Yes"), (0.8499, "Mostly"), (0.6, "Mostly"), (0.5999, "No")])
def test_the_worst_segment_answers_whether_it_comes_out_again(case, worst, said):
    summary, _ = case("bank")
    for each in summary["stability"]["segments"]:
        each["jaccard"] = 0.99
    summary["stability"]["segments"][3]["jaccard"] = worst
    assert of(summary).again.startswith(f"{said}. ")


@pytest.mark.parametrize(("beaten", "said"), [(0, "Yes. None of 19 tables"), (1, "Yes. Of 19 tables"), (5, "No more")])
def test_tables_without_groups_answer_whether_there_is_anything(case, beaten, said):
    summary, _ = case("bank")
    summary["structure"]["found"] = beaten < 5
    for each in summary["structure"]["placebos"]:
        each["draws"], each["p"] = [1.0] * 19, (beaten + 1) / 20
    assert of(summary).anything.startswith(said)


@pytest.mark.parametrize("beaten", [0, 1])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("natural", "Yes. "),
        ("partly natural", "Yes. "),
        ("reproducible", "Structure, "),
        ("constructed", "Structure, "),
    ],
)
def test_where_no_groups_stand_apart_the_answer_is_no_plain_yes(case, beaten, kind, said):
    summary, _ = case("bank")
    summary["verdict"] |= {"kind": kind, "supported_k": 1 if kind == "constructed" else 6}
    for each in summary["structure"]["placebos"]:
        each["draws"], each["p"] = [1.0] * 19, (beaten + 1) / 20
    assert of(summary).anything.startswith(said)


@pytest.mark.parametrize(("supported", "code"), [(2, "value"), (1, "long groups")])
def test_groups_that_the_segments_do_not_follow_are_something_to_find(case, supported, code):
    summary, _ = case("bank")
    unknown = dict.fromkeys(("column", "value", "share", "customers", "groups"))
    summary["verdict"] |= {"kind": "constructed", "supported_k": supported}
    summary["verdict"]["causes"] = [{"code": code, "segments": [], **unknown}]
    for each in summary["structure"]["placebos"]:
        each["draws"], each["p"] = [1.0] * 19, 0.05
    assert of(summary).anything.startswith("Yes. ")


def test_segments_stand_in_the_order_of_the_rows(case):
    summary = summary_from(case("bank")[0])
    assert [each.id for each in questions(summary, [3, 1, 0, 2, 5, 4]).segments] == [3, 1, 0, 2, 5, 4]


def test_without_evidence_only_the_choice_is_told(case):
    found = of(case("unasked")[0])
    assert (found.anything, found.again, found.segments, found.own) == ("", "", (), None)
    assert found.why


def test_one_segment_does_not_come_out_again(case):
    assert of(case("single")[0]).again == ""


def test_curves_go_over_the_same_k(case):
    found = of(case("bank")[0])
    assert len(found.ks) == len(found.curve) == len(found.placebo)
    assert found.ks[0] == 2
