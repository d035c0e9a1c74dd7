from __future__ import annotations

import dataclasses

import jsonschema
import pytest

from coterie.schema import Column
from coterie.service.contract import EXACT, Contract, _taken
from coterie.service.problems import Problem

GOOD = {"customer_id": "C1", "age": 41, "income": 60_000.5, "spending_score": None, "card_type": "Gold"}


def code_of(served, customer) -> str | None:
    try:
        served.contract.check(customer, 1)
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"more": {"of": "it"}}, None),
        ({"customer_id": 7}, None),
        ({"customer_id": None}, None),
        ({"age": EXACT}, None),
        ({"age": EXACT + 1}, "too_exact"),
        ({"age": -EXACT - 1}, "too_exact"),
        ({"customer_id": EXACT + 1}, "too_exact"),
        ({"customer_id": True}, "wrong_type"),
        ({"customer_id": 1.5}, "wrong_type"),
        ({"customer_id": "\ud800"}, "not_utf8"),
        ({"age": "41"}, "wrong_type"),
        ({"age": True}, "wrong_type"),
        ({"age": [41]}, "wrong_type"),
        ({"age": float("inf")}, "not_a_number"),
        ({"card_type": 3}, None),
        ({"card_type": 1.5}, "wrong_type"),
        ({"card_type": {}}, "wrong_type"),
        ({"card_type": "\ud800"}, "not_utf8"),
        ({"card_type": "Amèx"}, None),
    ],
)
def test_types_are_strict(served, change, code):
    assert code_of(served, GOOD | change) == code
    if code is None:
        jsonschema.validate(GOOD | change, served.contract.schema())


@pytest.mark.parametrize("change", [{"age": "41"}, {"age": True}, {"card_type": 1.5}, {"customer_id": True}])
def test_the_schema_refuses_what_the_contract_refuses(served, change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(GOOD | change, served.contract.schema())


def test_absent_features_are_named(served):
    with pytest.raises(Problem) as caught:
        served.contract.check({"age": 1}, 9)
    assert caught.value.code == "missing_features"
    assert all(name in caught.value.message for name in ("income", "spending_score", "card_type", "9"))


@pytest.mark.parametrize("body", [None, [], 1, "x", True])
def test_a_customer_is_an_object(served, body):
    assert code_of(served, body) == "wrong_shape"


@pytest.mark.parametrize(
    ("column", "types"),
    [
        (Column("a", "numeric", "feature", 0, ""), {float, int}),
        (Column("a", "numeric", "feature", 0, "", words=(("yes", 1.0),)), {float, int, str}),
        (Column("a", "numeric", "feature", 0, "", units=("kg",)), {float, int, str}),
        (Column("a", "numeric", "feature", 0, "", days_before="2024-01-01"), {str}),
        (Column("a", "boolean", "feature", 0, ""), {bool, str, int}),
        (Column("a", "categorical", "feature", 0, ""), {str, int}),
    ],
)
def test_every_type_of_column_says_what_it_takes(column, types):
    assert set(_taken(column)[0]) == types


def test_a_segmentation_without_an_id_asks_for_none(served):
    contract = Contract(dataclasses.replace(served.scorer.description, key=None))
    contract.check({name: value for name, value in GOOD.items() if name != "customer_id"}, 1)
    assert "customer_id" not in contract.names
