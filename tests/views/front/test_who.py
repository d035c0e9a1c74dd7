from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.value import value_of
from coterie.views.front.who import rows

pytestmark = pytest.mark.words


def made(summary):
    found = summary_from(summary)
    return rows(found, value_of(found))


def test_those_who_hold_most_stand_first(case):
    found = made(case("bank")[0])
    assert [row.value_part for row in found] == sorted((row.value_part for row in found), reverse=True)


def test_without_a_worth_the_largest_stands_first(case):
    found = made(case("wide")[0])
    assert [row.id for row in found] == list(range(12))
    assert {row.value for row in found} == {""}


def test_a_sentence_says_what_medians_bear_out(case):
    summary, _ = case("bank")
    for row in made(summary):
        own, everyone = summary["segments"][row.id]["profile"], summary["overall"]["profile"]
        for column in ("age", "income", "spending_score", "credit_score"):
            label, median, whole = column.replace("_", " "), own[column]["median"], everyone[column]
            if label in row.sentence.replace("average", "") and "ather" not in row.sentence:
                assert not whole["p25"] <= median <= whole["p75"]
        if "ighest age" in row.sentence:
            assert own["age"]["median"] == max(each["profile"]["age"]["median"] for each in summary["segments"])


@pytest.mark.parametrize(("median", "said"), [(43.3, True), (43.4, False), (56.7, True), (50.0, False)])
def test_within_the_middle_half_a_median_may_still_lie_off(case, median, said):
    summary, _ = case("bank")
    everyone = {
        "mean": 50.0,
        "median": 50.0,
        "std": 15.0,
        "min": 0.0,
        "max": 99.0,
        "p25": 40.0,
        "p75": 60.0,
        "p10": 30.0,
        "p90": 70.0,
    }
    for name in ("age", "income", "spending_score", "credit_score"):
        summary["overall"]["profile"][name] = dict(everyone)
        for each in summary["segments"]:
            each["profile"][name] = dict(everyone)
    summary["segments"][0]["profile"]["age"]["median"] = median
    sentences = {row.id: row.sentence for row in rows(summary_from(summary), None)}
    assert sentences[1] == "Among the middle half of all customers in every number."
    assert (sentences[0] in {"Rather low age.", "Rather high age."}) is said


@pytest.mark.parametrize(
    ("second", "first", "said"),
    [(70.0, 72.0, "High"), (70.0, 72.1, "Highest"), (30.0, 28.0, "Low"), (30.0, 27.9, "Lowest")],
)
def test_a_median_that_comes_near_leaves_no_highest(case, second, first, said):
    summary, _ = case("bank")
    everyone = {"mean": 50.0, "median": 50.0, "std": 15.0, "min": 0.0, "max": 99.0, "p25": 40.0, "p75": 60.0}
    for name in ("age", "income", "spending_score", "credit_score"):
        for each in (summary["overall"], *summary["segments"]):
            each["profile"][name] = dict(everyone)
    for place, median in enumerate((first, second)):
        summary["segments"][place]["profile"]["age"]["median"] = median
    sentences = {row.id: row.sentence for row in rows(summary_from(summary), None)}
    assert sentences[0] == f"{said} age."


@pytest.mark.parametrize(("mean", "said"), [(42.51, False), (42.5, True), (57.49, False), (57.5, True)])
def test_between_groups_a_mean_may_lie_off_where_no_median_does(case, mean, said):
    summary, _ = case("bank")
    everyone = {"mean": 50.0, "median": 50.0, "std": 15.0, "min": 0.0, "max": 99.0, "p25": 30.0, "p75": 70.0}
    for name in ("age", "income", "spending_score", "credit_score"):
        for each in (summary["overall"], *summary["segments"]):
            each["profile"][name] = dict(everyone)
    summary["segments"][0]["profile"]["age"]["mean"] = mean
    sentences = {row.id: row.sentence for row in rows(summary_from(summary), None)}
    assert (sentences[0] == f"Rather {'low' if mean < 50 else 'high'} age.") is said


def test_of_two_segments_none_is_the_highest(case):
    summary, _ = case("hostile")
    assert not any("ighest" in row.sentence or "owest" in row.sentence for row in made(summary))


def test_a_segment_too_small_is_said_to_be(case):
    assert {row.sentence for row in made(case("tiny")[0]) if row.id == 5} == {"Too few customers to be described."}


def with_cards(summary, effect, shares, everyone):
    summary["descriptors"] = [
        {"descriptor": "card_type", "effect": effect, "test": "chi-squared", "p": 0.0, "p_holm": 0.0}
    ]
    summary["segments"][0]["profile"]["card_type"] = {"mode": None, "tie": False, "shares": shares}
    summary["overall"]["profile"]["card_type"]["shares"] = everyone
    return next(row.telling for row in made(summary) if row.id == 0)


@pytest.mark.parametrize(
    ("effect", "share", "of_all", "said"),
    [
        (0.3, 0.7, 0.17, "card type: 70% Gold (all: 17%)"),
        (0.0999, 0.7, 0.17, ""),
        (0.3, 0.299, 0.1, ""),
        (0.3, 0.3, 0.25, "card type: 30% Gold (all: 25%)"),
        (0.3, 0.3, 0.2501, ""),
    ],
)
def test_a_category_is_typical_from_bounds_on(case, effect, share, of_all, said):
    assert with_cards(case("bank")[0], effect, {"Gold": share}, {"Gold": of_all}) == said


def test_an_idea_is_the_catalogue_s_own_words(case):
    summary, _ = case("bank")
    summary["segments"][0]["evidence"]["idea"] = "Ask them."
    assert {row.idea for row in made(summary)} == {"Ask them.", ""}


def test_a_sentence_names_the_three_features_that_lie_farthest_out(case):
    summary, _ = case("bank")
    for name, far in (("age", 2), ("income", 4), ("spending_score", 3), ("credit_score", 5)):
        whole = summary["overall"]["profile"][name]
        summary["segments"][0]["profile"][name]["median"] = whole["median"] + far * (whole["p75"] - whole["p25"])
    said = {row.id: row.sentence for row in made(summary)}[0]
    assert said == "Highest credit score, income and spending score."


def test_features_that_are_equally_far_out_are_said_by_name_whatever_the_order_of_columns(case):
    summary, _ = case("bank")
    for each in (summary["overall"], *summary["segments"]):
        each["profile"]["credit_score"] = each["profile"]["age"]
        each["profile"]["income"] = each["profile"]["age"]
    turned = summary | {"columns": summary["columns"][::-1]}
    assert [row.sentence for row in made(summary)] == [row.sentence for row in made(turned)]
