"""The written format, walked field by field: a file is refused in one line, or loads as it says."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from copy import deepcopy
from dataclasses import fields
from pathlib import Path

import earlier
import fields as documented
import jsonschema
import numpy as np
import polars as pl
import pytest
from packing import content_in, packed

import coterie
from coterie import ArtefactError
from coterie.artefact import to_bytes
from coterie.artefact.format_3 import Content, segmentation_of, written
from coterie.artefact.written import Written

MODELS = {model for model in Written.__subclasses__() if model.__module__.startswith("coterie.artefact.format_3")}
SCHEMA = Content.model_json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
MAY_BE_ABSENT = {
    ("Purchases", "joined"),
    *(("NumericProfile", name) for name in ("p10", "p25", "p75", "p90")),
    ("Content", "planes"),
    *(("Moves", name) for name in ("time", "mixed", "days")),
    ("Content", "meaning"),
    ("Content", "refit"),
    ("Name", "idea"),
    ("Feature", "weight"),
    ("Content", "labels"),
    ("Content", "value_column"),
    ("Contract", "id_type"),
    ("Lineage", "parent"),
    ("Names", "card"),
    ("Distances", "by_feature"),
    ("Column", "no_measure"),
    ("Column", "words"),
    ("Column", "days_before"),
    ("KRow", "more"),
    ("Content", "told"),
    ("Telling", "capital"),
}
"""What later features fill, and what is left out where it is empty."""


def mixed():
    """Customers with every type of column; the rare plan has too few for a bin of its own."""
    chance = np.random.default_rng(0)
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=i) for i in range(90)]
    plans = ["Basic", "Plus", "Pro"] * 29 + ["Gold"] * 3
    return pl.DataFrame(
        {
            "client_id": [f"C{i}" for i in range(90)],
            "spent": chance.lognormal(3, 1, 90),
            "plan": plans,
            "since": days,
            "active": ["yes", "no"] * 45,
        }
    )


GYM = """
title = "Gym"
[roles.visits]
synonyms = ["spending_score"]
[archetypes.regulars]
name = "Regulars"
claims.visits = { level = "high", essential = true }
[card]
columns = [{ role = "visits", label = "Visits" }, { category = ["card"], label = "Plan", heading = "Common plan" }]
"""


def own_catalogue():
    """Customers named by a catalogue of one's own, whose card is kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gym.toml"
        path.write_text(GYM)
        return coterie.segment(coterie.datasets.bank_customers(n=200), k=2, evidence="none", catalogue=path)


def known_customers():
    """Most of the customers who bought, and one who did not."""
    return pl.DataFrame(
        {"customer_id": [f"C{i:05}" for i in range(5, 61)], "age": [20 + i * 7 % 50 for i in range(56)]}
    )


def made_anew():
    """Segments of which one was split off, and one goes by another name than today's customers would give it."""
    bank = coterie.datasets.bank_customers(n=300)
    first = coterie.segment(bank, k=3, evidence="none", catalogue="bank")
    return coterie.refit(coterie.rename(first, {0: "Regulars"}), bank.head(250), k=4).result


SAVED = {
    "anew": made_anew,
    "mixed": lambda: coterie.segment(mixed(), k=2, features=["spent", "plan"], evidence="none", value="spent"),
    "purchases": lambda: coterie.segment(
        earlier.purchases(60, seed=0), customers=known_customers(), k=2, evidence="none"
    ),
    "bank": lambda: coterie.segment(coterie.datasets.bank_customers(n=200), k=2, evidence="none", catalogue="bank"),
    "gym": own_catalogue,
}


@pytest.fixture(scope="module")
def saved():
    found = {name: content_in(to_bytes(make())) for name, make in SAVED.items()}
    return found | {"judged": found["bank"] | {"evidence": example(SCHEMA["$defs"]["Evidence"])}}


def example(schema):
    """Return JSON that a schema allows and that says something in every field, which no one table's evidence does."""
    if "$ref" in schema or "anyOf" in schema:
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        return example(SCHEMA["$defs"][name] if name else schema["anyOf"][0])
    if known := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return known[-1]
    if "prefixItems" in schema:
        return [example(each) for each in schema["prefixItems"]]
    if schema["type"] == "array":
        return [example(schema["items"])] * 2
    if schema["type"] == "object":
        fields = schema.get("properties") or {"a": schema["additionalProperties"]}
        return {name: example(each) for name, each in fields.items()}
    return {"string": "words", "boolean": True, "integer": 1, "number": 0.5}[schema["type"]]


@pytest.fixture(scope="module")
def places(saved):
    """For each model, a file that holds one and the way to it."""
    found = {}
    for name, plain in saved.items():
        for path, model in walked(Content.model_validate_json(json.dumps(plain))):
            if type(model) not in found or (not found[type(model)][2] and is_filled(model)):
                found[type(model)] = (name, path, is_filled(model))
    return found


def is_filled(model):
    """Return whether a model says something in every field: then each of them can be replaced by something else."""
    return all(getattr(model, name) not in (None, (), {}) for name in type(model).model_fields)


def walked(value, path=()):
    """Yield every model in a value with the way to it."""
    if isinstance(value, Written):
        yield path, value
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict | tuple):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walked(each, (*path, key))


def at(plain, path):
    for part in path:
        plain = plain[part]
    return plain


def refusal(plain, folder):
    """Return in what words a file is refused; None where it loads, and says again what it said."""
    (folder / "a.coterie").write_bytes(packed(plain))
    try:
        found = coterie.load(folder / "a.coterie")
    except ArtefactError as error:
        words = str(error)
        assert words.startswith("'a.coterie' is not a coterie segmentation: ")
        assert "\n" not in words
        assert len(words) < 400
        return words.removeprefix("'a.coterie' is not a coterie segmentation: ")
    again = content_in(to_bytes(found))
    said = Content.model_validate_json(json.dumps(plain)).model_dump(mode="json")
    said["told"] = {text: told for text, told in said["told"].items() if text in again["told"]}  # or nothing says it
    assert again == said
    return None


def test_every_model_is_met(places):
    assert set(places) == MODELS


@pytest.mark.parametrize("model", sorted(MODELS, key=str), ids=lambda model: model.__name__)
def test_a_field_taken_away_is_refused_by_its_name_or_is_one_that_may_be_absent(model, saved, places, tmp_path):
    name, path, _ = places[model]
    for field in model.model_fields:
        plain = deepcopy(saved[name])
        del at(plain, path)[field]
        said = refusal(plain, tmp_path)
        if (model.__name__, field) in MAY_BE_ABSENT:
            assert said is None
        else:
            assert f"{field} is missing" in said


@pytest.mark.parametrize("model", sorted(MODELS, key=str), ids=lambda model: model.__name__)
def test_a_field_that_is_not_known_is_refused_by_its_name(model, saved, places, tmp_path):
    name, path, _ = places[model]
    plain = deepcopy(saved[name])
    at(plain, path)["colour"] = "red"
    assert "colour is a field that this version does not know" in refusal(plain, tmp_path)


OTHERS = (None, True, 0.5, "x", [], {})


@pytest.mark.parametrize("model", sorted(MODELS, key=str), ids=lambda model: model.__name__)
def test_a_field_of_another_type_is_refused_or_says_again_what_it_said(model, saved, places, tmp_path):
    name, path, _ = places[model]
    for field in model.model_fields:
        for other in OTHERS:
            plain = deepcopy(saved[name])
            if type(at(plain, path)[field]) is type(other) is bool:
                continue  # of its own type: it may mean something else
            at(plain, path)[field] = other
            if refusal(plain, tmp_path) is None:
                VALIDATOR.validate(plain)


def test_a_model_lists_every_field_of_its_noun():
    """A field that is to stay out of files is left out of this comparison by name."""
    for model in MODELS:
        if model.NOUN is not None:
            held = {field.name for field in fields(model.NOUN)}
            assert held == set(model.model_fields) - ({"kind"} - held), model


def test_the_content_says_everything_that_a_segmentation_holds(result):
    here = {
        "version": "coterie_version",
        "schema": "columns",
        "parent": "lineage",
        "salt": "hold_out",
        "value": "value_column",
        "id_type": "contract",
    }
    names = {here.get(field.name, field.name) for field in fields(coterie.Segmentation)}
    assert names | {"told"} == set(Content.model_fields)
    assert segmentation_of(written(result.segmentation)) == result.segmentation


def test_the_page_shows_every_field_as_the_models_have_it():
    page = documented.PAGE.read_text()
    assert page.split(documented.MARKS[0])[1].split(documented.MARKS[1])[0] == documented.tables()
