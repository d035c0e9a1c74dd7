from __future__ import annotations

import shutil

import pytest

from coterie.errors import ArtefactNotFound, OptionError
from coterie.service.served import aliases, serve_file, stamp_of


def test_what_is_loaded_names_its_artefact(served, saved_bank):
    assert (served.alias, served.path, served.stamp) == ("bank", saved_bank, stamp_of(saved_bank))
    assert served.artefact == served.scorer.description.artefact


def test_an_alias_is_the_file_s_name_or_what_is_said(tmp_path):
    found = aliases(["a/bank.coterie", "champion=b/bank.coterie"])
    assert {name: str(path) for name, path in found.items()} == {"bank": "a/bank.coterie", "champion": "b/bank.coterie"}


def test_a_file_with_an_equals_sign_is_a_file(tmp_path, saved_bank):
    path = tmp_path / "x=y.coterie"
    shutil.copy(saved_bank, path)
    with pytest.raises(OptionError, match="part of an address"):
        aliases([str(path)])
    assert aliases([f"z={path}"])["z"] == path


@pytest.mark.parametrize("given", [["a/x.coterie", "b/x.coterie"], ["a b.coterie"], ["Kündigung.coterie"]])
def test_names_that_cannot_be_are_refused_with_a_way_out(given):
    with pytest.raises(OptionError, match="NAME="):
        aliases(given)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ArtefactNotFound):
        serve_file("x", tmp_path / "none.coterie")
