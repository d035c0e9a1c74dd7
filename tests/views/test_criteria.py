from __future__ import annotations

import pytest

from coterie.evidence.criteria import CRITERIA
from coterie.evidence.recommendation import VOTES
from coterie.views.contract import summary_from
from coterie.views.criteria import criteria


def found(summary):
    made = summary_from(summary)
    return criteria(made.k_card, made.choice.k)


def shown_in(summary):
    return {row.name: row for idea in found(summary).ideas for row in idea.rows}


def test_every_criterion_is_shown_with_its_choice(case):
    assert set(VOTES) <= {each.key for each in CRITERIA}
    summary, _ = case("bank")
    shown = shown_in(summary)
    for each in CRITERIA:
        if each.key:
            choice = summary["k_card"]["choices"][each.key]
            assert shown[each.name].choice == ("–" if choice is None else str(choice))
            assert shown[each.name].agrees == (choice == 6)


@pytest.mark.words
def test_criteria_stand_under_their_idea(case):
    ideas = found(case("bank")[0]).ideas
    assert [idea.name for idea in ideas] == ["Separation", "Replication", "Compactness", "Description length"]
    assert [row.name for row in ideas[0].rows][:2] == ["Gaps at borders", "Silhouette"]
    assert ideas[1].rows[0].name == "Agreement of halves"


@pytest.mark.words
def test_an_optimum_at_the_end_of_the_range_is_none(case):
    summary, _ = case("bank")
    summary["choice"]["k"] = 12
    summary["k_card"]["choices"] |= {"bic": 12, "silhouette": 11, "prediction_strength": 12}
    shown = shown_in(summary)
    assert (shown["BIC"].choice, shown["BIC"].agrees) == ("–", False)
    assert shown["BIC"].note == "Best at 12, the largest number tried: not an optimum."
    assert (shown["Silhouette"].choice, shown["Silhouette"].note) == ("11", "")
    assert (shown["Prediction strength"].choice, shown["Prediction strength"].note) == ("12", "")


@pytest.mark.words
def test_gaps_and_halves_choose_the_largest_that_holds(case):
    summary, _ = case("bank")
    rows = summary["k_card"]["rows"]
    assert shown_in(summary)["Gaps at borders"].choice == "6"
    assert shown_in(summary)["Agreement of halves"].choice == "7"
    rows[7]["halves"] = 0.8
    assert shown_in(summary)["Agreement of halves"].choice == "8"
    for row in rows:
        row |= {"kind": None, "halves": 0.79}
    assert shown_in(summary)["Gaps at borders"].choice == shown_in(summary)["Agreement of halves"].choice == "–"


@pytest.mark.words
def test_criteria_without_numbers_are_left_out(case):
    names = set(shown_in(case("unasked")[0]))
    assert "Silhouette" in names
    assert not names & {"Gap statistic", "Prediction strength", "Distance from placebos", "Agreement of refits"}
    assert not names & {"Gaps at borders", "Agreement of halves"}


@pytest.mark.words
def test_numbers_are_the_cards_own(case):
    summary, _ = case("bank")
    numbers = found(summary).numbers
    at = numbers.titles.index("Silhouette")
    for row, own in zip(numbers.rows, summary["k_card"]["rows"], strict=True):
        assert row.k == own["k"]
        assert row.cells[at] == ("–" if own["silhouette"] is None else f"{own['silhouette']:.2f}")


@pytest.mark.words
def test_where_no_number_of_segments_passes_none_is_chosen(case):
    summary, _ = case("bank")
    summary["k_card"]["choices"] |= {"agreement": 1, "prediction_strength": 1}
    shown = shown_in(summary)
    assert shown["Agreement of refits"].choice == "–"
    assert shown["Prediction strength"].choice == "1"


def test_the_number_chosen_is_marked_among_those_tried(case):
    summary, _ = case("bank")
    ks = [row["k"] for row in summary["k_card"]["rows"]]
    assert {row.chosen_at for row in shown_in(summary).values()} == {ks.index(6)}
    summary["choice"]["k"] = 99
    assert {row.chosen_at for row in shown_in(summary).values()} == {None}
