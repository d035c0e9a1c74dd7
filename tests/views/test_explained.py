from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.explanation import explained
from coterie.json_form import to_json
from coterie.views.explained import explained_lines, explained_table, explained_titles, explained_view


@pytest.fixture(scope="module")
def found(bank):
    options = {"features": ["age", "income", "card_type"], "evidence": "none", "catalogue": "none"}
    return coterie.segment(bank, k=4, **options).segmentation


def view_of(found, bank, row=3):
    return explained_view(found, explained(found, bank, id=bank["customer_id"][row]), names=("a.coterie", "b.csv"))


def test_it_is_what_the_schema_says(found, bank):
    view = view_of(found, bank)
    jsonschema.validate(json.loads(to_json(view)), coterie.json_schema("explain"))
    said = view.customer
    assert sum(each.effect for each in said.parts) == pytest.approx(said.difference, abs=1e-9)
    assert said.next_squared_distance - said.squared_distance == pytest.approx(said.difference, abs=1e-12)


def test_the_table_has_a_row_for_each_feature_and_their_sum(found, bank):
    said = view_of(found, bank).customer
    rows = explained_table(found, said)
    assert [row[0] for row in rows[:-1]] == [each.feature for each in said.parts]
    assert {len(row) for row in rows} == {len(explained_titles(said))}
    assert rows[-1][-1][0] in "+0"


def test_a_part_of_nothing_has_no_sign(found, bank):
    rows = [explained_table(found, view_of(found, bank, row).customer) for row in range(60)]
    assert not {row[-1] for table in rows for row in table} & {"+0.00", "−0.00", "-0.00"}


@pytest.mark.words
def test_moves_are_said_in_original_units(found, bank):
    said = [view_of(found, bank, row).customer for row in range(30)]
    changes = [(move.says, change) for each in said for move in each.moves for change in move.changes]
    assert {change.feature for _, change in changes} == {"age", "income", "card_type"}
    for words, change in changes:
        if change.feature == "age":
            assert f"age from {change.before:.0f} to {change.after:.0f}" in words
            assert change.after == round(change.after)
        if change.feature == "card_type":
            assert f"card_type from {change.before} to {change.after}" in words


@pytest.mark.words
def test_at_most_three_moves_are_told_and_what_they_are_not(found, bank):
    for row in range(30):
        said = view_of(found, bank, row).customer
        above, below = explained_lines(said)
        assert (len(above), len(below) <= 8) == (1, True)
        assert said.segment.name in above[0]
        assert ("where the borders lie" in below[-1]) == bool(said.moves or said.together)


@pytest.mark.words
def test_one_segment_has_nothing_beside_it(bank):
    found = coterie.segment(bank, k=1, evidence="none").segmentation
    said = view_of(found, bank).customer
    assert (said.next, said.moves, explained_lines(said)[1]) == (None, (), ())
    assert "the only segment" in explained_lines(said)[0][0]
