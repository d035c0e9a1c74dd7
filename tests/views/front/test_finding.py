from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.finding import finding
from coterie.views.front.value import Value, value_of

pytestmark = pytest.mark.words


def of(summary, *shares):
    return finding(summary_from(summary), Value("income", "income", shares) if shares else None)


def shares(summary, *sizes):
    for segment, share in zip(summary["segments"], sizes, strict=True):
        segment["share"] = share
    return summary


def test_few_who_hold_half_are_news(case):
    summary = shares(case("bank")[0], 0.2, 0.2, 0.2, 0.2, 0.1, 0.1)
    assert of(summary, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5) == (
        "Six kinds of customers: Millennial Moguls, 10% of the people, account for 50% of all income"
    )
    assert of(summary, 0.1, 0.1, 0.1, 0.1, 0.3, 0.3) == (
        "Six kinds of customers: Trendsetters and Millennial Moguls, 20% of the people, account for 60% of all income"
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("A" * 24, "B" * 24), f"{'B' * 24} and {'A' * 24}, 20%"),
        (("A" * 24, "B" * 25), "two of them, 20%"),
        (("A", None), "two of them, 20%"),
    ],
)
def test_names_that_are_long_or_only_describe_leave_the_headline(case, names, said):
    summary = shares(case("bank")[0], 0.2, 0.2, 0.2, 0.2, 0.1, 0.1)
    for segment, name in zip(summary["segments"][4:], names, strict=True):
        segment["name"] = name or "low income"
        segment["evidence"]["archetype"] = segment["evidence"]["archetype"] if name else None
    assert of(summary, 0.1, 0.1, 0.1, 0.1, 0.29, 0.31).startswith(f"Six kinds of customers: {said}")


def test_one_whose_name_only_describes_is_counted(case):
    summary = shares(case("bank")[0], 0.2, 0.2, 0.2, 0.2, 0.1, 0.1)
    summary["segments"][5]["evidence"]["archetype"] = None
    assert of(summary, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5) == (
        "Six kinds of customers: one of them, 10% of the people, accounts for 50% of all income"
    )


@pytest.mark.parametrize(
    ("most", "news"), [(0.499, "Millennial Moguls and Trendsetters,"), (0.5, ": Millennial Moguls, 10%")]
)
def test_half_is_the_bound(case, most, news):
    summary = shares(case("bank")[0], 0.2, 0.2, 0.2, 0.2, 0.1, 0.1)
    rest = (1 - most - 0.11) / 4
    assert news in of(summary, rest, rest, rest, rest, 0.11, most)


@pytest.mark.parametrize(("held", "news"), [(0.599, False), (0.6, True)])
def test_it_is_no_news_where_they_hold_little_more_than_their_part(case, held, news):
    summary = shares(case("bank")[0], 0.5, 0.1, 0.1, 0.1, 0.1, 0.1)
    rest = (1 - held) / 5
    assert ("account" in of(summary, held, rest, rest, rest, rest, rest)) is news


def test_more_than_half_of_the_segments_are_not_few(case):
    summary = shares(case("bank")[0], *[1 / 6] * 6)
    assert "account" not in of(summary, 0.17, 0.17, 0.17, 0.17, 0.16, 0.16)


def outcome(summary, column, *rates, effect=0.3):
    summary["descriptors"] = [
        {"descriptor": column, "effect": effect, "test": "chi-squared", "p": 1e-9, "p_holm": 1e-9}
    ]
    for segment, rate in zip(summary["segments"], rates, strict=True):
        share = {"false": 1 - rate, "true": rate}
        segment["profile"][column] = {"mode": "false", "tie": False, "shares": share, "known": segment["size"]}
    summary["overall"]["profile"][column] = {"mode": "false", "tie": False, "shares": {"false": 0.8, "true": 0.2}}
    return summary


def test_an_outcome_is_news_where_no_worth_is(case):
    summary = outcome(case("bank")[0], "Churn", 0.03, 0.1, 0.1, 0.42, 0.1, 0.1)
    assert of(summary) == "Six kinds of customers: churn from 3.0% among Prudent Elite to 42% among Financial Titans"


def test_segments_whose_names_are_long_lists_are_not_named(case):
    summary = outcome(case("bank")[0], "Churn", 0.03, 0.1, 0.1, 0.42, 0.1, 0.1)
    summary["segments"][3]["evidence"]["archetype"] = None
    assert of(summary) == "Six kinds of customers: churn ranges from 3.0% to 42%"


@pytest.mark.parametrize(("effect", "news"), [(0.0999, False), (0.1, True)])
def test_an_outcome_that_hardly_differs_is_no_news(case, effect, news):
    summary = outcome(case("bank")[0], "Churn", 0.03, 0.1, 0.1, 0.42, 0.1, 0.1, effect=effect)
    assert ("churn" in of(summary)) is news


def test_what_is_no_outcome_is_no_news(case):
    assert "Smoker" not in of(outcome(case("bank")[0], "Smoker", 0.03, 0.1, 0.1, 0.42, 0.1, 0.1))


def test_otherwise_what_tells_them_apart_is(case):
    assert of(case("bank")[0]) == "Six kinds of customers: age and credit score tell them apart best"


def test_no_groups_are_the_news(case):
    summary = case("mall")[0]
    assert of(summary) == "No natural groups among 200 customers: a convenient cut into five segments"
    assert of(case("single")[0]) == "No natural groups among 120 customers: one segment"


def test_segments_that_are_no_groups_are_not_called_kinds(case):
    summary = summary_from(case("wide")[0])
    assert finding(summary, value_of(summary)).startswith("Twelve segments of customers: ")


def test_four_of_six_segments_are_not_few(case):
    summary = shares(case("bank")[0], 0.1, 0.1, 0.1, 0.1, 0.3, 0.3)
    assert "account" not in of(summary, 0.126, 0.126, 0.126, 0.126, 0.248, 0.248)


@pytest.mark.parametrize(("p", "news"), [(0.0499, True), (0.05, False)])
def test_an_outcome_whose_difference_could_be_chance_is_no_news(case, p, news):
    summary = outcome(case("bank")[0], "Churn", 0.03, 0.1, 0.1, 0.42, 0.1, 0.1)
    summary["descriptors"][0]["p_holm"] = p
    assert ("churn" in of(summary)) is news
