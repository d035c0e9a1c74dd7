from __future__ import annotations

import json

import jsonschema
import pytest

import coterie
from coterie.errors import CatalogueError
from coterie.naming import load_catalogue


def test_the_built_in_ones_are_listed(in_process):
    shown = in_process("catalogues", "list")
    assert all(name in shown for name in ("bank", "retail"))


@pytest.mark.parametrize("name", ["bank", "retail"])
def test_one_that_is_shown_can_be_used_as_a_file(in_process, name, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(in_process("catalogues", "show", name))
    assert load_catalogue(path).archetypes == load_catalogue(name).archetypes


def test_one_of_your_own_is_checked(in_process, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(in_process("catalogues", "show", "retail").replace("claims", "clams", 1))
    with pytest.raises(CatalogueError, match="clams"):
        in_process("catalogues", "check", path)


def test_what_it_would_name_in_a_segmentation_is_told_by_archetype(in_process, saved):
    shown = in_process("catalogues", "check", "bank", saved)
    assert all(each.name in shown for each in load_catalogue("bank").archetypes)
    said = json.loads(in_process("catalogues", "check", "retail", saved, "--json"))
    jsonschema.validate(said, coterie.json_schema("catalogues"))
    assert said["named"] == 0
    assert {each["cause"] for each in said["archetypes"]} == {"no column"}
