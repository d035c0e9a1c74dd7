from __future__ import annotations

import pytest

from coterie.evidence.recommendation import WORDS
from coterie.report.criteria import CRITERIA, advice, chosen_by, criteria, elbows, lives


def test_every_criterion_that_votes_is_shown(case):
    assert set(WORDS) <= {key for _, key, _, _ in CRITERIA}
    summary, _ = case("bank")
    shown = {row["name"]: row for row in criteria(summary)["rows"]}
    for _, key, name, _ in CRITERIA:
        choice = summary["k_card"]["choices"][key]
        assert shown[name]["choice"] == ("–" if choice is None else str(choice))
        assert shown[name]["agrees"] == (choice == 6)


def test_criteria_without_numbers_are_left_out(case):
    names = {row["name"] for row in criteria(case("unasked")[0])["rows"]}
    assert "Silhouette" in names
    assert not names & {"Gap", "Prediction strength", "Distance from placebos", "Agreement of refits"}


def test_numbers_are_the_cards_own(case):
    summary, _ = case("bank")
    numbers = criteria(summary)["numbers"]
    at = numbers["titles"].index("Silhouette")
    for row, own in zip(numbers["rows"], summary["k_card"]["rows"], strict=True):
        assert row["k"] == own["k"]
        assert row["cells"][at] == ("–" if own["silhouette"] is None else f"{own['silhouette']:.2f}")


def test_what_is_supported_is_said_where_it_differs(case):
    summary, _ = case("bank")
    assert advice(summary) == ["Runner-up: two segments (4 of 9 criteria choose it; refits agree to 0.84)."]
    summary["recommendation"] |= {"supported": 4, "runner_up": None}
    assert advice(summary) == ["The customers themselves support four segments."]
    summary["recommendation"]["supported"] = 1
    assert advice(summary)[0].startswith("The customers themselves support no division")


def test_without_evidence_nothing_is_added(case):
    assert advice(case("unasked")[0]) == []


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
def test_who_chose_is_told_from_who_was_asked(asked, method, said):
    assert chosen_by({"options": {"k": asked}, "choice": {"method": method}}) == said


def test_an_elbow_that_is_nowhere_is_said():
    assert elbows({"k_card": {"elbows": [[8, None]]}}) == "Here none shows."
    assert elbows({"k_card": {"elbows": [[8, None], [9, 3]]}}) == (
        "Here it is nowhere with up to 8 segments tried, at 3 with up to 9."
    )


def test_a_segment_lives_as_long_as_it_keeps_three_quarters():
    steps = [
        {"n_clusters": [1, 2], "shared": [[60, 40]]},
        {"n_clusters": [2, 3], "shared": [[30, 30, 0], [0, 2, 38]]},
        {"n_clusters": [3, 4], "shared": [[15, 15, 0, 0], [0, 0, 32, 0], [0, 0, 0, 38]]},
        {"n_clusters": [4, 5], "shared": [[15, 0, 0, 0, 0], [0, 15, 0, 0, 0], [0, 0, 23, 0, 9], [0, 0, 0, 38, 0]]},
    ]
    segments = [{"id": i, "name": str(i)} for i in range(3)]
    found = [each["words"] for each in lives({"across": steps, "segments": segments})]
    assert found == ["only among three", "among three to four", "among two to five"]
