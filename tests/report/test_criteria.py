from __future__ import annotations

import pytest

from coterie.evidence.criteria import CRITERIA
from coterie.evidence.recommendation import WORDS
from coterie.report.criteria import advice, chosen_by, criteria, elbows, kinds, lives


def shown_in(summary):
    return {row["name"]: row for idea in criteria(summary)["ideas"] for row in idea["rows"]}


def test_every_criterion_is_shown_with_its_choice(case):
    assert set(WORDS) <= {each.key for each in CRITERIA}
    summary, _ = case("bank")
    shown = shown_in(summary)
    for each in CRITERIA:
        if each.key:
            choice = summary["k_card"]["choices"][each.key]
            assert shown[each.name]["choice"] == ("–" if choice is None else str(choice))
            assert shown[each.name]["agrees"] == (choice == 6)


def test_criteria_stand_under_their_idea(case):
    ideas = criteria(case("bank")[0])["ideas"]
    assert [idea["name"] for idea in ideas] == ["Separation", "Replication", "Compactness", "Description length"]
    assert [row["name"] for row in ideas[0]["rows"]][:2] == ["Gaps at borders", "Silhouette"]
    assert ideas[1]["rows"][0]["name"] == "Agreement of halves"


def test_an_optimum_at_the_end_of_the_range_is_none(case):
    summary, _ = case("bank")
    summary["choice"]["k"] = 12
    summary["k_card"]["choices"] |= {"bic": 12, "silhouette": 11, "prediction_strength": 12}
    shown = shown_in(summary)
    assert (shown["BIC"]["choice"], shown["BIC"]["agrees"]) == ("–", False)
    assert shown["BIC"]["note"] == "Best at 12, the largest number tried: not an optimum."
    assert (shown["Silhouette"]["choice"], shown["Silhouette"]["note"]) == ("11", "")
    assert (shown["Prediction strength"]["choice"], shown["Prediction strength"]["note"]) == ("12", "")


def test_gaps_and_halves_choose_the_largest_that_holds(case):
    summary, _ = case("bank")
    rows = summary["k_card"]["rows"]
    assert shown_in(summary)["Gaps at borders"]["choice"] == "6"
    assert shown_in(summary)["Agreement of halves"]["choice"] == "7"
    rows[7]["halves"] = 0.8
    assert shown_in(summary)["Agreement of halves"]["choice"] == "8"
    for row in rows:
        row |= {"kind": None, "halves": 0.79}
    assert shown_in(summary)["Gaps at borders"]["choice"] == shown_in(summary)["Agreement of halves"]["choice"] == "–"


def test_every_number_of_segments_has_its_kind(case):
    found = kinds(case("bank")[0])
    assert [each["k"] for each in found] == list(range(2, 13))
    assert [each["kind"] for each in found if each["here"]] == ["natural"]
    assert kinds(case("unasked")[0]) == []


def test_criteria_without_numbers_are_left_out(case):
    names = set(shown_in(case("unasked")[0]))
    assert "Silhouette" in names
    assert not names & {"Gap statistic", "Prediction strength", "Distance from placebos", "Agreement of refits"}
    assert not names & {"Gaps at borders", "Agreement of halves"}


def test_numbers_are_the_cards_own(case):
    summary, _ = case("bank")
    numbers = criteria(summary)["numbers"]
    at = numbers["titles"].index("Silhouette")
    for row, own in zip(numbers["rows"], summary["k_card"]["rows"], strict=True):
        assert row["k"] == own["k"]
        assert row["cells"][at] == ("–" if own["silhouette"] is None else f"{own['silhouette']:.2f}")


def test_what_is_supported_is_said_where_it_differs(case):
    summary, _ = case("bank")
    why = "reproducible; agreement 0.84 of 1 between random halves of the customers"
    assert advice(summary) == [f"Runner-up: two segments ({why})."]
    summary["recommendation"] |= {"supported_k": 4, "runner_up": None}
    assert advice(summary) == ["The evidence supports four segments."]
    summary["recommendation"]["supported_k"] = 1
    assert advice(summary)[0].startswith("The evidence supports no groups")


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
    found = {"options": {"k": asked}, "choice": {"method": method}, "recommendation": {"basis": "gaps"}}
    assert chosen_by(found) == said


def test_an_elbow_that_is_nowhere_is_said():
    assert elbows({"k_card": {"elbows": [[8, None]]}}) == "There is none here."
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
