from __future__ import annotations

import json

import jsonschema

import coterie
from coterie.views import to_json
from coterie.views.queried import queried


def test_what_is_said_keeps_to_its_schema(bank, tmp_path):
    found = coterie.segment(bank, features=["age", "income"], k=2, evidence="none").segmentation
    files = [tmp_path / "a.sql"]
    said = json.loads(to_json(queried(found, sql="SELECT 1", schema_yml="", dialect="duckdb", files=files)))
    jsonschema.validate(said, coterie.json_schema("sql"))
    assert (said["executed"], said["short_hash"], said["files"]) == (True, found.short_hash, [str(files[0])])
