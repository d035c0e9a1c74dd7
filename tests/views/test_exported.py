from __future__ import annotations

import json

import jsonschema

import coterie
from coterie.views import to_json
from coterie.views.exported import exported


def test_what_is_said_keeps_to_its_schema(bank, tmp_path):
    found = coterie.segment(bank, features=["age", "income"], k=2, evidence="none").segmentation
    said = json.loads(to_json(exported(found, to="onnx", file=tmp_path / "a.onnx")))
    jsonschema.validate(said, coterie.json_schema("export"))
    assert (said["inputs"], said["short_hash"]) == (["age", "income"], found.short_hash)
