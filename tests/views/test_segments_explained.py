from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.json_form import to_json
from coterie.views.explained import explained_view
from coterie.views.segments_explained import needed_table, parity_table, rules_table, worth_table


@pytest.fixture(scope="module")
def view(result, bank):
    said = coterie.explain_segments(result, bank)
    return explained_view(result.segmentation, said, names=("a.coterie", "b.csv"))


def test_it_is_what_the_schema_says(view, result):
    jsonschema.validate(json.loads(to_json(view)), coterie.json_schema("explain"))
    alone = explained_view(result.segmentation, coterie.explain_segments(result), names=("a.coterie", None))
    jsonschema.validate(json.loads(to_json(alone)), coterie.json_schema("explain"))
    assert (alone.segments.rules, alone.segments.sensitive, alone.segments.warning) == (None, (), "")


@pytest.mark.words
def test_rules_are_read_as_sentences(view):
    rules = [rule.says for rule in view.segments.rules.rules]
    assert "age ≥ 60 and income < 72,000 → Silver Sages" in rules
    assert rules[-1].startswith("everyone else → ")
    assert "approximation" in view.segments.rules.remarks[0]


def test_tables_have_a_column_for_each_title(view, result):
    for table in (rules_table(view.segments.rules), parity_table(result.segmentation, view.segments.sensitive[0])):
        assert len({len(row) for row in table}) == 1
    assert len(parity_table(result.segmentation, view.segments.sensitive[0])[0]) == 8


@pytest.mark.words
def test_ties_say_whether_the_attribute_was_used_and_through_what(view):
    said = {tied.column: tied.says for tied in view.segments.sensitive}
    assert said["age"].startswith("age, which built the segments, differs between segments (η² 0.79).")
    assert "did not build" in said["gender"]
    assert "credit, housing, jobs or insurance" in view.segments.warning


@pytest.mark.words
def test_what_separates_is_said_in_original_units(view, result):
    says = [mark.says for each in view.segments.apart for mark in each.telling]
    most = max(each.columns["card_type"].shares.get("Platinum", 0.0) for each in result.segmentation.profiles.segments)
    assert any(said.startswith(f"card_type Platinum: {most:.0%}") for said in says)
    assert not any("-" in said.partition("(")[2] for said in says)  # minus signs are minus signs


def test_there_is_no_warning_where_nothing_is_tied(bank):
    found = coterie.segment(bank, k=2, features=["income"], evidence="none").segmentation
    said = coterie.explain_segments(found, bank.drop("gender", "age"))
    assert explained_view(found, said, names=("a", "b")).segments.warning == ""


@pytest.mark.words
def test_worth_and_tests_are_tables(result, bank):
    said = coterie.explain_segments(
        result, bank.with_columns(churned=bank["age"] > 50), value="income", outcome="churned"
    )
    told = explained_view(result.segmentation, said, names=("a", "b"))
    jsonschema.validate(json.loads(to_json(told)), coterie.json_schema("explain"))
    titles, *rows = worth_table(told.segments.worth)
    assert {len(row) for row in rows} == {len(titles)}
    assert "Gini" in told.segments.worth.says
    titles, *rows = needed_table(told.segments.tests)
    assert {row[-1] for row in rows} <= {"yes", "no"}
    assert len(rows) == 6
