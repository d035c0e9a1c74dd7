from __future__ import annotations

import pytest

from coterie.views.choice import advice, chosen_by, elbows, kinds, silhouette_of
from coterie.views.contract import summary_from


def shown(summary):
    made = summary_from(summary)
    return kinds(made.k_card, made.choice.k)


def said(summary):
    made = summary_from(summary)
    return advice(made.recommendation, made.choice.k, tested=made.verdict is not None)


def test_every_number_of_segments_has_its_kind(case):
    found = shown(case("bank")[0])
    assert [each.k for each in found] == list(range(2, 13))
    assert [each.kind for each in found if each.here] == ["natural"]
    assert shown(case("unasked")[0]) == ()


@pytest.mark.words
def test_what_is_supported_is_said_where_it_differs(case):
    summary, _ = case("bank")
    why = "reproducible; agreement 0.84 of 1 between random halves of the customers"
    assert list(said(summary)) == [f"Runner-up: two segments ({why})."]
    summary["recommendation"] |= {"supported_k": 4, "runner_up": None}
    assert list(said(summary)) == ["The evidence supports four segments."]
    summary["recommendation"]["supported_k"] = 1
    assert said(summary)[0].startswith("The evidence supports no groups")


def test_without_evidence_nothing_is_added(case):
    assert list(said(case("unasked")[0])) == []


@pytest.mark.words
@pytest.mark.parametrize(
    ("asked", "method", "said"),
    [
        ("auto", "evidence", "chosen by the evidence"),
        ("auto", "elbow", "chosen by the elbow"),
        ("auto", "silhouette", "chosen by the silhouette"),
        ("elbow", "elbow", "by the elbow, as asked for"),
        ("silhouette", "silhouette", "by the silhouette, as asked for"),
        (5, "given", "as asked for"),
    ],
)
def test_who_chose_is_told_from_who_was_asked(case, asked, method, said):
    summary, _ = case("bank")
    summary["options"]["k"], summary["choice"]["method"] = asked, method
    assert chosen_by(summary_from(summary)) == said


@pytest.mark.words
def test_an_elbow_that_is_nowhere_is_said():
    assert elbows([[8, None]]) == "There is none here."
    assert elbows([[8, None], [9, 3]]) == ("Here it is nowhere with up to 8 segments tried, at 3 with up to 9.")


@pytest.mark.words
def test_a_convenient_number_is_called_so(case):
    summary, _ = case("mall")
    summary["choice"]["method"] = "evidence"
    assert chosen_by(summary_from(summary)) == "a convenient number"


@pytest.mark.words
def test_the_silhouette_is_that_of_all_or_of_a_sample(case):
    summary, _ = case("bank")
    row = next(row for row in summary["k_card"]["rows"] if row["k"] == 6)
    row |= {"silhouette_rows": 2400, "silhouette_interval": [0.54, 0.56]}
    words = "of a random sample of 2,400 customers"
    assert silhouette_of(summary_from(summary).k_card, 6) == f"{words}; 95% interval 0.540 to 0.560"
    row["silhouette_interval"] = None
    assert silhouette_of(summary_from(summary).k_card, 6) == words
    row["silhouette_kind"] = "exact"
    assert silhouette_of(summary_from(summary).k_card, 6) == "of all customers"
    assert silhouette_of(summary_from(summary).k_card, 1) == ""
