from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.naming_check import check_catalogue, unnamed


@pytest.mark.parametrize("name", ["bank", "retail"])
def test_it_is_what_its_schema_says(result, name):
    for said in (check_catalogue(name), check_catalogue(name, result.segmentation)):
        jsonschema.validate(json.loads(to_json(said)), coterie.json_schema("catalogues"))


def test_what_it_would_name_is_what_naming_names(result):
    said = check_catalogue("bank", result.segmentation)
    earned = [segment.name.archetype for segment in result.segments if segment.name.archetype]
    assert said.named == len(earned) > 0
    ids = {each.segment_id for each in said.archetypes if each.cause == "gives"}
    assert ids == {segment.id for segment in result.segments if segment.name.archetype}


def test_a_catalogue_that_names_nothing_says_why_for_every_archetype(bank):
    found = coterie.segment(bank, k=3, evidence="none", catalogue="retail").segmentation
    lines = unnamed(found)
    checked = check_catalogue("retail", found).archetypes
    assert [each.archetype for each in checked] == [each.archetype for each in check_catalogue("retail").archetypes]
    said = [say("catalogue.told", archetype=each.archetype, said=each.sentence) for each in checked]
    assert lines == (say("catalogue.none_named", name="retail"), *(f"  {line}" for line in said))
    assert all(each.sentence for each in checked)


@pytest.mark.parametrize("catalogue", ["auto", "none", "bank"])
def test_nothing_is_said_where_nobody_asked_or_a_name_was_given(bank, catalogue):
    assert unnamed(coterie.segment(bank, k=4, evidence="none", catalogue=catalogue).segmentation) == ()
