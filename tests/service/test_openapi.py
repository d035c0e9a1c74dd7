from __future__ import annotations

import jsonschema

from coterie.service.limits import Limits
from coterie.service.openapi import openapi


def test_every_reference_leads_somewhere_and_every_schema_is_one(served):
    said = openapi([served], Limits(), keys=True)
    names = set(said["components"]["schemas"])
    text = str(said)
    assert {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]} <= names
    for schema in said["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_short_addresses_are_there_where_one_is_served(served):
    one, two = openapi([served], Limits(), keys=False), openapi([served, served], Limits(), keys=False)
    assert "/v1/score" in one["paths"]
    assert "/v1/score" not in two["paths"]
    assert "/v1/score/bank" in two["paths"]


def test_a_key_is_wanted_where_there_are_keys(served):
    with_keys = openapi([served], Limits(), keys=True)["paths"]
    without = openapi([served], Limits(), keys=False)["paths"]
    assert with_keys["/v1/score"]["post"]["security"] == [{"key": []}]
    assert "security" not in with_keys["/health"]["get"]
    assert "security" not in without["/v1/score"]["post"]
