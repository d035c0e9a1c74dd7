from __future__ import annotations

import dataclasses

import polars as pl
import pytest

import coterie
from coterie.explanation import distances, why
from coterie.meaning.given import is_sensitive
from coterie.number_format import decimals
from coterie.remarks import say
from coterie.views.exploring.customer import customer_view, stayed, values_in, who

HERE = {"age": 53.0, "income": 99_400.0, "spending_score": 64.0, "credit_score": 754.0}


@pytest.fixture(scope="module")
def found(result):
    return result.segmentation


def test_parts_are_those_of_the_explanation_and_add_up(found):
    told = why(found, "me", HERE)
    shown = customer_view(found, "me", HERE)
    effects = {each.feature: each.effect for each in told.contributions}
    largest = max(map(abs, effects.values()))
    order = [each.feature for each in found.preparation.features]
    assert [each.part for each in shown.parts] == [effects[name] / largest for name in order]
    assert sum(each.part for each in shown.parts) * largest == pytest.approx(told.difference, abs=1e-9)
    assert (shown.segment, shown.other) == (told.segment, told.other)


def test_distances_are_shown_the_nearest_first(found):
    far = distances(found, HERE)
    shown = customer_view(found, "me", HERE)
    assert [each.segment for each in shown.far] == sorted(range(6), key=lambda place: far[place])
    assert [each.distance for each in shown.far] == [decimals(each, 2) for each in sorted(far)]
    assert shown.far[-1].part == 1.0


@pytest.mark.parametrize(("stays", "code"), [(0.7499, "border"), (0.75, "in"), (None, "in")])
def test_the_heading_says_who_stands_on_a_border(found, stays, code):
    shown = customer_view(found, "me", HERE, stays=stays)
    name = found.names.names[shown.segment].name
    assert shown.heading == say(f"studio.customer_{code}", id="me", segment=name)
    assert (say("studio.customer_stays", share=stays) in shown.lead) if stays else "refits" not in shown.lead


def test_w5_what_would_move_them_is_tried_can_be_and_is_within_the_range(found):
    shown = customer_view(found, "me", HERE)
    assert shown.moves
    for move in shown.moves:
        names = [found.preparation.features[at].feature for at, _ in move.changes]
        changed = HERE | dict(zip(names, (value for _, value in move.changes), strict=True))
        assert why(found, "me", changed).segment == move.to != shown.segment
        for name, (_, value) in zip(names, move.changes, strict=True):
            seen = found.profiles.overall.columns[name]
            assert seen.min <= value <= seen.max
            assert value == int(value)


def test_w5_no_sensitive_column_is_proposed_and_nothing_is_an_answer(bank):
    frame = bank.drop_nulls().select("customer_id", "gender", "age")
    asked = {"features": ["gender"], "id": "customer_id", "k": 2, "evidence": "none"}
    found = coterie.segment(frame, **asked).segmentation
    values = {"gender": frame["gender"][0]}
    assert why(found, "me", values).moves
    assert is_sensitive("gender")
    assert customer_view(found, "me", values).moves == ()


def test_who_is_at_the_centre_is_said_to_be(found):
    centre = dataclasses.replace(found, centers=tuple(map(tuple, found.preparation.matrix({
        name: pl.Series([value]).to_numpy() for name, value in HERE.items()
    }).tolist())) + found.centers[1:])  # fmt: skip
    shown = customer_view(centre, "me", HERE)
    assert shown.next_share == ""
    assert say("studio.at_centre") in shown.lead


def test_of_one_segment_there_is_nothing_to_explain(bank):
    found = coterie.segment(bank, features=["age"], k=1, evidence="none").segmentation
    shown = customer_view(found, "me", {"age": 40.0})
    assert (shown.parts, shown.moves, shown.lead) == ((), (), "")
    assert shown.heading == say("explained.only", id="me", segment=found.names.names[0].name)


def test_values_of_a_row_and_what_the_customer_is_called(found):
    columns = ("customer_id", *HERE)
    frame = pl.DataFrame([pl.Series(f"c{i}", ["x", "00123"] if not i else [None, list(HERE.values())[i - 1]])
                          for i in range(5)])  # fmt: skip
    assert values_in(frame, 1, found, columns=columns) == HERE
    assert set(values_in(frame, 0, found, columns=columns).values()) == {None}
    assert who(frame, 1, columns=columns, key="customer_id") == "00123"
    assert who(frame, 1, columns=columns, key=None) == "2"
    assert stayed(pl.DataFrame({"t3": [None, 0.5]}), 1, 3) == 0.5
