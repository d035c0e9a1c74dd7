from __future__ import annotations

import json
import sys

import jsonschema
import pytest
from in_onnx import in_onnx

import coterie
from coterie.errors import LibraryMissing, OptionError, OutputError


@pytest.fixture(scope="module")
def folder(bank, tmp_path_factory):
    path = tmp_path_factory.mktemp("segments")
    coterie.save(coterie.segment(bank, features=["age", "income"], k=3, evidence="none"), path / "segmentation.coterie")
    return path


def test_the_model_is_written_and_runs(in_process, folder, bank, tmp_path):
    assert in_process("export", folder, "--to", "onnx", "--out", "a.onnx").split() == ["a.onnx"]
    found = in_onnx((tmp_path / "a.onnx").read_bytes(), bank)
    scored = coterie.Scorer(coterie.load(folder / "segmentation.coterie")).many(bank).frame
    assert found["segment"].to_list() == scored["segment"].to_list()
    with pytest.raises(OutputError):
        in_process("export", folder, "--out", "a.onnx")
    said = json.loads(in_process("export", folder, "--out", "a.onnx", "--overwrite", "--json"))
    jsonschema.validate(said, coterie.json_schema("export"))
    assert said["inputs"] == ["age", "income"]


def test_what_is_refused(in_process, folder, monkeypatch, tmp_path):
    with pytest.raises(OptionError, match="--out"):
        in_process("export", folder)
    with pytest.raises(OptionError, match=".onnx"):
        in_process("export", folder, "--out", "a.csv")
    saved = coterie.load(folder / "segmentation.coterie")
    with pytest.raises(OptionError, match="`to` is 'pmml'"):
        coterie.export(saved, tmp_path / "a.onnx", to="pmml")
    monkeypatch.delitem(sys.modules, "coterie.scoring.onnx.printed", raising=False)
    monkeypatch.delitem(sys.modules, "coterie.scoring.onnx.graph", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(LibraryMissing, match="coterie\\[onnx\\]"):
        coterie.export(saved, tmp_path / "a.onnx")
