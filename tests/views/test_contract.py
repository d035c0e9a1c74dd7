from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

import coterie
from coterie.errors import InputError
from coterie.views.contract import CONTRACTS, file_of, json_schema, schema_text, summary_from


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_schema_in_the_package_is_the_one_that_the_nouns_make(name):
    held = Path(coterie.__file__).parent / file_of(name)
    assert held.read_text(encoding="utf-8") == schema_text(name), "run `make schema`"


@pytest.mark.parametrize("name", CONTRACTS)
def test_it_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))
    assert json_schema(name)["additionalProperties"] is False
    assert json_schema(name)["title"] == f"coterie {name}"


def test_another_schema_is_refused_with_those_that_there_are():
    with pytest.raises(InputError, match="`of` is 'scor', but must be one of .* Did you mean 'score'"):
        json_schema("scor")


MAY_BE_ABSENT = {"known", "idea", "days_before", "given", "more", "weight", "p10", "p25", "p75", "p90", "meaning"}
MAY_BE_ABSENT |= {"at_least", "below", "category", "is_category", "stability", "refit", "run"}  # of rules and worth
MAY_BE_ABSENT |= {"time", "mixed", "days"}  # of moves, in a summary that was written before time was told apart


def test_it_is_a_schema_and_refuses_what_it_does_not_know_anywhere():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for noun in (schema, *schema["$defs"].values()):
        assert noun["additionalProperties"] is False
        assert set(noun["properties"]) - set(noun["required"]) <= MAY_BE_ABSENT
        assert noun["description"]


def test_a_published_summary_is_read_back_as_it_was(result):
    summary = coterie.views.summary_of(result.segmentation)
    assert summary_from(json.loads(coterie.views.to_json(summary))) == summary


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("choice", "k"), 0),
        (("segments",), []),
        (("verdict", "kind"), "constructive"),
        (("verdict", "borders", 0, "share"), 1.5),
        (("k_card", "rows", 0, "extra"), 1),
        (("source", "sha256"), "3f"),
    ],
)
def test_what_breaks_the_contract_is_refused_by_nouns_and_schema_alike(case, path, value):
    summary, _ = case("bank")
    held = summary
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    with pytest.raises(ValidationError):
        summary_from(summary)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(summary, json_schema())
