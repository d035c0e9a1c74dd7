from __future__ import annotations

import json
from copy import deepcopy

import earlier
import jsonschema
import polars as pl
import pytest
from packing import content_in

import coterie
from coterie import json_schema, summarise
from coterie.artefact import FORMAT_VERSION, to_bytes
from coterie.artefact.loading import content_of
from coterie.artefact.refusals import Refused
from coterie.artefact.upgrade import STEPS, upgraded
from coterie.remarks import words
from coterie.remarks.table import english
from coterie.segmentation.identities import first_identities

FOLDER = earlier.FOLDER


def held(name):
    return content_in((FOLDER / f"{name}.coterie").read_bytes())


@pytest.fixture(scope="module")
def first():
    """What a file of format 1 holds."""
    return held("format-1")


def test_there_is_a_step_from_every_earlier_format():
    assert sorted(STEPS) == list(range(1, FORMAT_VERSION))


def test_there_is_a_file_of_every_earlier_format():
    assert {path.stem.split("-")[1] for path in FOLDER.glob("*.coterie")} == {"1", "2"}


@pytest.mark.parametrize("name", earlier.SCORED)
def test_a_file_of_an_earlier_format_places_customers_as_it_did(name):
    assert earlier.scored(name) == (FOLDER / f"{name}.csv").read_text()


@pytest.mark.parametrize("name", earlier.SCORED)
def test_a_file_of_an_earlier_format_is_saved_again_in_the_latest(name, tmp_path):
    found = coterie.load(FOLDER / f"{name}.coterie")
    coterie.save(found, tmp_path / "again.coterie")
    assert content_in((tmp_path / "again.coterie").read_bytes(), "manifest.json")["format_version"] == FORMAT_VERSION
    assert coterie.load(tmp_path / "again.coterie") == found
    assert to_bytes(coterie.load(tmp_path / "again.coterie")) == (tmp_path / "again.coterie").read_bytes()


@pytest.mark.parametrize("name", [name for name in earlier.SCORED if name != "format-1"])
def test_everything_that_a_file_of_format_2_says_is_still_there(name):
    before = held(name)
    after = json.loads(content_of(upgraded(deepcopy(before), 2)).model_dump_json())
    moved = {
        "version": after.pop("coterie_version"),
        "schema": {"columns": after.pop("columns")},
        "preparation": {"features": after.pop("preparation")},
    }
    assert {(column.pop("no_measure"), *column.pop("words")) for column in moved["schema"]["columns"]} == {("",)}
    assert {column.pop("days_before") for column in moved["schema"]["columns"]} == {""}
    assert {feature.pop("weight") for feature in moved["preparation"]["features"]} == {1.0}
    for profile in (after["profiles"]["overall"], *after["profiles"]["segments"]):
        for column in profile["columns"].values():
            if column.pop("kind") == "numeric":
                assert {column.pop(name) for name in ("p10", "p25", "p75", "p90")} == {None}
    if after["purchases"] is not None:
        assert after["purchases"].pop("span") is None
        assert after["purchases"].pop("joined") is None
    assert {name.pop("given") for name in after["names"]["names"]} == {False}
    assert {name.pop("idea") for name in after["names"]["names"]} == {""}
    assert after["planes"] == []
    assert after["names"].pop("card") is None
    _as_written(after["cleaning"])
    advised = after["evidence"]["recommendation"]
    advised["basis"] = {"asked": "asked for"}.get(advised["basis"], advised["basis"])
    assert [row.pop("more") for row in after["evidence"]["k_card"]["rows"]] == [{}] * len(before["sweep"])
    assert {name: (after | moved)[name] for name in before} == before
    assert after["reference"] is None
    assert after["libraries"] == {}


def _as_written(cleaning):
    """Put remarks and steps into the words of format 2, where they kept these."""
    cleaning["actions"] = [
        {
            "column": each["column"],
            "action": each["facts"]["says"],
            "rows": each["rows"],
            "detail": each["facts"]["detail"],
        }
        for each in cleaning.pop("remarks")
    ]
    for step in cleaning["account"]["rows"]:
        step["what"] = english().remarks[step.pop("code")].says


def test_segments_of_an_earlier_format_get_the_identities_of_a_first_segmentation():
    old = coterie.load(FOLDER / "format-2-bank.coterie")
    new = coterie.segment(coterie.datasets.bank_customers(n=1000)).segmentation
    names = [each.name for each in old.names.names]
    assert old.identities == first_identities(names, born=old.short_hash)
    assert [each.name for each in new.identities.segments] == names
    assert old.salt == new.salt, "both are of one table"


def test_what_a_file_of_an_earlier_format_lacks_is_told(first):
    with pytest.raises(Refused, match="^schema is missing$"):
        upgraded({name: each for name, each in held("format-2-plain").items() if name != "schema"}, 2)
    with pytest.raises(Refused, match="^it is not what format 1 says$"):
        upgraded(deepcopy(first) | {"evidence": [1]}, 1)
    with pytest.raises(Refused, match="^it is not what format 2 says$"):
        upgraded([], 2)


def test_a_column_of_dates_and_one_of_words_keep_their_kind():
    days = pl.date_range(pl.date(2020, 1, 1), pl.date(2020, 4, 9), eager=True)
    table = pl.DataFrame({"x": [float(i) for i in range(100)], "since": days, "plan": ["a", "b"] * 50})
    content = content_in(to_bytes(coterie.segment(table, k=2, features="x", evidence="none")))
    kinds = {name: each["kind"] for name, each in content["profiles"]["overall"]["columns"].items()}
    assert kinds == {"x": "numeric", "since": "date", "plan": "category"}


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
    found = upgraded(plain, 1)["evidence"]
    one, two, *_ = found["k_card"]["rows"]
    assert (one["silhouette_kind"], one["silhouette_rows"]) == (None, None)
    assert (two["silhouette_kind"], two["silhouette_rows"], two["silhouette_interval"]) == (kind, asked, None)
    assert found["recommendation"]["agreeing"] == ["silhouette_squared", "silhouette", "bic"]
    assert found["structure"]["silhouette_squared"] == found["structure"]["placebos"][0]["silhouette_squared"] == [0.1]
    assert "silhouette" not in found["structure"]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("duplicate row dropped", "duplicate_row"),
        ("comment lines left out", "comment_lines"),
        ("no customer", "purchase_without_customer"),
        ("lines in the file", "lines_in_file"),
        ("something else", "as_written"),
    ],
)
def test_steps_of_an_earlier_format_get_their_codes(what, code):
    plain = held("format-2-plain")
    plain["cleaning"]["account"]["rows"] = [{"what": what, "rows": 1, "left_out": True}]
    (step,) = content_of(upgraded(plain, 2)).cleaning.account.rows
    assert step.code == code
    assert "{" not in words().step(step.code)
