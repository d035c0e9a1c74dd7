from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.telling import made_of, told


@pytest.mark.words
def test_the_headline_is_first_and_the_names_come_from_a_catalogue(case):
    news, names, reason, finding, *_ = told(summary_from(case("bank")[0]))
    summary, _ = case("bank")
    assert news == "Six natural segments among 5,000 customers."
    assert names == "Names: the bank catalogue, by age, income, spending_score, credit_score."
    assert reason == f"{summary['choice']['reason']} {summary['recommendation']['ladder']}"
    assert finding == summary["verdict"]["finding"]


def test_without_archetypes_no_catalogue_is_named(case):
    assert not any(sentence.startswith("Names:") for sentence in told(summary_from(case("mall")[0])))


def test_names_given_by_hand_are_no_catalogue_s(case):
    summary, _ = case("bank")
    for each in summary["segments"]:
        each["evidence"]["given"] = True
    assert not any(sentence.startswith("Names:") for sentence in told(summary_from(summary)))


@pytest.mark.words
def test_warnings_are_told_but_what_the_verdict_says_is_not_told_twice(case):
    summary, _ = case("mall")
    said = told(summary_from(summary))
    assert [each for each in said if each.startswith("Beware: ")] == [
        f"Beware: {each['message']}" for each in summary["warnings"][1:]
    ]


@pytest.mark.words
def test_of_many_warnings_the_rest_is_counted(case):
    summary, _ = case("mall")
    summary["warnings"] = [summary["warnings"][1]] * 7
    assert told(summary_from(summary))[-1] == "2 more in the report."


@pytest.mark.words
def test_purchases_say_what_was_made_of_them_and_are_doubted(case):
    summary, _ = case("bank")
    summary["purchases"] = {
        "columns": {"customer": "who"}, "as_of": "2024-12-31", "rows": 9, "width": 3, "purchases": 8, "customers": 7,
        "says": "Made of 9 rows.", "otherwise": "Type this.", "doubts": ["Look at it."],
    }  # fmt: skip
    made = summary_from(summary)
    assert made_of(made.purchases) == ("Made of 9 rows.", "Type this.")
    assert "Beware: Look at it." in told(made)


def test_a_catalogue_that_used_no_column_is_not_named(case):
    summary, _ = case("bank")
    summary["catalogue"]["columns"] = {}
    assert [len(told(summary_from(each))) for each in (case("bank")[0], summary)] == [4, 3]
