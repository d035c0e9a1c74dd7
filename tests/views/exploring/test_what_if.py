from __future__ import annotations

import json

import polars as pl
import pytest

import coterie
from coterie import errors
from coterie.remarks import say
from coterie.views.exploring.what_if import model_of, moving, values_of


@pytest.fixture(scope="module")
def found(bank):
    frame = bank.with_columns((pl.col("age") > 40).alias("vip"))
    return coterie.segment(frame, features=["age", "income", "card_type", "vip"], k=3, evidence="none").segmentation


HERE = {"age": 40.0, "income": None, "card_type": "Gold", "vip": "true"}


def test_every_feature_says_what_it_is_and_between_what_it_moves(found):
    age, income, card, vip = moving(found, HERE)
    assert (age.shown, age.missing, age.decimals) == ("40", False, 0)
    seen = found.profiles.overall.columns["age"]
    assert (age.least, age.greatest) == (seen.min, seen.max)
    assert (income.missing, income.value) == (True, None)
    assert income.shown.replace(",", "") == f"{found.preparation.features[1].fill:g}"
    assert card.spoken == card.categories == found.preparation.features[2].categories
    assert vip.spoken == tuple(say("explained.flag", it=each) for each in vip.categories)
    assert (card.least, vip.greatest) == (None, None)


def test_a_value_beyond_the_range_seen_can_be_come_back_to(found):
    age = moving(found, HERE | {"age": 117.0})[0]
    assert age.greatest == 117.0


def test_the_page_gets_numbers_to_the_last_digit(found):
    model = json.loads(json.dumps(model_of(found, moving(found, HERE), [0, 1, 2])))
    assert [tuple(each) for each in model["centers"]] == list(found.centers)
    kept = found.preparation.features[1]
    sent = model["features"][1]
    assert (sent["center"], sent["scale"], sent["power"], sent["unit"]) == (
        kept.center, kept.scale, kept.power, kept.unit,
    )  # fmt: skip
    assert model["locale"] == "en"


def test_what_a_page_sends_is_read_back(found):
    assert values_of(found, json.dumps([40, None, "Gold", "true"])) == HERE


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{}", "[1, 2]", "[null, null, null, null]", "[NaN, 1, null, null]", "[1e400, 1, null, null]",
     '["40", 1, null, null]', "[true, 1, null, null]", "[1, 2, 3, null]"],
)  # fmt: skip
def test_what_are_no_values_is_refused_in_words(found, said):
    with pytest.raises(errors.OptionError, match=r"is no value of .*Choose|are not there.*again"):
        values_of(found, said)
