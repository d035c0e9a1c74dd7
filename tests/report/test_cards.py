from __future__ import annotations

import pytest

from coterie.report.cards import bank_columns, cards, strongest


def test_a_bank_shows_what_the_trade_reports(case):
    summary, _ = case("bank")
    for card in cards(summary):
        labels = [line["label"] for line in card["lines"]]
        assert labels == ["Age", "Income", "Spending score", "Credit score", "Card", "Gender"]


def test_values_are_the_profiles_own(case):
    summary, _ = case("bank")
    card = cards(summary)[3]
    profile = summary["segments"][3]["profile"]
    by_label = {line["label"]: line for line in card["lines"]}
    assert by_label["Age"]["value"] == f"{profile['age']['mean']:.1f}"
    assert by_label["Card"]["value"] == profile["card_type"]["mode"]
    assert by_label["Card"]["beside"] == f"{profile['card_type']['shares'][profile['card_type']['mode']]:.0%}"
    assert by_label["Age"]["all"] == f"{summary['overall']['profile']['age']['mean']:.1f}"


def test_card_and_gender_are_found_by_name(case):
    summary, _ = case("bank")
    overall = summary["overall"]["profile"]
    summary["overall"]["profile"] = {
        {"card_type": "CardCategory", "gender": "Sex"}.get(name, name): value for name, value in overall.items()
    }
    found = bank_columns(summary)
    assert found["CardCategory"] == "Card"
    assert found["Sex"] == "Gender"


def test_a_number_is_neither_card_nor_gender(case):
    summary, _ = case("bank")
    summary["overall"]["profile"]["cards_held"] = {"mean": 2.0, "median": 2.0, "std": 1.0, "min": 1.0, "max": 4.0}
    assert "cards_held" not in bank_columns(summary)


def test_another_schema_shows_its_strongest_traits(case):
    summary, _ = case("wide")
    overall = summary["overall"]["profile"]
    for card, segment in zip(cards(summary), summary["segments"], strict=True):
        numbers = {c: p for c, p in segment["profile"].items() if "mean" in p}
        far = {c: abs(p["mean"] - overall[c]["mean"]) / overall[c]["std"] for c, p in numbers.items()}
        expected = [column.replace("_", " ") for column in sorted(far, key=far.__getitem__, reverse=True)[:4]]
        assert [line["label"] for line in card["lines"] if not line["category"]] == expected


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("PURCHASES_TRX", "Purchases trx"),
        ("Annual Income (k$)", "Annual Income (k$)"),
        ("CLV", "CLV"),
        ("___", "___"),
    ],
)
def test_columns_are_written_as_text_with_their_units(column, label):
    overall = {column: {"mean": 1.0, "std": 1.0}}
    assert strongest(overall, overall) == {column: label}


def test_strongest_leaves_dates_and_constants_out():
    overall = {"when": {"mean": "2024-01-01", "std": 9.0}, "flat": {"mean": 1.0, "std": 0.0}}
    assert strongest(overall, overall) == {}


def test_a_bar_points_the_way_and_ends_at_two(case):
    summary, _ = case("bank")
    lines = [line for card in cards(summary) for line in card["lines"] if not line["category"]]
    assert any(line["z"] < 0 for line in lines)
    for line in lines:
        start, width = float(line["bar_x"]), float(line["bar_width"])
        assert 0 <= start <= start + width <= 48
        assert (start + width == 24) if line["z"] < 0 else (start == 24)
        assert line["says"].endswith("below" if line["z"] < 0 else "above")


def test_a_segment_too_small_to_describe_has_no_numbers(case):
    summary, _ = case("tiny")
    card = cards(summary)[-1]
    assert card["lines"] == []
    assert card["sentence"] == ""
    assert card["size"] == "3"
