from __future__ import annotations

import pytest

from coterie.naming.card import Card, CardColumn
from coterie.naming.catalogue import load_catalogue
from coterie.views.cards import cards, columns_of, strongest, telling_categories
from coterie.views.contract import summary_from
from coterie.views.labels import said
from coterie.views.summary import Category, Date, Number

BANK = load_catalogue("bank").card
RETAIL = load_catalogue("retail").card


def number(mean, std=1.0):
    return Number(mean, mean, std, 0.0, 99.0)


def test_a_bank_shows_what_the_trade_reports(case):
    for card in cards(summary_from(case("bank")[0]), BANK):
        labels = [line.label for line in card.lines]
        assert labels == ["Age", "Income", "Spending score", "Credit score", "Card", "Gender"]


def test_values_are_the_profiles_own(case):
    summary, _ = case("bank")
    card = cards(summary_from(summary), BANK)[3]
    profile = summary["segments"][3]["profile"]
    by_label = {line.label: line for line in card.lines}
    assert by_label["Age"].value == f"{profile['age']['mean']:.1f}"
    assert by_label["Card"].value == profile["card_type"]["mode"]
    assert by_label["Card"].beside == f"{profile['card_type']['shares'][profile['card_type']['mode']]:.0%}"
    assert by_label["Age"].all == f"{summary['overall']['profile']['age']['mean']:.1f}"


def test_card_and_gender_are_found_by_name(case):
    summary, _ = case("bank")
    overall = summary["overall"]["profile"]
    renamed = {"card_type": "CardCategory", "gender": "Sex"}
    summary["overall"]["profile"] = {renamed.get(name, name): value for name, value in overall.items()}
    found = columns_of(BANK, summary_from(summary))
    assert (found["CardCategory"], found["Sex"]) == ("Card", "Gender")


def test_a_number_is_neither_card_nor_gender(case):
    summary, _ = case("bank")
    held = {"mean": 2.0, "median": 2.0, "std": 1.0, "min": 1.0, "max": 4.0}
    summary["overall"]["profile"] = {"cards_held": held} | summary["overall"]["profile"]
    assert "cards_held" not in columns_of(BANK, summary_from(summary))


def test_of_several_words_the_first_is_looked_for_first(case):
    overall = {name: Category("x", tie=False, shares={"x": 1.0}) for name in ("sex", "gender")}
    summary = summary_from(case("bank")[0])
    object.__setattr__(summary.overall, "profile", overall)
    assert columns_of(Card((CardColumn("Gender", category=("gender", "sex")),)), summary) == {"gender": "Gender"}


@pytest.mark.parametrize("role", ["income", "spending"])
def test_without_an_essential_column_a_bank_shows_the_strongest_differences(case, role):
    summary, _ = case("bank")
    del summary["catalogue"]["columns"][role]
    assert columns_of(BANK, summary_from(summary)) == {}
    assert cards(summary_from(summary), BANK) == cards(summary_from(summary), None)


def test_without_another_column_a_bank_shows_the_rest(case):
    summary, _ = case("bank")
    del summary["catalogue"]["columns"]["credit"]
    assert "Credit score" not in columns_of(BANK, summary_from(summary)).values()


def test_a_shop_shows_its_columns_under_their_own_names(case):
    summary = summary_from(case("bank")[0])
    columns = ("recency_days", "frequency", "monetary", "r_score", "average_basket")
    object.__setattr__(summary.overall, "profile", {column: number(1.0) for column in columns})
    assert columns_of(RETAIL, summary) == {
        "recency_days": "recency days",
        "frequency": "frequency",
        "monetary": "monetary",
        "average_basket": "average basket",
    }


def test_another_schema_shows_its_strongest_traits(case):
    summary, _ = case("wide")
    overall = summary["overall"]["profile"]
    for card, segment in zip(cards(summary_from(summary), None), summary["segments"], strict=True):
        numbers = {c: p for c, p in segment["profile"].items() if "mean" in p}
        far = {c: abs(p["mean"] - overall[c]["mean"]) / overall[c]["std"] for c, p in numbers.items()}
        expected = [column.replace("_", " ") for column in sorted(far, key=far.__getitem__, reverse=True)[:4]]
        assert [line.label for line in card.lines if not line.category] == expected


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("PURCHASES_TRX", "purchases trx"),
        ("Annual Income (k$)", "annual income (k$)"),
        ("CLV", "CLV"),
        ("___", "___"),
    ],
)
def test_columns_are_written_as_text_with_their_units(column, label):
    assert said(column) == label
    assert strongest({column: number(1.0)}, {column: number(1.0)}, []) == [column]


def test_strongest_leaves_dates_and_constants_out():
    overall = {"when": Date("2024-01-01", "2024-01-01", 9.0, "2023-01-01", "2024-06-01"), "flat": number(1.0, 0.0)}
    assert strongest(overall, overall, []) == []


def with_effects(summary, **effects):
    found = [
        {"descriptor": name, "effect": effect, "test": "chi-squared", "p": 0.001, "p_holm": 0.001}
        for name, effect in effects.items()
    ]
    return summary_from(summary | {"descriptors": found})


def test_the_most_telling_categories_are_shown_and_none_that_hardly_differs(case):
    summary, _ = case("bank")
    assert telling_categories(with_effects(summary, gender=0.0999, card_type=0.36)) == ["card_type"]
    assert telling_categories(with_effects(summary, gender=0.1, card_type=0.36)) == ["card_type", "gender"]
    assert telling_categories(with_effects(summary, gender=0.4, card_type=0.36)) == ["gender", "card_type"]


def test_an_outcome_stands_before_a_stronger_descriptor(case):
    summary, _ = case("bank")
    assert telling_categories(with_effects(summary, card_type=0.36, Churn=0.2)) == ["Churn", "card_type"]


def test_yes_and_no_are_shown_as_the_share_of_yes(case):
    summary, _ = case("bank")
    flag = {"mode": "false", "tie": False, "shares": {"false": 0.69, "true": 0.31}}
    everyone = {"mode": "false", "tie": False, "shares": {"false": 0.83, "true": 0.17}}
    summary["overall"]["profile"]["Churn"] = everyone
    for segment in summary["segments"]:
        segment["profile"]["Churn"] = flag
    line = cards(with_effects(summary, Churn=0.2), None)[0].lines[-1]
    assert (line.value, line.all, line.category) == ("31%", "17%", False)


@pytest.mark.words
def test_a_difference_is_told_with_its_direction(case):
    lines = [line for card in cards(summary_from(case("bank")[0]), BANK) for line in card.lines if not line.category]
    assert {line.z > 0 for line in lines} == {True, False}
    for line in lines:
        assert line.says == f"{abs(line.z):.1f} standard deviations {'below' if line.z < 0 else 'above'}"


def test_a_segment_too_small_to_describe_has_no_numbers(case):
    card = cards(summary_from(case("tiny")[0]), BANK)[-1]
    assert card.lines == ()
    assert card.sentence == ""
    assert card.size == "3"
