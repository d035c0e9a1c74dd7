from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie import OutputError
from coterie.artefact import to_bytes


@pytest.fixture
def saved(result, tmp_path):
    path = tmp_path / "bank.coterie"
    coterie.save(result, path)
    return path


def test_saving_twice_gives_the_same_bytes(result, saved):
    assert to_bytes(coterie.load(saved)) == saved.read_bytes()


def test_it_holds_plain_json_and_no_customer(bank, saved):
    with zipfile.ZipFile(saved) as archive:
        assert sorted(archive.namelist()) == ["manifest.json", "segmentation.json"]
        text = archive.read("segmentation.json").decode()
    assert json.loads(text)["choice"]["k"] == 6
    ids = bank["customer_id"].cast(pl.String)
    assert not [id for id in ids if f'"{id}"' in text]


def test_a_folder_that_is_not_there(result, tmp_path):
    with pytest.raises(OutputError, match="cannot be written: there is no such folder. Name another place."):
        coterie.save(result, tmp_path / "none" / "bank.coterie")


def test_the_manifest_says_what_it_is(result, saved):
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["format"], manifest["format_version"], manifest["optional"]) == (
        "coterie segmentation",
        3,
        ["told"],
    )
    assert (manifest["coterie_version"], manifest["short_hash"]) == (
        coterie.__version__,
        result.segmentation.short_hash,
    )


def test_a_field_that_the_format_does_not_list_is_not_written(result):
    class More(type(result.segmentation.source)):
        customers = ("Ann", "Bob")

    source = More(**vars(result.segmentation.source))
    assert to_bytes(replace(result.segmentation, source=source)) == to_bytes(result)
