from __future__ import annotations

import json

import jsonschema

import coterie
from coterie.views import to_json
from coterie.views.reported import reported


def test_it_keeps_its_contract():
    found = coterie.segment(coterie.datasets.bank_customers(n=300), k=2, evidence="none").segmentation
    said = json.loads(to_json(reported(found, saved="a.coterie", out="a.html")))
    jsonschema.validate(said, coterie.json_schema("report"))
    assert (said["segmentation"], said["out"], said["short_hash"]) == ("a.coterie", "a.html", found.short_hash)
