from __future__ import annotations

import json

import jsonschema

import coterie
from coterie.views import to_json
from coterie.views.renamed import renamed, renamed_table, renamed_titles


def test_it_is_what_its_schema_says(result):
    found = result.segmentation
    said = renamed(found, coterie.rename(found, {2: "Regulars"}), out="x.coterie", report="x.html")
    jsonschema.validate(json.loads(to_json(said)), coterie.json_schema("rename"))
    assert said.segments[2].before == found.segments[2].name.name
    assert {len(row) for row in renamed_table(said)} == {len(renamed_titles())}
