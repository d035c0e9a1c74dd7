from __future__ import annotations

import pytest

from coterie.views import facts
from coterie.views.contract import summary_from


def test_columns_stand_in_order_of_use(case):
    summary, _ = case("bank")
    roles = [column.role for column in facts.columns(summary_from(summary))]
    assert roles == ["feature"] * 4 + ["descriptor"] * 2 + ["id", "ignored"]


def test_every_column_keeps_its_reason(case):
    summary, _ = case("bank")
    listed = {column.name: column.reason for column in facts.columns(summary_from(summary))}
    assert listed == {column["name"]: column["reason"] for column in summary["columns"]}


@pytest.mark.words
def test_preparation_is_told_in_words(case):
    summary, _ = case("bank")
    told = {column.name: column.prepared for column in facts.columns(summary_from(summary))}
    assert told["income"].startswith("missing filled with 81,900 (median); skew lessened by Yeo-Johnson (power −0.21)")
    assert told["gender"] == ""


@pytest.mark.words
def test_untouched_and_one_hot_features(case):
    summary, _ = case("single")
    rest = {"power": None, "unit": None, "categories": []}
    plain = {"feature": "visits", "impute": "mean", "fill": 6.0, "transform": "none", "center": 0.0, "scale": 1.0}
    coded = {"feature": "card", "impute": "mode", "fill": "Gold", "transform": "one-hot", "center": 0.0, "scale": 2.0}
    summary["preparation"] = [plain | rest, coded | rest]
    summary["columns"].append(
        {"name": "card", "type": "categorical", "role": "feature", "missing": 0, "reason": "Asked."}
    )
    told = {column.name: column.prepared for column in facts.columns(summary_from(summary))}
    assert told["visits"] == "missing filled with 6.00 (mean)"
    assert told["card"] == "missing filled with Gold (mode); one column per category, each multiplied by 0.50"


@pytest.mark.words
def test_cleaning_keeps_its_order_and_names_whole_rows(case):
    summary, _ = case("bank")
    entries = facts.cleaning(summary_from(summary).cleaning)
    assert [entry.action for entry in entries] == [entry["action"] for entry in summary["cleaning"]]
    assert entries[0].column == "Whole rows"


def test_options_are_text():
    given = {"features": ["a", "b"], "type": {"x": "numeric"}, "id": None, "ignore": [], "k": 4}
    assert facts.options(given) == (
        ("features", "a, b"),
        ("type", "x=numeric"),
        ("id", "–"),
        ("ignore", "–"),
        ("k", "4"),
    )
