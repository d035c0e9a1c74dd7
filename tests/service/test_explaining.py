from __future__ import annotations

import json

import pytest

import coterie
from coterie.service.explaining import explain
from coterie.service.problems import Problem


def test_it_says_what_coterie_explain_says(served, bank, customers):
    for customer in customers[:5]:
        said = json.loads(explain(served, json.dumps(customer).encode()))["customer"]
        python = coterie.explain(served.segmentation, bank, id=customer["customer_id"])
        assert said["id"] == python.id
        assert said["margin"] == python.margin
        assert [(each["feature"], each["effect"]) for each in said["parts"]] == [
            (each.feature, each.effect) for each in python.contributions
        ]
        assert [each["size"] for each in said["moves"]] == [each.size for each in python.moves]


def test_a_customer_without_an_id_is_explained(served, customers):
    for customer in (
        customers[0] | {"customer_id": None},
        {k: v for k, v in customers[0].items() if k != "customer_id"},
    ):
        assert json.loads(explain(served, json.dumps(customer).encode()))["customer"]["id"] is None


@pytest.mark.parametrize("key", ["\x1b", " 7 ", "", "n/a", "=1+1", "ﾠ", "1e5"])
def test_an_id_is_no_part_of_the_reading(served, customers, key):
    """Tables clean what they read; found by schemathesis with an id that is a control character."""
    said = json.loads(explain(served, json.dumps(customers[0] | {"customer_id": key}).encode()))["customer"]
    assert said["id"] == served.scorer.one(customers[0] | {"customer_id": key}).id
    assert said["parts"] == json.loads(explain(served, json.dumps(customers[0]).encode()))["customer"]["parts"]


def test_nothing_known_is_said(served, customers):
    with pytest.raises(Problem) as caught:
        explain(served, json.dumps(dict.fromkeys(customers[0])).encode())
    assert caught.value.code == "nothing_known"


def test_one_feature_is_enough(served, customers):
    said = json.loads(explain(served, json.dumps(dict.fromkeys(customers[0]) | {"age": 41}).encode()))
    assert {each["feature"] for each in said["customer"]["parts"] if each["value"] is not None} == {"age"}
