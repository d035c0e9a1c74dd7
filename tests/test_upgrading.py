from __future__ import annotations

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

import coterie
from coterie.artefact import FORMAT_VERSION, to_bytes
from coterie.upgrading import STEPS, upgraded
from coterie.views import json_schema, summarise

FOLDER = Path(__file__).parent / "artefacts"


@pytest.fixture(scope="module")
def first():
    """What a file of format 1 holds."""
    with zipfile.ZipFile(FOLDER / "format-1.coterie") as archive:
        return json.loads(archive.read("segmentation.json"))


def test_there_is_a_step_from_every_earlier_format():
    assert sorted(STEPS) == list(range(1, FORMAT_VERSION))


def test_a_file_of_format_1_is_loaded_with_each_silhouette_under_its_name(first):
    found = coterie.load(FOLDER / "format-1.coterie")
    rows = first["evidence"]["k_card"]["rows"]
    assert [trial.silhouette_squared for trial in found.sweep] == [trial["silhouette"] for trial in first["sweep"]]
    assert [trial.silhouette for trial in found.sweep] == [row["silhouette_euclidean"] for row in rows]
    assert found.silhouette == rows[first["choice"]["k"] - 1]["silhouette_euclidean"]
    choices = found.evidence.k_card.choices
    assert choices["silhouette"] == first["evidence"]["k_card"]["choices"]["silhouette_euclidean"]
    assert choices["silhouette_squared"] == first["evidence"]["k_card"]["choices"]["silhouette"]
    jsonschema.validate(json.loads(json.dumps(summarise(found))), json_schema())
    assert to_bytes(found)


def test_a_verdict_of_format_1_which_rested_on_placebos_is_left_out(first):
    summary = summarise(coterie.load(FOLDER / "format-1.coterie"))
    assert (summary["verdict"], summary["supported_k"]) == (None, None)
    assert summary["recommendation"]["k"] == summary["recommendation"]["recommended_k"] == first["choice"]["k"]
    assert {row["kind"] for row in summary["k_card"]["rows"]} == {None}


@pytest.mark.parametrize(("asked", "kind"), [(60, "exact"), (59, "sampled")])
def test_the_silhouette_of_format_1_says_whether_it_was_that_of_a_sample(first, asked, kind):
    plain = json.loads(json.dumps(first))
    plain["evidence"]["rows"] = asked
    plain["evidence"]["recommendation"]["agreeing"] = ["silhouette", "silhouette_euclidean", "bic"]
    held = {"silhouette": [0.1], "inertia": [1.0]}
    plain["evidence"]["structure"] = held | {"placebos": [dict(held)]}
    found = json.loads(upgraded(json.dumps(plain).encode(), 1))["evidence"]
    one, two, *_ = found["k_card"]["rows"]
    assert (one["silhouette_kind"], one["silhouette_rows"]) == (None, None)
    assert (two["silhouette_kind"], two["silhouette_rows"], two["silhouette_interval"]) == (kind, asked, None)
    assert found["recommendation"]["agreeing"] == ["silhouette_squared", "silhouette", "bic"]
    assert found["structure"]["silhouette_squared"] == found["structure"]["placebos"][0]["silhouette_squared"] == [0.1]
    assert "silhouette" not in found["structure"]
